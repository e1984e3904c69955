"""输入法: a clerk composes Chinese while the page saves, checks and follows the tables."""

from playwright.sync_api import CDPSession, Page, expect

from govreport.agencies.models import User
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.reports.services import link_figure, save_cells, save_narrative
from tests.journey.conftest import Open
from tests.journey.people import ready, saved

FIELD = "#field-sec1"
CELL = "t3.new_received.natural_person"
# Counts how often the input method was started anew, and every value that stood in the field.
WATCH = """area => {
  window.starts = 0;
  area.addEventListener('compositionstart', () => (window.starts += 1));
}"""


def compose(keyboard: CDPSession, text: str) -> None:
    """The letters typed so far of a word that is not chosen yet."""
    keyboard.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})


def choose(keyboard: CDPSession, word: str) -> None:
    """One of the words that the input method offers."""
    keyboard.send("Input.insertText", {"text": word})


def text_page(desk: Open, version: Version) -> tuple[Page, CDPSession]:
    page = desk(f"/desk/reports/{version.report_id}/sec1/")
    ready(page)
    page.locator(FIELD).focus()
    page.keyboard.press("Control+End")
    page.locator(FIELD).evaluate(WATCH)
    return page, page.context.new_cdp_session(page)


def stored() -> str:
    return document_of(Version.objects.get()).sections["sec1"]


def test_a_save_that_is_answered_meanwhile_leaves_the_word_alone(desk: Open, complete: Version, drafter: User) -> None:
    save_narrative(version=complete, section="sec1", text="全年工作", by=drafter)
    page, keyboard = text_page(desk, complete)
    compose(keyboard, "you")
    choose(keyboard, "有")
    with page.expect_response(lambda response: "/cells/" in response.url):
        compose(keyboard, "x")
    saved(page)
    assert stored() == "全年工作有"
    expect(page.locator(FIELD)).to_have_value("全年工作有x")
    compose(keyboard, "xu")
    compose(keyboard, "xu gao")
    choose(keyboard, "序")
    expect(page.locator(FIELD)).to_have_value("全年工作有序")
    assert page.evaluate("window.starts") == 2
    expect(page.locator("#save-state")).to_have_attribute("data-state", "unsaved")
    saved(page)
    assert stored() == "全年工作有序"


def test_a_linked_number_that_changes_meanwhile_waits_for_the_word(
    desk: Open, complete: Version, drafter: User
) -> None:
    text = save_narrative(version=complete, section="sec1", text="收到件，", by=drafter)
    link_figure(version=complete, section="sec1", address=CELL, start=2, length=0, text=text, by=drafter)
    page, keyboard = text_page(desk, complete)
    compose(keyboard, "y")
    save_cells(version=complete, cells={CELL: "45"}, by=drafter)
    assert stored() == "收到45件，"
    with page.expect_response(lambda response: "/news/" in response.url):
        page.evaluate("window.dispatchEvent(new Event('focus'))")
    compose(keyboard, "yi")
    expect(page.locator(FIELD)).to_have_value("收到2件，yi")
    choose(keyboard, "已办结")
    expect(page.locator(FIELD)).to_have_value("收到45件，已办结")
    assert page.evaluate("window.starts") == 1
    saved(page)
    assert stored() == "收到45件，已办结"
