"""report.pdf and report.json of a published report."""

import hashlib
import json
from urllib.parse import quote

import pytest
from django.test import Client

from govreport.documents.services import read_report
from govreport.publishing.models import Publication
from govreport.standards.seal import canonical_json

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


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "txt"])
def test_the_other_files_hold_the_same_report(client: Client, published: Publication, suffix: str) -> None:
    answer = client.get(f"{ADDRESS}report.{suffix}")
    assert answer["Content-Disposition"] == f"attachment; filename*=utf-8''{quote(f'{TITLE}.{suffix}')}"
    found = read_report("", answer.content).document
    assert canonical_json(found) == published.data
    again = client.get(f"{ADDRESS}v1/report.{suffix}")
    assert again.content == answer.content
    assert client.get(f"{ADDRESS}report.{suffix}", headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert client.get(f"/reports/2022/yunxi-lincao/report.{suffix}").status_code == 404


def test_the_page_offers_every_file(client: Client, published: Publication) -> None:
    page = client.get(ADDRESS).content.decode()
    for suffix in ("pdf", "docx", "xlsx", "txt", "json"):
        assert f'href="{ADDRESS}report.{suffix}"' in page


@pytest.mark.parametrize("name", ["report.pdf", "report.json", "report.docx", "report.xlsx", "report.txt"])
def test_files_are_only_read(client: Client, published: Publication, name: str) -> None:
    assert client.post(ADDRESS + name).status_code == 405
