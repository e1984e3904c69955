"""导入时的认定: each place is confirmed, corrected or taken back, and nothing typed is lost."""

import re

import pytest
from django.test import Client

from govreport.agencies.models import Agency, User
from govreport.documents.imports import services
from govreport.reports.figures import document_of
from govreport.reports.models import ImportedFile, Version
from tests.documents.imports.files import FIRST, ROW, SECOND, three_doubts
from tests.web.drafting.importing import page_of, post


@pytest.fixture
def imported(agency: Agency, drafter: User) -> ImportedFile:
    return services.keep_file(agency=agency, name="2022年年报.html", data=three_doubts("html"), by=drafter)


def test_doubts_are_confirmed_corrected_and_taken_back_by_forms(clerk: Client, imported: ImportedFile) -> None:
    assert post(clerk, imported, "decide", name=ROW).endswith(f"?at={FIRST}#doubt-{FIRST}")
    assert post(clerk, imported, "decide", name=FIRST, text="2").endswith(f"?at={SECOND}#doubt-{SECOND}")
    post(clerk, imported, "decide", name=SECOND, text="0")
    page = page_of(clerk, imported)
    assert "<span data-done>3</span>" in page
    assert "读入为" in page
    post(clerk, imported, "decide", name=FIRST, undo="1")
    assert services.confirming(imported).done == 2


def test_cells_in_no_doubt_are_corrected_in_the_grid(clerk: Client, imported: ImportedFile) -> None:
    state = services.confirming(imported)
    whole = {address: state.stands(address) for address in state.read.format.figure_cells}
    post(clerk, imported, "decide", **{**whole, "t2.rules.issued": "5"})
    assert services.confirming(imported).corrections == {"t2.rules.issued": ("0", "5")}
    assert services.confirming(imported).done == 0


def test_what_cannot_be_kept_is_shown_again_with_the_reason(clerk: Client, imported: ImportedFile) -> None:
    response = clerk.post(f"/desk/imports/{imported.pk}/decide/", {"name": FIRST, "text": "八" * 2001})
    assert response.status_code == 422
    page = response.content.decode()
    assert "最多 2000 字" in page
    assert "八" * 2001 in page


def test_digits_apart_are_typed_or_chosen_and_never_confirmed_unseen(clerk: Client, imported: ImportedFile) -> None:
    response = clerk.post(f"/desk/imports/{imported.pk}/decide/", {"name": FIRST, "text": "2 0"})
    assert response.status_code == 422
    assert "“2 0”中的数字分开印，不能照读入确认" in response.content.decode()
    page = page_of(clerk, imported)
    assert re.findall(r'name="choose" value="(\d+)"', page) == ["2", "20"]
    assert "照印保留“2 0”" in page
    post(clerk, imported, "decide", name=FIRST, choose="20")
    assert services.confirming(imported).corrections[FIRST] == ("2 0", "20")
    post(clerk, imported, "decide", name=FIRST, keep="1")
    state = services.confirming(imported)
    assert (state.decisions[FIRST], state.corrections) == ("2 0", {})


def test_texts_and_title_are_put_right_marked_and_set_back(clerk: Client, imported: ImportedFile) -> None:
    read = services.confirming(imported).read
    assert 'class="import-words" data-text="text.sec1"' in page_of(clerk, imported)
    post(clerk, imported, "decide", **{"text.sec1": "改过的第一段。  \r\n第二段。", "title": "照原件改的标题"})
    page = page_of(clerk, imported)
    assert "改过的第一段。\n第二段。</textarea>" in page
    assert 'class="import-words is-corrected" data-text="text.sec1"' in page
    assert re.search(r'is-corrected" data-text="title">', page)
    state = services.confirming(imported)
    assert state.document.sections["sec1"] == "改过的第一段。\n第二段。"
    assert state.document.title == "照原件改的标题"
    assert state.read == read
    post(clerk, imported, "decide", name="text.sec1", undo="1")
    assert services.confirming(imported).document.sections["sec1"] == read.sections["sec1"]


def test_a_text_that_was_put_right_is_in_the_report_and_in_its_history(clerk: Client, imported: ImportedFile) -> None:
    post(clerk, imported, "decide", **{"name": "text.sec5", "text": "照原件改过。"})
    post(clerk, imported, "decide", name=FIRST, text="2")
    post(clerk, imported, "rest")
    where = post(clerk, imported, "confirm")
    assert document_of(Version.objects.get()).sections["sec5"] == "照原件改过。"
    page = clerk.get(f"{where}history/?cell=sections.sec5").content.decode()
    assert "导入时更正" in page
    assert "照原件改过。" in page


def test_a_text_that_is_too_long_is_refused_and_shown_again(clerk: Client, imported: ImportedFile) -> None:
    response = clerk.post(f"/desk/imports/{imported.pk}/decide/", {"name": "text.sec1", "text": "长" * 200_001})
    assert response.status_code == 422
    assert "最多 200000 字" in response.content.decode()
    assert not imported.decisions.exists()


def test_scripts_are_told_what_has_changed(clerk: Client, imported: ImportedFile) -> None:
    response = clerk.post(
        f"/desk/imports/{imported.pk}/decide/", {"name": FIRST, "text": "２"}, headers={"Accept": "application/json"}
    )
    answer = response.json()
    assert (answer["done"], answer["all"], answer["left"], answer["next"]) == (1, 3, 2, SECOND)
    assert answer["doubts"][FIRST]["state"] == answer["cells"][FIRST]["state"] == "corrected"
    assert answer["cells"][FIRST]["text"] == "2"
    assert answer["texts"]["text.sec1"]["corrected"] is False
    assert "import-findings" in answer["findings"]
    refused = clerk.post(
        f"/desk/imports/{imported.pk}/decide/", {"name": "t9.x", "text": ""}, headers={"Accept": "application/json"}
    )
    assert (refused.status_code, "没有“t9.x”" in refused.json()["message"]) == (422, True)
