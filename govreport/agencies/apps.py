from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "govreport.agencies"
    label = "agencies"
