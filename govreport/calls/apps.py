from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "govreport.calls"
    label = "calls"
