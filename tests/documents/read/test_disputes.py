"""Table four is one row without a label: its width is all there is to go by."""

import pytest

from govreport.documents.read import ReadResult, read
from tests.documents.read.reports import replaced, text_of

ROW = "\t".join("0" * 15)


def found(row: str) -> ReadResult:
    return read(replaced(text_of(), f"\n{ROW}\n", f"\n{row}\n").encode())


def block(result: ReadResult, code: str) -> list[object]:
    columns = ("upheld", "corrected", "other", "pending", "total")
    return [result.document.figures[f"t4.{code}.{column}"] for column in columns]


def cells(*values: object) -> str:
    return "\t".join(str(value) for value in values)


def test_fifteen_cells_are_read_in_order() -> None:
    result = found(cells(*range(1, 16)))
    assert block(result, "litigation_direct") == [6, 7, 8, 9, 10]
    assert (result.doubts, result.findings) == ((), ())


def test_a_blank_block_stays_blank_and_moves_nothing() -> None:
    result = found(cells(*[""] * 5, 0, 0, 1, 0, 1, *[0] * 5))
    assert block(result, "review") == [None] * 5
    assert block(result, "litigation_direct") == [0, 0, 1, 0, 1]
    assert result.doubts == ()


def test_a_blank_cell_inside_a_block_is_doubted() -> None:
    result = found(cells(1, "", "", 0, 1, *[0] * 10))
    assert block(result, "review") == [1, None, None, 0, 1]
    assert [doubt.place for doubt in result.doubts] == ["t4"]


def test_sixteen_equal_cells_are_read_and_reported() -> None:
    result = found(cells(*[0] * 16))
    assert block(result, "litigation_after_review") == [0] * 5
    assert [(finding.rule, finding.left) for finding in result.findings] == [("T4-06", "16")]
    assert [doubt.place for doubt in result.doubts] == ["t4"]


def test_sixteen_cells_with_one_way_to_add_up_are_read_with_a_doubt() -> None:
    result = found(cells(1, 2, 0, 0, 3, 9, 4, 0, 0, 0, 4, 0, 0, 5, 0, 5))
    assert block(result, "review") == [1, 2, 0, 0, 3]
    assert block(result, "litigation_direct") == [4, 0, 0, 0, 4]
    assert [doubt.place for doubt in result.doubts] == ["t4"]


@pytest.mark.parametrize(
    "row",
    [cells(*range(1, 17)), cells(*range(1, 15)), cells(*[0] * 15, 1, 1, 1, 1), cells(1, "/", *[0] * 14)],
)
def test_a_row_that_fits_in_no_or_several_ways_is_not_read(row: str) -> None:
    result = found(row)
    assert all(value is None for address, value in result.document.figures.items() if address.startswith("t4."))
    assert [finding.rule for finding in result.findings] == ["T4-06"]
    assert [doubt.place for doubt in result.doubts] == ["t4"]


def test_a_table_without_figures_is_missing() -> None:
    assert [finding.rule for finding in found("无此类情况。").findings] == ["S-18"]
