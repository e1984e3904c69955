"""合并: numbers that are updated while somebody types."""

import random

import pytest

from govreport.agencies.models import User
from govreport.reports.errors import Refused
from govreport.reports.figures import document_of
from govreport.reports.models import FigureLink, Narrative, Version
from govreport.reports.services import (
    Overtaken,
    link_figure,
    save_cells,
    save_narrative,
    write_narrative,
)
from govreport.reports.services.links import number_at
from govreport.standards.document import SECTION_LIMIT
from tests.reports.links.conftest import CELL, OTHER, TOTAL, link, linked, set_cell, stored, write


def test_whoever_types_while_the_number_is_updated_gets_it_merged(
    complete: Version, drafter: User, second: User
) -> None:
    write(complete, "收到|件。", drafter)
    link(complete, drafter)
    set_cell(complete, second, "15")
    written = write_narrative(
        version=complete, section="sec1", text="全年收到2件，已办结。", by=drafter, known=("收到2件。",)
    )
    assert (written.text, written.unlinked) == ("全年收到15件，已办结。", ())
    assert linked(complete) == [(CELL, "15")]


def test_what_was_typed_into_an_updated_number_stands_and_is_no_longer_linked(
    complete: Version, drafter: User, second: User
) -> None:
    write(complete, "收到|件。", drafter)
    link(complete, drafter)
    set_cell(complete, second, "15")
    written = write_narrative(version=complete, section="sec1", text="收到200件。", by=drafter, known=("收到2件。",))
    assert (written.text, written.unlinked) == ("收到200件。", ((CELL, "15"),))


def test_whoever_typed_nothing_takes_nothing_back(complete: Version, drafter: User, second: User) -> None:
    write(complete, "收到|件。", drafter)
    link(complete, drafter)
    set_cell(complete, second, "15")
    assert save_narrative(version=complete, section="sec1", text="收到2件。", by=drafter, known=("收到2件。",)) == (
        "收到15件。"
    )


def test_a_text_that_somebody_else_wrote_is_a_conflict_as_ever(complete: Version, drafter: User, second: User) -> None:
    write(complete, "收到|件。", drafter)
    link(complete, drafter)
    save_narrative(version=complete, section="sec1", text="共收到2件。", by=second)
    set_cell(complete, second, "15")
    with pytest.raises(Overtaken):
        save_narrative(version=complete, section="sec1", text="收到2件呢。", by=drafter, known=("收到2件。",))
    assert stored(complete) == "共收到15件。"


def test_a_lost_answer_is_found_again_behind_an_update(complete: Version, drafter: User, second: User) -> None:
    write(complete, "收到|件。", drafter)
    link(complete, drafter)
    save_narrative(version=complete, section="sec1", text="收到2件，甲。", by=drafter, known=("收到2件。",))
    set_cell(complete, second, "15")
    known = ("收到2件。", "收到2件，甲。")
    text = save_narrative(version=complete, section="sec1", text="收到2件，甲乙。", by=drafter, known=known)
    assert text == "收到15件，甲乙。"


def test_the_exchange_format_knows_no_links(complete: Version, drafter: User) -> None:
    write(complete, "收到|件。", drafter)
    before = document_of(Version.objects.get(pk=complete.pk)).to_json().keys()
    link(complete, drafter)
    data = document_of(Version.objects.get(pk=complete.pk)).to_json()
    assert data.keys() == before
    assert data["sections"]["sec1"] == "收到2件。"


def test_a_link_works_in_the_longest_text(complete: Version, drafter: User) -> None:
    paragraph = "开展工作。\n"
    write(complete, "收到|件。\n" + paragraph * ((SECTION_LIMIT - 20) // len(paragraph)) + "结尾。", drafter)
    link(complete, drafter)
    set_cell(complete, drafter, "123")
    text = stored(complete)
    save_narrative(
        version=complete, section="sec1", text="前言。\n" + text[: len(text) // 2] + "中" + text[-9:], by=drafter
    )
    assert linked(complete) == [(CELL, "123")]


WORDS = ("收到", "办结", "全年", "件，", "件。", "\n", "（一）", "7", "其中", "")


def typed(text: str, chance: random.Random) -> str:
    """One more edit of a person: words put in, words taken out, or digits changed."""
    at, cut = chance.randrange(len(text) + 1), chance.choice((0, 0, 1, 3))
    return text[:at] + chance.choice(WORDS) + text[at + cut :]


@pytest.mark.parametrize("seed", range(10))
def test_no_order_of_typing_and_counting_makes_text_and_table_disagree(
    complete: Version, drafter: User, second: User, seed: int
) -> None:
    """Ten times sixty: two people type in one text and one table, link, lose answers; links are always right."""
    chance = random.Random(seed)
    cells = (CELL, OTHER, TOTAL, "t4.review.upheld")
    write(complete, "收到件，办结件。\n全年件。", drafter)
    pages = [{"shown": stored(complete), "known": [stored(complete)]} for _ in range(2)]
    users = (drafter, second)
    for _step in range(60):
        turn = chance.randrange(2)
        user, page = users[turn], pages[turn]
        match chance.randrange(4):
            case 0:
                address = chance.choice([cells[0], cells[1], cells[3]])
                save_cells(version=complete, cells={address: str(chance.choice((3, 14, 15926, 0, "")))}, by=user)
            case 1:
                text = stored(complete)
                try:
                    link_figure(version=complete, section="sec1", address=chance.choice(cells), length=0, text=text,
                                start=chance.randrange(len(text) + 1), by=user)  # fmt: skip
                except Refused:
                    assert stored(complete) == text
            case _:
                mine = typed(str(page["shown"]), chance)
                known = tuple(page["known"])
                try:
                    now = save_narrative(version=complete, section="sec1", text=mine, by=user, known=known)
                except Overtaken as overtaken:
                    # The person takes what the other wrote.
                    now = overtaken.conflict.theirs
                    page.update(shown=now, known=[now])
                else:
                    if chance.random() < 0.8:
                        page.update(shown=now, known=[now])
                    else:
                        page.update(shown=mine, known=[*known, mine])
        check(complete)


def check(version: Version) -> None:
    """Every link says what its cell says, unless the cell says no number; links never overlap."""
    document = document_of(Version.objects.get(pk=version.pk))
    text, last = document.sections["sec1"], -1
    assert text == Narrative.objects.get(version=version, section="sec1").text
    for item in FigureLink.objects.filter(version=version, section="sec1").order_by("start"):
        quoted, says = text[slice(*item.span)], number_at(document, item.address)
        assert quoted.isdigit()
        assert says in ("", quoted)
        assert item.start > last
        last = item.start + item.length - 1
