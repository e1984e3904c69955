from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "govreport.web.oversight"
    label = "oversight"
