from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "govreport.archive"
    label = "archive"
