from django.apps import AppConfig


class ChecksConfig(AppConfig):
    name = "govreport.checks"
    label = "checks"
