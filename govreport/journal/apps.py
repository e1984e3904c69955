from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "govreport.journal"
    label = "journal"
