"""联动数字的位置 in the browser: marks keep to their numbers while a text is typed and tidied."""

import random

import pytest
from playwright.sync_api import Page

from govreport.reports.anchoring import stands_alone
from govreport.reports.services.text import tidy

pytestmark = pytest.mark.browser


def shifted(core: Page, before: str, after: str) -> list[str]:
    """The marked parts of ``before`` (in brackets) as they are found in ``after``."""
    bare, marks = "", []
    for index, part in enumerate(before.split("[")):
        number, _, rest = part.partition("]") if index else ("", "", part)
        if index:
            marks.append({"id": index, "start": len(bare), "end": len(bare) + len(number)})
        bare += number + rest
    found = core.evaluate("([marks, one, two]) => core.shift(marks, one, two)", [marks, bare, after])
    return [after[: mark["start"]] + "[" + after[mark["start"] : mark["end"]] + "]" for mark in found]


def test_marks_move_along_and_go_when_they_are_touched(core: Page) -> None:
    assert shifted(core, "收到[12]件，办结[3]件", "全年收到12件，办结3件") == ["全年收到[12]", "全年收到12件，办结[3]"]
    assert shifted(core, "收到[12]件，办结[3]件", "收到12件，已办结3件") == ["收到[12]", "收到12件，已办结[3]"]
    assert shifted(core, "收到[12]件，办结[3]件", "收到2件，办结3件") == ["收到2件，办结[3]"]
    assert shifted(core, "收到[12]件", "收到112件") == []
    assert shifted(core, "收到[12]件", "收到12.5件") == []
    assert shifted(core, "[12]", "") == []


def test_a_place_of_no_length_moves_as_well(core: Page) -> None:
    place = core.evaluate("() => core.shift([{id: -1, start: 2, end: 2}], '收到件', '全年收到件')")
    assert place == [{"id": -1, "start": 4, "end": 4}]


@pytest.mark.parametrize(
    "text", ["共12件", "12", "312", "123", "3.12", "12.5", "12,000", "12，13", "12.", "10-12件", "为-12", "３12"]
)
def test_standing_alone_means_the_same_on_the_server(core: Page, text: str) -> None:
    start = text.index("12")
    assert core.evaluate("([text, at]) => core.alone(text, at, at + 2)", [text, start]) is stands_alone(
        text, (start, start + 2)
    )


def test_places_are_found_in_the_tidied_text_and_back(core: Page) -> None:
    chance = random.Random(7)
    cases = []
    for _ in range(300):
        typed = "".join(
            chance.choice(["甲", "12", " ", "\n", "\n\n", "𠮷", "　", "乙7"]) for _ in range(chance.randrange(30))
        )
        stored = tidy(typed)
        for at, letter in enumerate(stored):
            if not letter.isspace():
                cases.append([typed, stored, at])
    found = core.evaluate(
        """cases => cases.map(([typed, stored, at]) => {
            const place = core.units(stored, at);
            const there = core.fromStored(typed, stored, place);
            return [typed.slice(there, there + 1) === stored.slice(place, place + 1),
                core.toStored(typed, stored, there) === place, core.points(stored, place) === at];
        })""",
        cases,
    )
    assert all(all(item) for item in found)


def test_numbers_are_replaced_at_their_marks(core: Page) -> None:
    made = core.evaluate(
        """() => core.renumber("共2件，结1件", [{id: 4, start: 1, end: 2}, {id: 5, start: 5, end: 6}],
            new Map([[4, "1024"]]))"""
    )
    assert made == {
        "text": "共1024件，结1件",
        "marks": [{"id": 4, "start": 1, "end": 5}, {"id": 5, "start": 8, "end": 9}],
    }
