"""report.pdf and report.json of a published report."""

import hashlib
import json
from urllib.parse import quote

import pytest
from django.test import Client

from govreport.publishing.models import Publication

pytestmark = pytest.mark.django_db

ADDRESS = "/reports/2023/yunxi-lincao/"
TITLE = "云溪县林业和草原局2023年政府信息公开工作年度报告"


def test_the_pdf_opens_in_the_browser_under_its_chinese_name(client: Client, published: Publication) -> None:
    answer = client.get(f"{ADDRESS}report.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"] == f"inline; filename*=utf-8''{quote(TITLE + '.pdf')}"


def test_the_pdf_is_not_hidden_by_the_policy_of_our_pages(client: Client, published: Publication) -> None:
    assert "Content-Security-Policy" in client.get(ADDRESS)
    answer = client.get(f"{ADDRESS}report.pdf")
    assert "Content-Security-Policy" not in answer
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_data_is_the_text_that_was_sealed(client: Client, published: Publication) -> None:
    answer = client.get(f"{ADDRESS}report.json")
    assert hashlib.sha256(answer.content).hexdigest() == published.sha256
    data = json.loads(answer.content)
    assert (data["schema"], data["year"]) == ("govreport.report/1", 2023)
    assert answer["Content-Disposition"] == f"attachment; filename*=utf-8''{quote(TITLE + '.json')}"


def test_the_current_and_the_numbered_address_give_the_same_file(client: Client, published: Publication) -> None:
    assert client.get(f"{ADDRESS}report.pdf").content == client.get(f"{ADDRESS}v1/report.pdf").content


def test_a_title_cannot_break_out_of_the_header(client: Client, published: Publication) -> None:
    published.version.title = 'a"\r\nSet-Cookie: x=1;\\'
    published.version.save()
    answer = client.get(f"{ADDRESS}report.json")
    assert answer.status_code == 200
    assert "\n" not in answer["Content-Disposition"]
    assert "x" not in answer.cookies


@pytest.mark.parametrize("name", ["report.pdf", "report.json"])
def test_files_are_only_read(client: Client, published: Publication, name: str) -> None:
    assert client.post(ADDRESS + name).status_code == 405
