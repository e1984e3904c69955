from django.apps import AppConfig


class ArchiveDeskConfig(AppConfig):
    name = "govreport.web.archive"
    label = "archive_desk"
