"""工作台公用: application settings."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """工作台公用."""

    name = "govreport.web.desk"
    label = "web_desk"
