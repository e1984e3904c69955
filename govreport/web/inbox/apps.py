from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "govreport.web.inbox"
    label = "inbox"
