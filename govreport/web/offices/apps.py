from django.apps import AppConfig


class OfficesConfig(AppConfig):
    name = "govreport.web.offices"
    label = "offices"
