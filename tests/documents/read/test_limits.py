"""What is longer than a report can hold is cut, and that is told."""

from govreport.documents.read import ReadResult, read
from govreport.standards.document import CELL_LIMIT, SECTION_LIMIT, from_json
from tests.documents.read.reports import replaced, text_of


def told(result: ReadResult) -> list[tuple[str, str]]:
    # What was read can be written and read again.
    assert from_json(result.document.to_json()).printed == result.document.printed
    return [(doubt.place, doubt.message) for doubt in result.doubts if "只收入了前" in doubt.message]


def test_a_section_without_end_is_cut_and_that_is_told() -> None:
    text = replaced(text_of(), "一、总体情况", "一、总体情况\n" + "字" * (SECTION_LIMIT + 1))
    result = read(text.encode())
    assert len(result.document.sections["sec1"]) == SECTION_LIMIT
    assert [(place, f"超过 {SECTION_LIMIT} 字" in message) for place, message in told(result)] == [("sec1", True)]


def test_a_cell_without_end_is_cut_and_that_is_told() -> None:
    row = next(line for line in text_of().split("\n") if "本年新收政府信息公开申请数量" in line)
    text = replaced(text_of(), row, row[: row.rindex("0")] + "字" * (CELL_LIMIT + 1) + row[row.rindex("0") + 1 :])
    result = read(text.encode())
    assert result.document.printed["t3.new_received.total"] == "字" * CELL_LIMIT
    assert [place for place, _ in told(result)] == ["t3.new_received.total"]
