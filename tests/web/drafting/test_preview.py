"""预览: the draft PDF at any time, marked as a draft, never under the official name."""

import io
from urllib.parse import quote

import pdfplumber
from django.test import Client

from govreport.reports.models import Version


def test_the_preview_is_a_draft_of_what_is_stored(clerk: Client, imported: Version) -> None:
    response = clerk.get(f"/desk/reports/{imported.report_id}/preview.pdf")
    assert response.headers["Content-Type"] == "application/pdf"
    with pdfplumber.open(io.BytesIO(response.content)) as pdf:
        words = "".join(page.extract_text() for page in pdf.pages)
    assert "4299 万元" in words or "4299万元" in words
    assert "草" in words


def test_the_preview_is_not_kept_and_not_named_like_the_official_file(clerk: Client, imported: Version) -> None:
    response = clerk.get(f"/desk/reports/{imported.report_id}/preview.pdf")
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Content-Disposition"].startswith("inline")
    assert quote("草稿-") in response.headers["Content-Disposition"]


def test_the_frame_page_leads_back_and_to_a_tab_of_its_own(clerk: Client, imported: Version) -> None:
    page = clerk.get(f"/desk/reports/{imported.report_id}/preview/").content.decode()
    assert f'src="/desk/reports/{imported.report_id}/preview.pdf' in page
    assert 'target="_blank"' in page
    assert f'href="/desk/reports/{imported.report_id}/"' in page
