from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "govreport.web.ui"
    label = "ui"
