from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "govreport.demo"
    label = "demo"
