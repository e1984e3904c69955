from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "govreport.web.portal"
    label = "portal"
