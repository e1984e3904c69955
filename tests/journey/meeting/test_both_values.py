"""两人同改: different cells merge; the same one shows both values, and the person chooses."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from govreport.agencies.models import User
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.reports.services import save_narrative
from tests.fixtures.browser import Watch
from tests.journey.meeting.conftest import CELL, OTHER, Both, stored, type_in
from tests.journey.people import ready, saved


def test_different_cells_merge_and_each_page_shows_both(both: Callable[[str], Both]) -> None:
    one, two = both("sec3")
    type_in(one, CELL, "1")
    saved(one)
    type_in(two, OTHER, "2")
    saved(two)
    expect(two.locator(f"[id='cell-{CELL}']")).to_have_value("1")
    expect(two.locator(".meeting")).to_have_count(0)
    assert (stored(CELL), stored(OTHER)) == (1, 2)


@pytest.mark.parametrize(("button", "outcome"), [("用本人填写的", 7), ("用对方填写的", 1)])
def test_the_same_cell_shows_both_values_and_the_person_chooses(
    both: Callable[[str], Both], button: str, outcome: int
) -> None:
    one, two = both("sec3")
    type_in(one, CELL, "1")
    saved(one)
    type_in(two, CELL, "7")
    box = two.locator(f"td[data-cell='{CELL}'] .meeting")
    expect(box).to_contain_text("本人填写")
    assert box.locator(".meeting-mine").inner_text() == "7"
    assert box.locator(".meeting-by").inner_text().startswith("起草人周宁 ")
    assert box.locator(".meeting-theirs").inner_text() == "1"
    expect(two.locator("#save-state")).to_have_text("有 1 处他人也改过，请在该处选定一个")
    assert stored(CELL) == 1
    box.get_by_role("button", name=button).press("Enter")
    saved(two)
    expect(box).to_have_count(0)
    expect(two.locator(f"[id='cell-{CELL}']")).to_have_value(str(outcome))
    assert stored(CELL) == outcome


def test_what_was_not_chosen_yet_waits_through_a_closed_page(both: Callable[[str], Both]) -> None:
    one, two = both("sec3")
    type_in(one, CELL, "1")
    saved(one)
    type_in(two, CELL, "7")
    expect(two.locator(".meeting")).to_have_count(1)
    two.reload()
    ready(two)
    expect(two.locator(".meeting-mine")).to_have_text("7")
    expect(two.locator(f"[id='cell-{CELL}']")).to_have_value("7")


def test_a_cell_with_the_cursor_is_measured_by_what_it_showed(both: Callable[[str], Both]) -> None:
    one, two = both("sec3")
    two.locator(f"[id='cell-{CELL}']").focus()
    type_in(one, CELL, "1")
    saved(one)
    two.evaluate("document.activeElement.value = '8'")
    two.evaluate("document.activeElement.dispatchEvent(new Event('input', {bubbles: true}))")
    expect(two.locator(".meeting-theirs")).to_have_text("1")
    assert stored(CELL) == 1


def test_a_section_shows_both_texts(both: Callable[[str], Both], blank: Version, drafter: User) -> None:
    _, two = both("sec1")
    save_narrative(version=blank, section="sec1", text="甲写的第一段。\n第二段。", by=drafter)
    two.locator("#field-sec1").fill("乙写的。")
    expect(two.locator(".meeting-theirs")).to_have_text("甲写的第一段。\n第二段。")
    assert document_of(Version.objects.get()).sections["sec1"].startswith("甲")
    two.get_by_role("button", name="用对方填写的").click()
    expect(two.locator("#field-sec1")).to_have_value("甲写的第一段。\n第二段。")
    saved(two)
    two.locator("#field-sec1").fill("商定的。")
    saved(two)
    assert document_of(Version.objects.get()).sections["sec1"] == "商定的。"


def test_without_script_the_form_asks_as_well(both: Callable[[str], Both], watch: Watch) -> None:
    watch.expect("ERR_FAILED|status of 409")
    one, two = both("sec3")
    two.route("**/*.js", lambda route: route.abort())
    two.reload()
    type_in(one, CELL, "1")
    saved(one)
    type_in(two, CELL, "7")
    type_in(two, OTHER, "2")
    two.get_by_role("button", name="校核", exact=True).click()
    box = two.locator("#meetings .meeting")
    expect(box).to_contain_text("本人填写")
    assert (stored(CELL), stored(OTHER)) == (1, 2)
    two.get_by_role("button", name="校核", exact=True).click()
    expect(box).to_have_count(1)
    box.get_by_role("button", name="用本人填写的").click()
    expect(two.get_by_text("已保存并校核")).to_be_visible()
    assert stored(CELL) == 7
