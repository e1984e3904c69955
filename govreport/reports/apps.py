"""年度报告: the application; proves at start-up that models and editions agree."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "govreport.reports"
    label = "reports"

    def ready(self) -> None:
        from govreport.reports import system_checks  # noqa: F401 (registers itself)
