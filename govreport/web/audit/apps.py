from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "govreport.web.audit"
    label = "audit"
