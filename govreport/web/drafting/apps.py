from django.apps import AppConfig


class DraftingConfig(AppConfig):
    name = "govreport.web.drafting"
    label = "drafting"
