"""文字部分: numbers of the tables in the text, followed by hand and eye; outline, pasting, two pages, no script."""

import pytest
from playwright.sync_api import Page

from govreport.agencies.models import User
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.reports.services import link_figure, save_narrative
from tests.journey.conftest import Open
from tests.journey.people import ready

CELL = "t3.new_received.natural_person"
PLACE = "表三“一、本年新收政府信息公开申请数量”的“自然人”"
FIELD = "#field-sec1"


@pytest.fixture
def text_page(desk: Open, complete: Version, drafter: User) -> Page:
    """Section one with “全年收到申请件，均已办结。”."""
    save_narrative(version=complete, section="sec1", text="全年收到申请件，均已办结。", by=drafter)
    page = desk(f"/desk/reports/{complete.report_id}/sec1/")
    ready(page)
    return page


@pytest.fixture
def linked(complete: Version, drafter: User) -> Version:
    """“收到2件。”, its number linked."""
    text = save_narrative(version=complete, section="sec1", text="收到件。", by=drafter)
    link_figure(version=complete, section="sec1", address=CELL, start=2, length=0, text=text, by=drafter)
    return complete


def stored() -> str:
    return document_of(Version.objects.get()).sections["sec1"]


def cursor(page: Page, start: int, end: int | None = None) -> None:
    page.locator(FIELD).focus()
    page.evaluate(f"document.activeElement.setSelectionRange({start}, {start if end is None else end})")


def other_page(page: Page, version: Version, section: str) -> Page:
    """A second page of the same person."""
    other = page.context.new_page()
    other.goto(page.url.split("/desk/")[0] + f"/desk/reports/{version.report_id}/{section}/")
    ready(other)
    return other
