from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "govreport.publishing"
    label = "publishing"
