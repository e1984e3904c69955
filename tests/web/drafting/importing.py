"""Steps on the page of an import, as a browser without scripts takes them."""

from django.test import Client

from govreport.reports.models import ImportedFile


def page_of(client: Client, imported: ImportedFile, query: str = "") -> str:
    """The page of an import."""
    response = client.get(f"/desk/imports/{imported.pk}/{query}")
    assert response.status_code == 200
    return response.content.decode()


def post(client: Client, imported: ImportedFile, step: str, **data: object) -> str:
    """Take a step by its form; where the browser is sent then."""
    response = client.post(f"/desk/imports/{imported.pk}/{step}/", data)
    assert response.status_code == 302
    return response.headers["Location"]
