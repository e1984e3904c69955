"""跨年对照: every cell it names exists, every comparison is spoken of, and sums are exact or blank."""

import tomllib
from decimal import Decimal
from typing import Any

import pytest

from govreport.standards import all_editions, edition
from govreport.standards.concordance import SOURCE, Comparable, ConcordanceError, concordance, loaded
from tests.builders import balanced

EDITIONS = [item.code for item in all_editions()]


def table() -> dict[str, Any]:
    return tomllib.loads(SOURCE.read_text(encoding="utf-8"))


def series(code: str) -> Any:
    return next(item for item in concordance().series if item.code == code)


def test_every_indicator_counts_in_one_unit() -> None:
    for item in concordance().series:
        for code, addresses in item.cells.items():
            own = edition(code)
            units = {own.cells[address].unit or own.table(own.cells[address].table).unit for address in addresses}
            assert units <= {item.unit, ""}, (item.code, code, units)


def test_no_cell_is_counted_twice_in_an_indicator() -> None:
    for item in concordance().series:
        assert all(len(set(addresses)) == len(addresses) for addresses in item.cells.values())


def test_the_results_of_table_three_add_up_to_its_total() -> None:
    for code in ("e2019", "e2021"):
        document = balanced(code)
        parts = ("disclosed_full", "disclosed_part", "refused", "unable", "unprocessed", "other_processing")
        assert sum(series(part).value(document) for part in parts) == series("processed").value(document)


def test_a_blank_cell_makes_the_sum_blank() -> None:
    document = balanced("e2021")
    blank = document.replace(figures=document.figures.replace({"t3.refused_case_file.total": None}))
    assert series("refused").value(blank) is None
    nought = document.replace(figures=document.figures.replace({"t3.refused_case_file.total": Decimal(0)}))
    assert series("refused").value(nought) is not None


def test_what_an_edition_did_not_ask_for_has_no_value() -> None:
    assert series("carried_in").value(balanced("e2014")) is None


def test_over_several_editions_the_worst_comparison_counts() -> None:
    assert series("refused").across("e2014", "e2021").mark is Comparable.NONE
    assert series("received").across("e2014", "e2021").mark is Comparable.SAME
    assert series("processed").across("e2019", "e2021").mark is Comparable.SAME
    assert series("processed").across("e2021", "e2021") is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"e2021": ["t3.no_such_row.total"]}, "没有单元格"),
        ({"between": []}, "应依次说明"),
        ({"group": "elsewhere"}, "没有分组"),
        ({"between": [{"from": "e2014", "to": "e2019", "mark": "none"}]}, "各说明一句"),
    ],
)
def test_a_table_that_leaves_something_open_is_refused(change: dict[str, Any], words: str) -> None:
    data = table()
    data["series"][0] |= change
    with pytest.raises(ConcordanceError, match=words):
        loaded(data)


def test_a_code_stands_once() -> None:
    data = table()
    data["series"].append(data["series"][0])
    with pytest.raises(ConcordanceError, match="重复"):
        loaded(data)
