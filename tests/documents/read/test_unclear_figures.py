"""疑似数字: 5.3万, O, 53.549, 2 0: whatever kind of file prints them, and wherever, none is taken in silence."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from govreport.documents.read import ReadResult, read
from govreport.documents.read.unclear import choices_of
from tests.documents.read.corpus.reports import Case
from tests.documents.read.corpus.sources import markdown
from tests.documents.read.foreign import WRITERS, Part, parts

CASE = Case("e2021", 4, balanced=True, blanks=0.0)
FIGURES = CASE.figures()
MARK = Decimal(987654)
KINDS: dict[str, Callable[[Sequence[Part]], bytes]] = {**WRITERS, "markdown": lambda report: markdown(report).encode()}
# First, middle and last column of table three, a row of table two, which is one cell, and both ends of table four.
T2, T4 = ([address for address in FIGURES if address.startswith(f"{table}.")] for table in ("t2", "t4"))
PLACES = (*(f"t3.new_received.{column}" for column in ("natural_person", "other_org", "total")), T2[0], T4[0], T4[-1])
UNREAD = {
    "5.3万": "略写",
    "2千": "略写",
    "O": "形似数字的字母",
    "l2": "形似数字的字母",
    "12,": "不是写法规范的数字",
    "1'234": "不是写法规范的数字",
}


def written(address: str, text: str, write: Callable[[Sequence[Part]], bytes]) -> ReadResult:
    """The report read from a file that prints a text where a figure belongs."""
    report = parts(CASE.own, {**FIGURES, address: MARK})
    count = 0
    for row in (row for part in report if not isinstance(part, str) for row in part):
        for place, cell in enumerate(row):
            if cell.text == str(MARK):
                row[place] = replace(cell, text=text)
                count += 1
    assert count == 1
    return read(write(report), year=CASE.own.from_year)


def told(result: ReadResult, address: str) -> str:
    """Everything that was said about a cell, its row or table four."""
    about = {address, address.rpartition(".")[0], *(("t4",) if address.startswith("t4.") else ())}
    return " ".join(doubt.message for doubt in result.doubts if doubt.place in about)


def silent(result: ReadResult, but: str) -> list[str]:
    """Other cells that hold another figure than was written, without a doubt."""
    found = result.document.figures
    return [item for item in FIGURES if item != but and found[item] != FIGURES[item] and not told(result, item)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("address", PLACES)
def test_what_only_looks_like_a_figure_is_not_taken_and_told(kind: str, address: str) -> None:
    for text, words in UNREAD.items():
        result = written(address, text, KINDS[kind])
        assert result.document.figures[address] is None or address in result.inferred
        assert text in told(result, address), (text, result.doubts)
        assert words in told(result, address)
        assert silent(result, address) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("address", PLACES)
def test_a_point_before_three_digits_may_part_thousands(kind: str, address: str) -> None:
    result = written(address, "53.549", KINDS[kind])
    assert result.document.figures[address] == Decimal("53.549")
    assert "千位分隔（53549）" in told(result, address)
    assert silent(result, address) == []


@pytest.mark.parametrize("text", ["136.1206", "7.6", "0.125", "1536.250", "53549", "53,549"])
def test_other_decimals_and_thousands_are_read_without_a_doubt(text: str) -> None:
    assert told(written(PLACES[1], text, KINDS["html"]), PLACES[1]) == ""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", ["2 0", "1 2 3", "1,23"])
def test_digits_apart_are_not_taken_and_told(kind: str, text: str) -> None:
    result = written(PLACES[1], text, KINDS[kind])
    assert result.document.figures[PLACES[1]] is None
    assert "分开印" in told(result, PLACES[1])


@pytest.mark.parametrize("kind", KINDS)
def test_thousands_with_a_space_are_taken_with_a_doubt_even_where_no_cell_beside_is_blank(kind: str) -> None:
    result = written(PLACES[1], "1 234", KINDS[kind])
    assert result.document.figures[PLACES[1]] == 1234
    assert "按 1234 读取" in told(result, PLACES[1])


@pytest.mark.parametrize(
    ("text", "choices"),
    [("2 0", ("20",)), ("1 2 3", ("123",)), ("0 0", ()), ("0 7", ()), ("1,23", ()), ("20", ()), ("", ()), ("1 o", ())],
)
def test_digits_apart_may_be_one_number(text: str, choices: tuple[str, ...]) -> None:
    assert choices_of(text) == choices
