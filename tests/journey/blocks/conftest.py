"""成块操作: paste with its preview, undo, selection and copy, and blanks filled with 0, as a clerk does them."""

import pytest
from playwright.sync_api import Page

from govreport.reports.models import Version
from tests.journey.conftest import Open
from tests.journey.people import ready

PASTE = """(input, [plain, html]) => {
  const data = new DataTransfer();
  data.setData('text/plain', plain);
  if (html) { data.setData('text/html', html); }
  return !input.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}"""
COPY = """(input, type) => {
  const event = new ClipboardEvent(type, {clipboardData: new DataTransfer(), bubbles: true, cancelable: true});
  input.dispatchEvent(event);
  return [event.clipboardData.getData('text/plain'), event.clipboardData.getData('text/html')];
}"""
HELD = "() => Object.fromEntries(Array.from(document.querySelectorAll('.cell-input'), i => [i.name, i.value]))"
TWO = "１２\t1,234\r\n3\t无\r\n"


def cell(address: str) -> str:
    return f"[id='cell-{address}']"


def t3(page: Page, place: str) -> str:
    """What stands in a cell of table three."""
    return page.locator(cell(f"t3.{place}")).input_value()


def paste(page: Page, place: str, plain: str, html: str = "") -> None:
    """Paste with the cursor in a cell of table three; the page must have taken it over."""
    input_ = page.locator(cell(f"t3.{place}"))
    input_.focus()
    assert input_.evaluate(PASTE, [plain, html]) is True


@pytest.fixture
def sheet(desk: Open, blank: Version) -> Page:
    """Table three of a blank report."""
    page = desk(f"/desk/reports/{blank.report_id}/sec3/")
    ready(page)
    return page
