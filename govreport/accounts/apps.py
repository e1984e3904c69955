from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "govreport.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Register what is checked at the start."""
        from govreport.accounts import system_checks  # noqa: F401
