"""/reports/<year>/: the reports of one year."""

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from tests.web.portal.conftest import Publish

pytestmark = pytest.mark.django_db


def test_a_year_lists_its_reports_and_links_the_other_years(client: Client, release: Publish) -> None:
    release("e2021")
    release("e2019")
    page = client.get("/reports/2020/").text
    assert 'href="/reports/2020/yunxi-lincao/"' in page
    assert 'href="/reports/2023/yunxi-lincao/"' not in page
    assert '<a href="/reports/2023/">2023</a>' in page
    assert '<a href="/reports/2020/" aria-current="page">2020</a>' in page


def test_a_year_without_reports_is_not_found(client: Client, release: Publish) -> None:
    release("e2021")
    assert client.get("/reports/2022/").status_code == 404
    assert client.get("/reports/99999999999999999999/").status_code == 404


def test_the_pdf_is_offered_with_its_size_once_it_exists(client: Client, release: Publish) -> None:
    publication = release("e2021")
    assert "2 KB" not in client.get("/reports/2023/").text
    client.get("/reports/2023/yunxi-lincao/report.pdf")
    assert publication.files.filter(suffix="pdf").exists()
    assert "2 KB" in client.get("/reports/2023/").text


def test_a_lost_pdf_stops_no_page(client: Client, release: Publish) -> None:
    publication = release("e2021")
    client.get("/reports/2023/yunxi-lincao/report.pdf")
    default_storage.delete(str(publication.files.get(suffix="pdf").content.name))
    for page in ("/reports/2023/", "/reports/2023/yunxi-lincao/", "/agencies/yunxi-lincao/"):
        assert client.get(page).status_code == 200
    assert client.get("/reports/2023/yunxi-lincao/report.pdf").content.startswith(b"%PDF-")
