"""The room of operation."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Owns no tables."""

    name = "govreport.operations"
    label = "operations"
    verbose_name = "运行维护"
