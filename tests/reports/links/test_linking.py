"""引用数字: a number of the tables is put into a text, or one that stands there is linked."""

import pytest

from govreport.agencies.models import User
from govreport.journal.models import Event
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.models import State, Version
from govreport.reports.services import (
    acknowledge,
    link_figure,
    save_cells,
    unlink,
)
from tests.reports.links.conftest import CELL, OTHER, link, linked, stored, write


def test_a_number_is_put_into_the_text(complete: Version, drafter: User) -> None:
    write(complete, "全年收到申请|件。", drafter)
    link(complete, drafter)
    assert stored(complete) == "全年收到申请2件。"
    assert linked(complete) == [(CELL, "2")]
    actions = [event.action for event in Event.objects.of(complete.subject)][-2:]
    assert actions == ["report.narrative.changed", "report.figure.linked"]


def test_a_number_that_stands_there_already_is_linked_and_takes_the_cells_value(
    complete: Version, drafter: User
) -> None:
    write(complete, "收到7件，办结２件。", drafter)
    for start, address in ((2, CELL), (7, OTHER)):
        text = stored(complete)
        link_figure(version=complete, section="sec1", address=address, start=start, length=1, text=text, by=drafter)
    assert stored(complete) == "收到2件，办结1件。"
    assert linked(complete) == [(CELL, "2"), (OTHER, "1")]
    link_figure(version=complete, section="sec1", address=OTHER, start=2, length=1, text=stored(complete), by=drafter)
    assert linked(complete) == [(OTHER, "1"), (OTHER, "1")]


def test_links_behind_the_place_move_along(complete: Version, drafter: User) -> None:
    save_cells(version=complete, cells={OTHER: "1234"}, by=drafter)
    write(complete, "甲|乙#丙", drafter)
    link(complete, drafter, CELL, "#")
    link(complete, drafter, OTHER)
    assert stored(complete) == "甲1234乙2丙"
    assert linked(complete) == [(OTHER, "1234"), (CELL, "2")]


@pytest.mark.parametrize(
    ("text", "start", "length", "address", "sentence"),
    [
        ("共1件", 1, 0, CELL, "紧挨着别的数字"),
        ("共1件", 2, 0, CELL, "紧挨着别的数字"),
        ("共件", 9, 0, CELL, "没有找到要插入的位置"),
        ("共件", -1, 0, CELL, "没有找到要插入的位置"),
        ("共件", 0, 2, CELL, "“共件”不是一个数字"),
        ("共件", 1, 0, "t9.made.up", "没有可引用的单元格“t9.made.up”"),
    ],
)
def test_a_place_or_cell_that_will_not_do_is_refused(
    complete: Version, drafter: User, text: str, start: int, length: int, address: str, sentence: str
) -> None:
    write(complete, text, drafter)
    with pytest.raises(Refused, match=sentence):
        link_figure(
            version=complete, section="sec1", address=address, start=start, length=length, text=text, by=drafter
        )
    assert (stored(complete), linked(complete)) == (text, [])


def test_a_blank_cell_cannot_be_put_in(blank: Version, drafter: User) -> None:
    with pytest.raises(Refused, match=r"表三.*“自然人”还没有数字，不能插入。请先在表中填写。"):
        link_figure(version=blank, section="sec1", address=CELL, start=0, length=0, text="", by=drafter)


def test_a_link_cannot_be_put_into_another(complete: Version, drafter: User) -> None:
    save_cells(version=complete, cells={CELL: "1234"}, by=drafter)
    write(complete, "共|件", drafter)
    link(complete, drafter)
    with pytest.raises(Refused, match="已经有联动的数字"):
        link_figure(version=complete, section="sec1", address=OTHER, start=3, length=0, text="共1234件", by=drafter)
    with pytest.raises(Refused, match="已经有联动的数字"):
        link_figure(version=complete, section="sec1", address=OTHER, start=2, length=2, text="共1234件", by=drafter)
    assert linked(complete) == [(CELL, "1234")]


def test_the_place_is_found_in_a_text_that_has_changed_meanwhile(complete: Version, drafter: User) -> None:
    write(complete, "前面一段。\n收到件。", drafter)
    link_figure(version=complete, section="sec1", address=CELL, start=2, length=0, text="收到件。", by=drafter)
    assert stored(complete) == "前面一段。\n收到2件。"
    with pytest.raises(Refused, match="刚才有人改过"):
        link_figure(version=complete, section="sec1", address=CELL, start=2, length=0, text="办结件！", by=drafter)


def test_only_drafters_link_and_only_while_drafting(complete: Version, drafter: User, reviewer: User) -> None:
    write(complete, "收到件。", drafter)
    arguments = {"version": complete, "section": "sec1"}
    with pytest.raises(NotAllowed):
        link_figure(**arguments, address=CELL, start=2, length=0, text="收到件。", by=reviewer)
    made = link_figure(**arguments, address=CELL, start=2, length=0, text="收到件。", by=drafter)
    Version.objects.filter(pk=complete.pk).update(state=State.APPROVED)
    with pytest.raises(Refused, match="已审定"):
        unlink(**arguments, links=[made.pk], by=drafter)
    with pytest.raises(Refused, match="已审定"):
        acknowledge(**arguments, by=drafter)
    assert linked(complete) == [(CELL, "2")]


# --- a cell changes -------------------------------------------------------------------------------------------------
