"""联动数字: text and table cannot disagree, whoever types what in whatever order."""

import random

import pytest

from govreport.agencies import services
from govreport.agencies.models import Agency, Role, User
from govreport.journal.models import Event
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.figures import document_of
from govreport.reports.models import FigureLink, Narrative, State, Version
from govreport.reports.services import (
    Overtaken,
    acknowledge,
    adopt_totals,
    fill_zeros,
    link_figure,
    save_cells,
    save_fee,
    save_narrative,
    unlink,
    write_narrative,
)
from govreport.reports.services.links import number_at
from govreport.standards.document import SECTION_LIMIT
from tests.cast import person

CELL, OTHER = "t3.new_received.natural_person", "t3.disclosed_full.natural_person"
TOTAL = "t3.new_received.total"


@pytest.fixture
def second(agency: Agency) -> User:
    """Another drafter of the bureau."""
    user = person("drafter-2", "起草人韩璐")
    services.appoint(user=user, agency=agency, role=Role.DRAFTER)
    return user


def write(version: Version, text: str, by: User, section: str = "sec1") -> None:
    save_narrative(version=version, section=section, text=text, by=by)


def link(version: Version, by: User, address: str = CELL, at: str = "|", section: str = "sec1") -> FigureLink:
    """Put the number of a cell where the stored text has a mark, which is taken out first."""
    marked = stored(version, section)
    start = marked.index(at)
    write(version, marked.replace(at, "", 1), by, section)
    text = stored(version, section)
    return link_figure(version=version, section=section, address=address, start=start, length=0, text=text, by=by)


def stored(version: Version, section: str = "sec1") -> str:
    return document_of(Version.objects.get(pk=version.pk)).sections.get(section, "")


def linked(version: Version, section: str = "sec1") -> list[tuple[str, str]]:
    """Cell and number of every link, as they stand in the text."""
    text = stored(version, section)
    found = FigureLink.objects.filter(version=version, section=section).order_by("start")
    return [(item.address, text[slice(*item.span)]) for item in found]


def set_cell(version: Version, by: User, text: str, address: str = CELL) -> tuple[tuple[str, str], ...]:
    saved = save_cells(version=version, cells={address: text}, by=by)
    return tuple((item.was, item.now) for item in saved.followed)


# --- putting numbers in ---------------------------------------------------------------------------------------------


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


def test_a_changed_cell_and_the_total_that_follows_it_change_the_text(complete: Version, drafter: User) -> None:
    write(complete, "自然人|件，总计#件，另#件。", drafter)
    link(complete, drafter)
    link(complete, drafter, TOTAL, "#")
    link(complete, drafter, OTHER, "#")
    assert set_cell(complete, drafter, "1024") == (("2", "1024"), ("2", "1024"))
    assert stored(complete) == "自然人1024件，总计1024件，另1件。"
    assert linked(complete) == [(CELL, "1024"), (TOTAL, "1024"), (OTHER, "1")]
    event = Event.objects.of(complete.subject).last()
    assert event is not None
    assert (event.action, event.payload) == (
        "report.text.followed",
        {"sec1": ["自然人2件，总计2件，另1件。", "自然人1024件，总计1024件，另1件。"]},
    )


def test_other_sections_and_unlinked_numbers_stay(complete: Version, drafter: User) -> None:
    write(complete, "自然人|件，去年2件。", drafter)
    write(complete, "共|件。", drafter, "sec5")
    link(complete, drafter)
    link(complete, drafter, OTHER, section="sec5")
    set_cell(complete, drafter, "3")
    assert (stored(complete), stored(complete, "sec5")) == ("自然人3件，去年2件。", "共1件。")


def test_a_blank_cell_leaves_the_number_and_says_so_until_there_is_a_number_again(
    complete: Version, drafter: User
) -> None:
    write(complete, "收到|件。", drafter)
    link(complete, drafter)
    for text in ("", "很多"):
        assert set_cell(complete, drafter, text) == ((("2", ""),) if not text else ())
        assert (stored(complete), linked(complete)) == ("收到2件。", [(CELL, "2")])
    assert set_cell(complete, drafter, "5") == (("2", "5"),)
    assert stored(complete) == "收到5件。"


def test_every_way_to_change_a_cell_changes_the_text(imported: Version, drafter: User) -> None:
    total = "t3.total_processed.total"
    write(imported, "办结|件，商业企业#件。", drafter)
    save_cells(version=imported, cells={"t3.new_received.commercial": "4"}, by=drafter)
    link(imported, drafter, total)
    link(imported, drafter, "t3.new_received.commercial", "#")
    adopt_totals(version=imported, addresses=[total], by=drafter)
    assert stored(imported) == "办结2件，商业企业4件。"
    save_cells(version=imported, cells={"t3.new_received.commercial": ""}, by=drafter)
    fill_zeros(version=imported, addresses=["t3.new_received.commercial"], by=drafter)
    assert stored(imported) == "办结2件，商业企业0件。"


def test_an_item_of_the_fee_statement_is_quoted_as_well(complete: Version, drafter: User) -> None:
    write(complete, "收费通知|件。", drafter, "sec6")
    link(complete, drafter, "fee.notice_count", section="sec6")
    saved = save_fee(version=complete, values={"notice_count": "9"}, by=drafter)
    assert [(item.section, item.was, item.now) for item in saved.followed] == [("sec6", "0", "9")]
    assert stored(complete, "sec6") == "收费通知9件。"


# --- the text changes -----------------------------------------------------------------------------------------------


def test_typing_around_a_number_keeps_the_link_and_typing_into_it_dissolves_it(
    complete: Version, drafter: User
) -> None:
    write(complete, "收到|件，办结#件。", drafter)
    link(complete, drafter)
    link(complete, drafter, OTHER, "#")
    written = write_narrative(version=complete, section="sec1", text="一、概述\n全年收到2件，共办结1件次。", by=drafter)
    assert written.unlinked == ()
    written = write_narrative(version=complete, section="sec1", text="一、概述\n全年收到2件，共办结3件次。", by=drafter)
    assert written.unlinked == ((OTHER, "1"),)
    assert linked(complete) == [(CELL, "2")]
    assert Event.objects.of(complete.subject).last().payload["note"] == "1"  # type: ignore[union-attr]
    set_cell(complete, drafter, "8")
    assert stored(complete) == "一、概述\n全年收到8件，共办结3件次。"


def test_a_link_is_taken_away_and_the_number_stays(complete: Version, drafter: User) -> None:
    write(complete, "收到|件。", drafter)
    made = link(complete, drafter)
    unlink(version=complete, section="sec1", links=[made.pk, 10**6], by=drafter)
    unlink(version=complete, section="sec1", links=[made.pk], by=drafter)
    assert set_cell(complete, drafter, "8") == ()
    assert (stored(complete), linked(complete)) == ("收到2件。", [])


def test_what_was_updated_is_told_until_the_text_is_saved_or_somebody_says_so(complete: Version, drafter: User) -> None:
    write(complete, "收到|件。", drafter)
    link(complete, drafter)

    def seen() -> list[str]:
        return [item.seen for item in FigureLink.objects.filter(version=complete)]

    set_cell(complete, drafter, "3")
    set_cell(complete, drafter, "4")
    assert seen() == ["2"]
    acknowledge(version=complete, section="sec1", by=drafter)
    assert seen() == ["4"]
    set_cell(complete, drafter, "5")
    save_narrative(version=complete, section="sec1", text="收到4件，多。", by=drafter, known=("收到4件。",))
    assert (stored(complete), seen()) == ("收到5件，多。", ["4"])
    save_narrative(version=complete, section="sec1", text="收到5件。", by=drafter, known=("收到5件，多。",))
    assert seen() == ["5"]


# --- both at once ---------------------------------------------------------------------------------------------------


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
