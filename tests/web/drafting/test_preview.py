"""预览: the draft PDF at any time, marked as a draft, never under the official name; sent again only when changed."""

import io
from urllib.parse import quote

import pdfplumber
import pikepdf
import pytest
from django.test import Client

from govreport.agencies.models import User
from govreport.reports.models import Version
from govreport.reports.services import save_cells, save_narrative
from tests.web.drafting.conftest import SignIn


def test_the_preview_is_a_draft_of_what_is_stored(clerk: Client, imported: Version) -> None:
    response = clerk.get(f"/desk/reports/{imported.report_id}/preview.pdf")
    assert response.headers["Content-Type"] == "application/pdf"
    with pdfplumber.open(io.BytesIO(response.content)) as pdf:
        words = "".join(page.extract_text() for page in pdf.pages)
    assert "4299 万元" in words or "4299万元" in words
    assert "草" in words


def test_the_preview_is_nobody_elses_and_not_named_like_the_official_file(clerk: Client, imported: Version) -> None:
    response = clerk.get(f"/desk/reports/{imported.report_id}/preview.pdf")
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert response.headers["Content-Disposition"].startswith("inline")
    assert quote("草稿-") in response.headers["Content-Disposition"]


def test_the_frame_page_leads_back_and_to_a_tab_of_its_own(clerk: Client, imported: Version) -> None:
    page = clerk.get(f"/desk/reports/{imported.report_id}/preview/").content.decode()
    assert f'src="/desk/reports/{imported.report_id}/preview.pdf' in page
    assert 'target="_blank"' in page
    assert f'href="/desk/reports/{imported.report_id}/"' in page


def test_an_unchanged_preview_is_not_made_again(
    clerk: Client, complete: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"/desk/reports/{complete.report_id}/preview.pdf"
    mark = clerk.get(address).headers["ETag"]
    monkeypatch.setattr("govreport.web.drafting.preview.render_pdf", None)
    again = clerk.get(address, headers={"If-None-Match": mark})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", mark)
    assert again.headers["Cache-Control"] == "private, no-cache"


def test_every_save_makes_another_preview(clerk: Client, blank: Version, drafter: User) -> None:
    address = f"/desk/reports/{blank.report_id}/preview.pdf"
    marks = [clerk.get(address).headers["ETag"]]
    save_cells(version=blank, cells={"t3.new_received.research": "1"}, by=drafter)
    marks.append(clerk.get(address).headers["ETag"])
    save_narrative(version=blank, section="sec5", text="问题和改进。", by=drafter)
    answer = clerk.get(address, headers={"If-None-Match": ", ".join(marks)})
    assert answer.status_code == 200
    assert len({*marks, answer.headers["ETag"]}) == 3


def test_the_mark_of_a_preview_opens_it_to_nobody_else(
    clerk: Client, sign_in: SignIn, stranger: User, complete: Version
) -> None:
    address = f"/desk/reports/{complete.report_id}/preview.pdf"
    mark = {"If-None-Match": clerk.get(address).headers["ETag"]}
    assert sign_in(stranger).get(address, headers=mark).status_code == 404
    assert Client().get(address, headers=mark).status_code == 302


def test_the_pdf_has_a_place_to_open_at_for_every_part(clerk: Client, complete: Version) -> None:
    response = clerk.get(f"/desk/reports/{complete.report_id}/preview.pdf")
    with pikepdf.open(io.BytesIO(response.content)) as pdf:
        places = {str(name) for name in list(pdf.Root.Names.Dests.Names)[::2]}  # type: ignore[call-overload]
    assert {section.code for section in complete.edition.sections} <= places


def test_from_a_part_the_preview_opens_there_and_leads_back(clerk: Client, complete: Version) -> None:
    page = clerk.get(f"/desk/reports/{complete.report_id}/sec3/").content.decode()
    link = f"/desk/reports/{complete.report_id}/preview/?section=sec3"
    assert f'href="{link}"' in page
    page = clerk.get(link).content.decode()
    assert "nameddest=sec3" in page
    assert f'href="/desk/reports/{complete.report_id}/sec3/"' in page


def test_a_part_that_is_not_there_opens_the_first_page(clerk: Client, complete: Version) -> None:
    page = clerk.get(f"/desk/reports/{complete.report_id}/preview/?section=%22%3E").content.decode()
    assert "nameddest" not in page


def test_characters_that_no_font_has_are_told_beside_the_preview_and_on_the_summary(
    clerk: Client, imported: Version, drafter: User
) -> None:
    for path in ("", "preview/"):
        assert "missing-glyphs" not in clerk.get(f"/desk/reports/{imported.report_id}/{path}").text
    save_narrative(version=imported, section="sec5", text="审核人𠀀某。", by=drafter)
    for path in ("", "preview/"):
        page = clerk.get(f"/desk/reports/{imported.report_id}/{path}").text
        assert "下列字没有字体可以印出，PDF 中以“□”代替。" in page
        assert "“审核人□某。”" in page
        assert "U+20000" in page
        assert "𠀀" in page


def test_a_report_that_cannot_be_set_is_told_of_in_a_sentence(
    clerk: Client, imported: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govreport.documents.render.pdf.MOST_SECONDS", -1)
    response = clerk.get(f"/desk/reports/{imported.report_id}/preview.pdf")
    assert response.status_code == 422
    assert "报告太长，没有排完" in response.text
    assert clerk.get(f"/desk/reports/{imported.report_id}/").status_code == 200
