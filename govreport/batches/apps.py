from django.apps import AppConfig


class BatchesConfig(AppConfig):
    name = "govreport.batches"
    label = "batches"
