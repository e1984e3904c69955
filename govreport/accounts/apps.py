from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "govreport.accounts"
    label = "accounts"
