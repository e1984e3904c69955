"""待确认的各处: what has to be decided, how sure each cell is, and what becomes of it."""

from dataclasses import replace

import pytest

from govreport.documents.imports.items import Certainty, Confirming
from govreport.documents.read import read
from govreport.documents.read.result import ReadResult
from tests.builders import balanced
from tests.documents.imports.files import DOUBTS, FIRST, ROW, SECOND, three_doubts


@pytest.fixture(scope="module")
def result() -> ReadResult:
    return read(three_doubts("html"))


def test_doubts_are_decided_on_in_the_order_of_the_report(result: ReadResult) -> None:
    state = Confirming(result, {})
    assert [item.name for item in state.items] == DOUBTS
    assert [item.typed for item in state.items] == [False, True, True]
    assert (state.done, len(state.left)) == (0, 3)


def test_a_cell_that_the_equations_filled_has_to_be_looked_at(result: ReadResult) -> None:
    state = Confirming(replace(result, inferred=("t2.rules.issued",)), {})
    assert [item.name for item in state.items] == ["t2.rules.issued", *DOUBTS]
    assert state.items[0].inferred
    assert state.certainty("t2.rules.issued") is Certainty.INFERRED


def test_a_doubt_about_a_row_is_one_about_each_of_its_cells(result: ReadResult) -> None:
    assert Confirming(result, {}).certainty(f"{ROW}.decisions") is Certainty.DOUBTED
    assert Confirming(result, {ROW: ""}).certainty(f"{ROW}.decisions") is Certainty.CONFIRMED


def test_every_kind_of_cell_is_told_from_the_others(result: ReadResult) -> None:
    document = result.document
    odd = replace(
        result,
        document=document.replace(
            figures=document.figures.replace({"t2.rules.issued": None, "t2.rules.repealed": None}),
            printed={**document.printed, "t2.rules.issued": "若干"},
        ),
    )
    state = Confirming(odd, {FIRST: "2", SECOND: "0"})
    assert state.certainty("t2.rules.issued") is Certainty.UNREADABLE
    assert state.certainty("t2.rules.repealed") is Certainty.BLANK
    assert state.certainty("t2.rules.in_force") is Certainty.CERTAIN
    assert state.certainty(FIRST) is Certainty.CORRECTED  # “2 0” was read
    assert state.certainty(SECOND) is Certainty.CONFIRMED


def test_confirmed_as_read_changes_nothing(result: ReadResult) -> None:
    state = Confirming(result, {name: Confirming(result, {}).as_read(name) for name in DOUBTS})
    assert not state.left
    assert state.corrections == {}
    assert state.document == result.document


def test_a_correction_is_in_the_report_as_it_was_typed(result: ReadResult) -> None:
    state = Confirming(result, {FIRST: "2", SECOND: "0", "year": "2021", "title": "新的标题"})
    document = state.document
    assert document.figures[FIRST] == 2
    assert FIRST not in document.printed
    assert (document.year, document.title) == (2021, "新的标题")
    assert state.corrections[FIRST] == ("2 0", "2")


def test_the_report_is_what_the_file_meant_once_its_doubts_are_put_right(result: ReadResult) -> None:
    document = Confirming(result, {FIRST: "2", SECOND: "0", ROW: ""}).document
    assert document.figures == balanced(year=2022).figures
    assert dict(document.printed) == {}


def test_a_part_that_is_left_out_is_not_taken(result: ReadResult) -> None:
    state = Confirming(result, {"take.sec3": "no", "take.sec1": "no"})
    taken = state.taken
    assert taken.figures["t3.new_received.total"] is None
    assert not [address for address in taken.printed if address.startswith("t3.")]
    assert "sec1" not in taken.sections
    assert taken.figures["t2.rules.in_force"] == result.document.figures["t2.rules.in_force"]


def test_a_part_in_which_nothing_was_read_is_never_taken(result: ReadResult) -> None:
    empty = replace(result, document=result.document.replace(sections={}))
    assert not Confirming(empty, {}).takes("sec1")
    assert Confirming(empty, {}).takes("sec2")
