from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "govreport.jobs"
    label = "jobs"
