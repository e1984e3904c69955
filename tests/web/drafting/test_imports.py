"""导入确认: the file and what was read in it side by side; everything works by forms alone."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from govreport.agencies.models import Agency, User
from govreport.documents.imports import services
from govreport.reports.figures import document_of
from govreport.reports.models import ImportedFile, ImportState, Report, Version
from govreport.reports.services import start_report
from tests.builders import balanced
from tests.documents.imports.files import DOUBTS, FIRST, KINDS, NAME, ROW, SECOND, YEAR, three_doubts
from tests.web.drafting.conftest import SignIn
from tests.web.drafting.importing import page_of, post

Keep = Callable[[str], ImportedFile]


@pytest.fixture
def keep(agency: Agency, drafter: User) -> Keep:
    def keep(kind: str) -> ImportedFile:
        return services.keep_file(agency=agency, name=f"2022年年报.{kind}", data=three_doubts(kind), by=drafter)

    return keep


@pytest.fixture
def imported(keep: Keep) -> ImportedFile:
    return keep("html")


def test_a_file_becomes_an_import_and_its_page_opens(clerk: Client, agency: Agency) -> None:
    file = SimpleUploadedFile("2022年年报.pdf", three_doubts("pdf"))
    response = clerk.post("/desk/start/", {"agency": agency.pk, "source": "file", "year": 2023, "file": file})
    imported = ImportedFile.objects.get()
    assert response.headers["Location"] == f"/desk/imports/{imported.pk}/"
    assert (imported.name, imported.agency, imported.report) == ("2022年年报.pdf", agency, None)


def test_doubts_stand_in_order_with_their_place_and_sentence(clerk: Client, keep: Keep) -> None:
    page = page_of(clerk, keep("pdf"))
    assert re.findall(r'data-name="([^"]+)"', page) == DOUBTS
    assert "本行行名印作“行政强某”" in page
    assert "第 1 页" in page
    assert "<span data-done>0</span> / <span data-all>3</span>" in page


@pytest.mark.parametrize(
    ("kind", "where"),
    [("docx", "第 2 张表第 4 行第 2 格"), ("xlsx", "工作表“Sheet”D24"), ("html", "第 2 张表第 4 行第 2 格")],
)
def test_the_place_is_told_and_marked_in_the_file(clerk: Client, keep: Keep, kind: str, where: str) -> None:
    page = page_of(clerk, keep(kind), f"?at={FIRST}")
    assert where in page
    assert re.search(r'<td data-column="2" class="is-here">2 0</td>', page)


def test_the_box_in_a_pdf_is_drawn_without_scripts(clerk: Client, keep: Keep) -> None:
    imported = keep("pdf")
    page = page_of(clerk, imported, f"?at={FIRST}")
    box = re.search(r'id="source-mark" rx="1.5" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"', page)
    assert box
    place = services.confirming(imported).result.places[FIRST]
    assert place.box
    assert float(box[1]) == pytest.approx(place.box[0], abs=0.3)
    assert float(box[3]) == pytest.approx(place.box[2] - place.box[0], abs=0.3)
    assert f"/desk/imports/{imported.pk}/pages/1.png" in page


def test_every_cell_says_in_words_how_sure_it_is(clerk: Client, imported: ImportedFile) -> None:
    services.decide(imported=imported, texts={FIRST: "2"}, by=imported.created_by)
    page = page_of(clerk, imported)
    words = {FIRST: "已更正", SECOND: "存疑", f"{ROW}.decisions": "存疑", "t2.rules.issued": "明确"}
    for address, word in words.items():
        cell = page.split(f'id="sure-{address}"')[1].split("</td>")[0]
        assert word in cell, address


def test_the_words_of_a_file_are_never_markup(clerk: Client, agency: Agency, drafter: User) -> None:
    data = three_doubts("html").replace("根据".encode(), b"<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", 1)
    imported = services.keep_file(agency=agency, name="<img src=x>.html", data=data, by=drafter)
    page = page_of(clerk, imported)
    assert "<script>alert(1)" not in page
    assert "<img src=x>" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_half_finished_import_is_found_on_the_desk_and_goes_on(clerk: Client, imported: ImportedFile) -> None:
    post(clerk, imported, "decide", name=ROW)
    home = clerk.get("/desk/").content.decode()
    assert f'href="/desk/imports/{imported.pk}/"' in home
    assert "1 / 3 处存疑已确认" in home
    assert 'id="doubt-t3.new_received.natural_person" data-name="t3.new_received.natural_person" aria-current' in (
        page_of(clerk, imported)
    )


def test_the_button_waits_for_the_last_doubt(clerk: Client, imported: ImportedFile) -> None:
    def button() -> str:
        return page_of(clerk, imported).split('id="import-confirm"')[1].split(">")[0]

    assert "disabled" in button()
    post(clerk, imported, "confirm")
    assert Report.objects.count() == 0
    assert "还有 3 处存疑没有确认" in page_of(clerk, imported)
    post(clerk, imported, "rest")
    assert "还有 1 处数字分开印，不能照读入确认" in page_of(clerk, imported)
    assert "disabled" in button()
    post(clerk, imported, "decide", name=FIRST, choose="2")
    assert "disabled" not in button()
    assert post(clerk, imported, "confirm") == f"/desk/reports/{Report.objects.get().pk}/"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file_goes_through_the_page(clerk: Client, keep: Keep, kind: str) -> None:
    imported = keep(kind)
    assert NAME in page_of(clerk, imported)
    post(clerk, imported, "decide", name=FIRST, text="2")
    post(clerk, imported, "rest")
    post(clerk, imported, "confirm")
    assert document_of(Version.objects.get()).figures == balanced(year=YEAR).figures


def test_parts_without_a_tick_stay_out(clerk: Client, imported: ImportedFile) -> None:
    post(clerk, imported, "parts", shown=["sec1", "sec5"], take=["sec5"])
    post(clerk, imported, "decide", name=FIRST, text="2")
    post(clerk, imported, "rest")
    post(clerk, imported, "confirm")
    sections = document_of(Version.objects.get()).sections
    assert "sec1" not in sections
    assert "sec5" in sections


def test_a_discarded_import_is_gone(clerk: Client, imported: ImportedFile) -> None:
    assert post(clerk, imported, "discard") == "/desk/"
    assert clerk.get(f"/desk/imports/{imported.pk}/").status_code == 404
    assert clerk.get(f"/desk/imports/{imported.pk}/file").status_code == 404
    assert "待确认的导入" not in clerk.get("/desk/").content.decode()


def test_no_picture_of_a_discarded_file_is_left(
    clerk: Client, keep: Keep, media_folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    imported = keep("pdf")
    clerk.get(f"/desk/imports/{imported.pk}/pages/1.png")
    kept = [path for path in media_folder.rglob("*") if path.is_file()]
    assert sorted(path.suffix for path in kept) == ["", ".png"]
    with django_capture_on_commit_callbacks(execute=True):
        post(clerk, imported, "discard")
    assert not [path for path in media_folder.rglob("*") if path.is_file()]


# --- 原文件 ----------------------------------------------------------------------------------------------


def test_the_original_comes_back_byte_for_byte_and_only_to_be_kept(clerk: Client, imported: ImportedFile) -> None:
    response = clerk.get(f"/desk/imports/{imported.pk}/file")
    assert b"".join(response.streaming_content) == three_doubts("html")  # type: ignore[attr-defined]
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_pages_of_a_pdf_are_pictures_and_of_nothing_else(clerk: Client, keep: Keep) -> None:
    pdf, other = keep("pdf"), keep("docx")
    response = clerk.get(f"/desk/imports/{pdf.pk}/pages/1.png")
    assert response.headers["Content-Type"] == "image/png"
    assert b"".join(response.streaming_content).startswith(b"\x89PNG")  # type: ignore[attr-defined]
    again = clerk.get(f"/desk/imports/{pdf.pk}/pages/1.png")
    assert again.status_code == 200
    for address in (f"{pdf.pk}/pages/0.png", f"{pdf.pk}/pages/99.png", f"{other.pk}/pages/1.png"):
        assert clerk.get(f"/desk/imports/{address}").status_code == 404


def test_after_confirmation_everyone_who_sees_the_report_has_the_file(
    clerk: Client, imported: ImportedFile, sign_in: SignIn, reviewer: User, supervisor: User, stranger: User
) -> None:
    post(clerk, imported, "decide", name=FIRST, text="2")
    post(clerk, imported, "rest")
    where = post(clerk, imported, "confirm")
    for user in (reviewer, supervisor):
        client = sign_in(user)
        assert f"/desk/imports/{imported.pk}/file" in client.get(where).content.decode()
        assert client.get(f"/desk/imports/{imported.pk}/file").status_code == 200
        page = page_of(client, imported)
        assert "这里只能查看原文件" in page
        assert 'id="import-confirm"' not in page
        assert client.post(f"/desk/imports/{imported.pk}/decide/", {"name": FIRST}).status_code == 403
    for address in ("", "file", "pages/1.png"):
        assert sign_in(stranger).get(f"/desk/imports/{imported.pk}/{address}").status_code == 404


def test_the_history_of_a_cell_says_where_it_was_read(clerk: Client, keep: Keep) -> None:
    imported = keep("pdf")
    post(clerk, imported, "decide", name=FIRST, text="2")
    post(clerk, imported, "rest")
    where = post(clerk, imported, "confirm")
    page = clerk.get(f"{where}history/?cell={FIRST}").content.decode()
    assert "读自“2022年年报.pdf”第 1 页" in page
    assert "导入时更正" in page
    assert f"/desk/imports/{imported.pk}/?at={FIRST}" in page
    assert "读自“2022年年报.pdf”第 1 页" in clerk.get(f"{where}history/?cell=sections.sec1").content.decode()


# --- 读入现有的稿子 --------------------------------------------------------------------------------------


def test_a_file_is_read_into_a_draft_only_after_its_page(clerk: Client, agency: Agency, drafter: User) -> None:
    draft = start_report(agency=agency, year=YEAR, by=drafter)
    where = f"/desk/reports/{draft.report_id}/"
    assert f"{where}import/" in clerk.get(where).content.decode()
    assert clerk.post(f"{where}import/", {}).status_code == 422
    file = SimpleUploadedFile("2022.html", three_doubts("html"))
    location = clerk.post(f"{where}import/", {"file": file}).headers["Location"]
    imported = ImportedFile.objects.get()
    assert (location, imported.report) == (f"/desk/imports/{imported.pk}/", draft.report)
    assert document_of(draft).figures["t2.rules.issued"] is None
    assert "与现有稿子不同" in page_of(clerk, imported)
    post(clerk, imported, "decide", name=FIRST, text="2")
    post(clerk, imported, "rest")
    assert post(clerk, imported, "confirm") == where
    assert document_of(draft).figures["t2.rules.issued"] == 0
    assert ImportedFile.objects.get().state == ImportState.CONFIRMED


def test_a_file_that_cannot_be_read_is_declined_beside_its_field(clerk: Client, agency: Agency, drafter: User) -> None:
    draft = start_report(agency=agency, year=YEAR, by=drafter)
    file = SimpleUploadedFile("notes.txt", "会议记录：今天下午三点开会。".encode())
    response = clerk.post(f"/desk/reports/{draft.report_id}/import/", {"file": file})
    assert response.status_code == 422
    assert "年度报告" in response.content.decode().split('id="error_1_id_file"')[1].split("</")[0]


def test_a_file_for_a_year_with_a_draft_can_be_turned_to_it(
    clerk: Client, imported: ImportedFile, agency: Agency, drafter: User
) -> None:
    draft = start_report(agency=agency, year=YEAR, by=drafter)
    assert "改为读入现有的稿子" in page_of(clerk, imported)
    post(clerk, imported, "into")
    imported.refresh_from_db()
    assert imported.report == draft.report
    assert "还不能导入" not in page_of(clerk, imported)
