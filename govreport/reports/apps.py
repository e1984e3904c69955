from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "govreport.reports"
    label = "reports"
