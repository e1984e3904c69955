"""填报页: the official form on the screen, and the way that needs no script."""

import re

import pytest
from django.test import Client

from govreport.agencies.models import Agency, User
from govreport.journal.models import Event
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.reports.services import save_cells
from govreport.standards import all_editions, edition
from tests.web.drafting.conftest import SignIn

INPUT = re.compile(r'<(?:input|textarea)[^>]*class="cell-input"[^>]*>')


def address(version: Version, code: str) -> str:
    return f"/desk/reports/{version.report_id}/{code}/"


def text(client: Client, version: Version, code: str) -> str:
    response = client.get(address(version, code))
    assert response.status_code == 200
    return response.content.decode()


def field(page: str, name: str) -> str:
    """The input of a cell, as markup."""
    return next(item for item in INPUT.findall(page) if f'name="{name}"' in item)


def form(page: str) -> dict[str, str]:
    """What a browser without script would send."""
    pairs = (re.search(r'name="([^"]+)" value="([^"]*)"', item) for item in INPUT.findall(page))
    return {match[1]: match[2] for match in pairs if match}


@pytest.mark.parametrize("code", [item.code for item in all_editions()])
def test_every_cell_of_the_edition_stands_on_exactly_one_page(clerk: Client, agency: Agency, code: str) -> None:
    own = edition(code)
    clerk.post("/desk/start/", {"agency": agency.pk, "source": "blank", "year": own.from_year})
    version = Version.objects.get()
    names = [
        name
        for section in own.sections
        for item in INPUT.findall(text(clerk, version, section.code))
        for name in re.findall(r'name="([^"]+)"', item)
    ]
    assert sorted(names) == sorted(own.cells)


def test_inputs_are_named_by_row_and_column(clerk: Client, blank: Version) -> None:
    page = text(clerk, blank, "sec3")
    assert 'aria-label="一、本年新收政府信息公开申请数量 – 自然人"' in field(page, "t3.new_received.natural_person")
    assert 'aria-label="（三）不予公开 1.属于国家秘密 – 总计"' in field(page, "t3.refused_state_secret.total")


def test_totals_are_computed_and_cannot_be_typed(clerk: Client, blank: Version) -> None:
    page = text(clerk, blank, "sec3")
    assert "readonly" in field(page, "t3.total_processed.total")
    assert "readonly" not in field(page, "t3.carried_out.natural_person")


def test_a_declared_total_that_differs_says_what_its_parts_add_up_to(clerk: Client, imported: Version) -> None:
    page = text(clerk, imported, "sec3")
    cell = page.split('data-cell="t3.total_processed.total"')[1].split("</td>")[0]
    assert "readonly" not in cell
    assert "相加 2" in cell
    assert 'aria-invalid="true"' in cell
    assert page.count("相加 2<") == 2


def test_the_rail_names_every_section_with_its_state(clerk: Client, imported: Version) -> None:
    page = text(clerk, imported, "sec1")
    states = dict(re.findall(r'class="step step-(\w+)"\s+href="[^"]+"\s+data-step="(\w+)"', page))
    assert [code for _, code in re.findall(r'class="step step-(\w+)"\s+href="[^"]+"\s+data-step="(\w+)"', page)] == [
        section.code for section in imported.edition.sections
    ]
    assert states["errors"] == "sec3"
    assert len(re.findall(r'data-step="\w+"[^>]*aria-current="page"', page)) == 1


def test_a_form_without_script_is_saved_and_comes_back_with_its_findings(clerk: Client, imported: Version) -> None:
    sent = form(text(clerk, imported, "sec3"))
    sent |= {"t3.total_processed.natural_person": "2", "t3.new_received.commercial": "３"}
    response = clerk.post(address(imported, "sec3"), sent, follow=True)
    assert response.redirect_chain == [(address(imported, "sec3"), 302)]
    figures = document_of(Version.objects.get()).figures
    assert figures["t3.total_processed.natural_person"] == 2
    assert figures["t3.new_received.commercial"] == 3
    assert figures["t3.new_received.total"] == 5  # totals follow, although the form sent the old one
    page = response.content.decode()
    assert "已保存并校核" in page
    assert "“商业企业”一列：新收 3 ＋ 上年结转 0 ＝ 3" in page


def test_a_form_that_changes_nothing_leaves_no_trace(clerk: Client, imported: Version) -> None:
    before = Event.objects.count()
    clerk.post(address(imported, "sec3"), form(text(clerk, imported, "sec3")))
    assert Event.objects.count() == before


def test_keys_that_are_no_cells_change_nothing(clerk: Client, blank: Version) -> None:
    sent = {
        "state": "published",
        "agency": "1",
        "version": "9",
        "t4.review.upheld": "7",
        "t3.new_received.research": "1",
    }
    clerk.post(address(blank, "sec3"), sent)
    version = Version.objects.get()
    assert version.state == "drafting"
    # Only cells of this section's table count.
    assert document_of(version).figures["t4.review.upheld"] is None
    assert document_of(version).figures["t3.new_received.research"] == 1


def test_title_text_and_fee_are_saved_from_their_pages(clerk: Client, blank: Version) -> None:
    clerk.post(
        address(blank, "preamble"),
        {"title": "云溪县林草局2023年政府信息公开工作年度报告", "sections.preamble": "前言一段。"},
    )
    clerk.post(
        address(blank, "sec6"),
        {"sections.sec6": "没有其他事项。", "fee.notice_count": "0", "fee.collected_yuan": "12.5"},
    )
    document = document_of(Version.objects.get())
    assert document.title == "云溪县林草局2023年政府信息公开工作年度报告"
    assert document.sections == {"preamble": "前言一段。", "sec6": "没有其他事项。"}
    assert str(document.fee["collected_yuan"]) == "12.5"


def test_what_cannot_be_saved_is_shown_again_as_typed(clerk: Client, in_review: Version) -> None:
    response = clerk.post(address(in_review, "sec3"), {"t3.new_received.research": "77"})
    assert response.status_code == 409
    page = response.content.decode()
    assert "不能修改" in page
    assert 'value="77"' in field(page, "t3.new_received.research")


def test_a_report_in_review_is_read_only(clerk: Client, in_review: Version) -> None:
    page = text(clerk, in_review, "sec3")
    assert all("readonly" in item for item in INPUT.findall(page))
    assert "内容不能修改" in page


def test_people_without_the_drafters_post_see_the_form_read_only(
    sign_in: SignIn, viewer: User, complete: Version
) -> None:
    page = text(sign_in(viewer), complete, "sec3")
    assert all("readonly" in item for item in INPUT.findall(page))
    assert sign_in(viewer).post(address(complete, "sec3"), {}).status_code == 403


def test_the_five_aspects_are_offered_as_headings(clerk: Client, blank: Version) -> None:
    page = text(clerk, blank, "sec1")
    assert re.findall(r'data-insert="([^"]+)"', page) == list(blank.edition.section("sec1").aspects)


def test_a_section_the_edition_does_not_have_is_missing(clerk: Client, blank: Version) -> None:
    assert clerk.get(address(blank, "annex")).status_code == 404


def test_official_labels_stay_chinese_with_a_gloss(clerk: Client, blank: Version) -> None:
    clerk.cookies["django_language"] = "en"
    page = text(clerk, blank, "sec3")
    assert '<span class="cell-line">商业企业</span><span class="gloss" lang="en">Commercial enterprises</span>' in page


def test_a_note_in_a_cell_is_escaped(clerk: Client, blank: Version, drafter: User) -> None:
    save_cells(version=blank, cells={"t3.new_received.research": '"><script>'}, by=drafter)
    assert 'value="&quot;&gt;&lt;script&gt;"' in text(clerk, blank, "sec3")
    assert (
        "<script>" not in text(clerk, blank, "sec3").split('id="desk-data"')[1].split(">", 1)[1].split("</script>")[0]
    )
