from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "govreport.documents"
    label = "documents"

    def ready(self) -> None:
        from govreport.documents.signing import checks  # noqa: F401 (registers itself)
