from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "govreport.documents"
    label = "documents"
