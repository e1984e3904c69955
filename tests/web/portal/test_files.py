"""report.pdf and report.json of a published report."""

import hashlib
import json
from urllib.parse import quote

import pytest
from django.test import Client

from govreport.documents.render.pdf import UnprintableError
from govreport.documents.services import read_report, render_pdf
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


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Every report is longer than may be set; how often that was found out."""
    tries: list[int] = []

    def press(document: object, **_: object) -> bytes:
        tries.append(1)
        raise UnprintableError("报告太长")

    monkeypatch.setattr("govreport.publishing.press.render_pdf", press)
    return tries


@pytest.mark.parametrize("path", [ADDRESS, f"{ADDRESS}v1/"])
def test_a_pdf_that_cannot_be_set_leads_to_the_other_files(
    client: Client, published: Publication, endless: list[int], path: str
) -> None:
    answer = client.get(f"{path}report.pdf")
    page = answer.content.decode()
    assert answer.status_code == 503
    assert answer["Retry-After"] == "600"
    assert "这份年报暂时没有 PDF" in page
    assert TITLE in page
    assert "Content-Security-Policy" in answer
    for suffix in ("docx", "xlsx", "txt", "json"):
        assert f'href="{path}report.{suffix}"' in page
    assert f'href="{path}"' in page
    assert f'href="{path}report.pdf"' not in page


def test_it_is_not_tried_again_by_every_reader(client: Client, published: Publication, endless: list[int]) -> None:
    for _reader in range(3):
        assert client.get(f"{ADDRESS}report.pdf").status_code == 503
    assert len(endless) == 1


def test_the_limits_of_the_real_press_end_there_too(
    client: Client, published: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govreport.publishing.press.render_pdf", render_pdf)
    monkeypatch.setattr("govreport.documents.render.pdf.MOST_CHARACTERS", 100)
    assert client.get(f"{ADDRESS}report.pdf").status_code == 503


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
