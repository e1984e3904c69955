"""只用键盘: the whole way of a report, by three people who never touch a mouse, and the way through each page."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from govreport.agencies.models import User
from govreport.publishing.models import Publication
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from tests.cast import PASSWORD
from tests.journey.conftest import Open
from tests.journey.people import ready, saved

NewContext = Callable[..., BrowserContext]
# What has the focus: its name or words, and whether its ring can be seen.
FOCUS = """() => {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  return { id: element.id, tag: element.localName, text: (element.innerText || element.value || '').trim(), ring };
}"""
STOPS = 400


def stop(page: Page) -> dict[str, str]:
    """Where the focus is; it can be seen there."""
    found: dict[str, str] = page.evaluate(FOCUS)
    assert found["tag"] == "body" or found["ring"], f"no ring around {found}"
    return found


def tab_to(page: Page, wanted: str, *, key: str = "Tab") -> None:
    """Press Tab until something with these words, or this id, has the focus; every stop on the way shows it."""
    for _ in range(STOPS):
        page.keyboard.press(key)
        found = stop(page)
        if found["id"] == wanted or found["text"] == wanted or (len(wanted) > 3 and wanted in found["text"]):
            return
    raise AssertionError(f"{wanted!r} cannot be reached on {page.url}")


def press(page: Page, wanted: str) -> None:
    """Reach a button or link and press Enter; ends when the next page has arrived."""
    tab_to(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def sign_in(page: Page, address: str, username: str) -> None:
    """The user name has the cursor already."""
    page.goto(f"{address}/accounts/login/")
    assert stop(page)["id"] == "id_username"
    page.keyboard.type(username)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}/desk/")


def test_a_report_is_made_approved_and_published_with_the_keyboard_alone(
    live_server: LiveServer,
    new_context: NewContext,
    complete: Version,
    reviewer: User,
    signatory: User,
) -> None:
    clerk = new_context().new_page()
    sign_in(clerk, live_server.url, "drafter")
    press(clerk, "继续编制")
    press(clerk, "三、收到和处理政府信息公开申请情况")
    ready(clerk)
    break_and_mend(clerk)
    write_a_text(clerk)
    submit(clerk)

    judge = new_context().new_page()
    sign_in(judge, live_server.url, "reviewer")
    press(judge, "去审核")
    press(judge, "同意")
    expect(judge.get_by_text("等待签发人发布")).to_be_visible()

    signer = new_context().new_page()
    sign_in(signer, live_server.url, "signatory")
    press(signer, "去发布")
    tab_to(signer, "发布")
    signer.keyboard.press("Enter")
    press(signer, "确定发布")
    expect(signer.get_by_text("已经发布，公众可以查阅。")).to_be_visible()
    assert Publication.objects.count() == 1


def break_and_mend(page: Page) -> None:
    """Type a figure that does not add up, find it in the panel, go there, and put it right."""
    cell = "t3.new_received.natural_person"
    tab_to(page, f"cell-{cell}")
    page.keyboard.press("Control+a")
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    saved(page)
    tab_to(page, "去核对")
    page.keyboard.press("Enter")
    expect(page.locator("td.is-arrived input, .grid input:focus")).not_to_have_count(0)
    if page.evaluate("document.activeElement.id") != f"cell-{cell}":
        tab_to(page, f"cell-{cell}", key="Shift+Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("2")
    saved(page)
    expect(page.locator('#panel-groups [data-severity="error"] .finding')).to_have_count(0)


def write_a_text(page: Page) -> None:
    """On to the fifth part, a paragraph more, saved by itself."""
    for part in ("四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况"):
        press(page, part)
        ready(page)
    before = document_of(Version.objects.get()).sections["sec5"]
    tab_to(page, "field-sec5")
    page.keyboard.press("Control+End")
    page.keyboard.type("下一步加强培训。")
    saved(page)
    assert document_of(Version.objects.get()).sections["sec5"] == f"{before}下一步加强培训。"


def submit(page: Page) -> None:
    press(page, "提交审核")
    press(page, "提交审核")
    expect(page.get_by_text("等待另一位审核人办理")).to_be_visible()


def test_arrows_tab_enter_home_end_and_escape_move_through_the_table(desk: Open, blank: Version) -> None:
    page = desk(f"/desk/reports/{blank.report_id}/sec3/")
    ready(page)
    page.locator("[id='cell-t3.new_received.natural_person']").focus()

    def at(key: str) -> str:
        page.keyboard.press(key)
        return stop(page)["id"].removeprefix("cell-t3.")

    assert at("ArrowRight") == "new_received.commercial"
    assert at("Tab") == "new_received.research"
    assert at("Shift+Tab") == "new_received.commercial"
    assert at("Enter") == "carried_in.commercial"
    assert at("ArrowDown") == "disclosed_full.commercial"
    assert at("ArrowUp") == "carried_in.commercial"
    assert at("ArrowLeft") == "carried_in.natural_person"
    page.keyboard.type("7")
    assert at("Escape") == "carried_in.natural_person"
    expect(page.locator("[id='cell-t3.carried_in.natural_person']")).to_have_value("")


def test_the_skip_link_comes_first_and_leads_past_the_bar(desk: Open, blank: Version) -> None:
    page = desk("/desk/")
    page.keyboard.press("Tab")
    assert stop(page)["text"] == "跳到正文"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('main').contains(document.activeElement)")


@pytest.mark.parametrize(
    "path", ["/desk/", "/desk/start/", "/desk/reports/{}/", "/desk/reports/{}/sec1/", "/desk/reports/{}/sec4/"]
)
def test_no_page_holds_the_keyboard(desk: Open, complete: Version, path: str) -> None:
    """Tab alone comes through the page and out of it again; every stop is visible."""
    page = desk(path.format(complete.report_id))
    if page.locator("#desk").count():
        ready(page)
    page.evaluate("document.activeElement.blur()")
    seen: list[str] = []
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        if stop(page)["tag"] == "body" or (seen and page.evaluate("document.activeElement.matches('.skip-link')")):
            break
        seen.append(page.evaluate("document.activeElement.outerHTML"))
    else:
        raise AssertionError(f"{page.url} holds the keyboard")
    assert len(seen) >= 5
    page.keyboard.press("Shift+Tab")
    assert stop(page)["tag"] != "html"


def test_the_dialog_of_a_paste_is_left_with_escape_to_where_one_was(desk: Open, blank: Version) -> None:
    page = desk(f"/desk/reports/{blank.report_id}/sec3/")
    ready(page)
    place = "[id='cell-t3.new_received.commercial']"
    page.locator(place).focus()
    page.locator(place).evaluate(
        """input => {
          const data = new DataTransfer();
          data.setData('text/plain', '1\\t2\\n3\\t4\\n');
          input.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
        }"""
    )
    dialog = page.locator("dialog#paste")
    expect(dialog).to_be_visible()
    for _ in range(8):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || document.activeElement.closest('dialog') !== null"
        )
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator(place)).to_be_focused()
