from django.apps import AppConfig


class WebJobsConfig(AppConfig):
    name = "govreport.web.jobs"
    label = "web_jobs"
