"""两人乱序填写: two people type at random into few cells over lines that fail, and nothing typed is lost in silence."""

import random
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from govreport.reports.history import changes_of
from govreport.reports.models import Version
from govreport.reports.selectors import with_previous
from govreport.reports.services.cells import shown
from tests.fixtures.browser import Watch
from tests.journey.meeting.conftest import Both, both, look, second, type_in  # noqa: F401

CELLS = tuple(
    f"t3.{row}.{column}"
    for row in ("new_received", "disclosed_full", "carried_out")
    for column in ("commercial", "research")
)
STEPS = 60


class Line:
    """The line between a page and the server: whole, cut before the server, or after it has stored what was sent."""

    def __init__(self, page: Page) -> None:
        self.state = "whole"
        page.route("**/cells/**", self.carry)

    def carry(self, route: Route) -> None:
        if self.state == "cut":
            route.abort()
        elif self.state == "answers lost":
            route.fetch()
            route.abort()
        else:
            route.continue_()


def settle(page: Page) -> bool:
    """Choose one's own text wherever the page asks; whether nothing is left to be sent or to be asked."""
    state = page.locator("#save-state")
    expect(state).to_have_attribute("data-state", re.compile("saved|conflict"), timeout=35_000)
    asked = page.get_by_role("button", name="用本人填写的")
    for _each in range(asked.count()):
        asked.first.click()
    return state.get_attribute("data-state") == "saved"


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_two_people_and_failing_lines_lose_nothing(
    both: Callable[[str], Both],  # noqa: F811
    watch: Watch,
    seed: int,
) -> None:
    watch.expect("ERR_FAILED")
    chance = random.Random(seed)
    pages = both("sec3")
    lines = [Line(page) for page in pages]
    last: dict[tuple[int, str], str] = {}
    for step in range(STEPS):
        who = chance.randrange(2)
        cell = chance.choice(CELLS)
        if chance.random() < 0.2:
            lines[who].state = chance.choice(("whole", "cut", "answers lost"))
        last[who, cell] = str(1000 + step)
        type_in(pages[who], cell, last[who, cell])
        pages[who].wait_for_timeout(chance.choice((0, 0, 50, 300, 800)))
    for line in lines:
        line.state = "whole"
    for _turn in range(4 * len(CELLS)):
        for page in pages:
            look(page)
        done = [settle(page) for page in pages]
        if all(done):
            break
    document, _ = with_previous(Version.objects.get())
    for page in pages:
        page.locator("[id='cell-t3.other_misc.other_org']").focus()
        look(page)
        for cell in CELLS:
            expect(page.locator(f"[id='cell-{cell}']")).to_have_value(shown(document, cell))
    # What a person typed last in a cell was stored once, whatever came after it.
    report = Version.objects.get().report
    stored = {cell: {change.became for change in changes_of(report, cell)} for cell in CELLS}
    assert {(who, cell): text for (who, cell), text in last.items() if text not in stored[cell]} == {}
