"""Repairs of table rows: each is told, and where nothing tells the answer nothing is read."""

from decimal import Decimal

import pytest

from govreport.documents.read import ReadResult, read
from govreport.standards.document import DocumentError
from tests.documents.read.reports import replaced, text_of


def result(text: str) -> ReadResult:
    return read(text.encode())


def places(found: ReadResult) -> list[str]:
    return [doubt.place for doubt in found.doubts]


def rules(found: ReadResult) -> list[tuple[str, str]]:
    return [(finding.rule, finding.addresses[0]) for finding in found.findings]


def test_a_number_swallowed_by_its_label_is_read_and_doubted() -> None:
    found = result(replaced(text_of(), "行政处罚\t0\t\t", "行政处罚 37\t\t\t"))
    assert found.document.figures["t2.penalty.decisions"] == 37
    assert places(found) == ["t2.penalty.decisions"]


def test_two_numbers_in_one_cell_beside_one_blank_are_two_figures() -> None:
    found = result(replaced(text_of(), "行政规范性文件\t0\t0\t0", "行政规范性文件\t11 36\t\t268"))
    figures = found.document.figures
    assert [figures[f"t2.normative_docs.{code}"] for code in ("issued", "repealed", "in_force")] == [11, 36, 268]
    assert found.document.printed == {"t2.normative_docs.issued": "11 36"}
    assert places(found) == ["t2.normative_docs.issued", "t2.normative_docs.repealed"]


def test_two_numbers_in_one_cell_between_two_blanks_are_left_alone() -> None:
    found = result(replaced(text_of(), "行政规范性文件\t0\t0\t0", "行政规范性文件\t\t11 36\t"))
    figures = found.document.figures
    assert [figures[f"t2.normative_docs.{code}"] for code in ("issued", "repealed", "in_force")] == [None] * 3
    assert found.document.printed == {"t2.normative_docs.repealed": "11 36"}


def test_a_spaced_number_beside_a_blank_cell_is_doubted() -> None:
    found = result(replaced(text_of(), "行政规范性文件\t0\t0\t0", "行政规范性文件\t1 234\t\t268"))
    assert found.document.figures["t2.normative_docs.issued"] == 1234
    assert places(found) == ["t2.normative_docs.issued", "t2.normative_docs.repealed"]


@pytest.mark.parametrize("cell", ["<b>文</b> 强制 12", "行政强制 12", "<b>12</b>", "**12**"])
def test_markup_and_pieces_of_the_label_are_cleaned_out_of_a_cell(cell: str) -> None:
    found = result(replaced(text_of(), "行政强制\t0", f"行政强制\t{cell}"))
    assert found.document.figures["t2.coercion.decisions"] == 12
    assert places(found) == ["t2.coercion.decisions"]
    assert found.document.printed == {}


def test_words_that_are_no_label_are_kept_as_printed_and_not_read() -> None:
    found = result(replaced(text_of(), "行政强制\t0", "行政强制\t约 12 或 13 件"))
    assert found.document.figures["t2.coercion.decisions"] is None
    assert found.document.printed == {"t2.coercion.decisions": "约 12 或 13 件"}


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("１２", "12"),
        ("1,234", "1234"),
        ("12.0", "12"),
        ("8件", "8"),
        ("22（其中修订16件）", "22"),
        ("十二", "12"),
        ("/", None),
    ],
)
def test_what_is_no_plain_number_is_kept_as_printed(cell: str, value: str | None) -> None:
    found = result(replaced(text_of(), "规章\t0\t0\t0", f"规章\t{cell}\t0\t0")).document
    assert found.figures["t2.rules.issued"] == (None if value is None else Decimal(value))
    assert found.printed == {"t2.rules.issued": cell}


def test_a_signed_change_is_a_plain_number() -> None:
    found = result(replaced(text_of("e2019"), "行政许可\t0\t0\t0", "行政许可\t5\t+1036\t0")).document
    assert found.figures["t2.licensing.delta"] == 1036
    assert found.printed == {}


def test_an_amount_keeps_its_unit_as_printed() -> None:
    found = result(replaced(text_of("e2019"), "政府集中采购\t0\t0", "政府集中采购\t4\t4299 万元")).document
    assert found.figures["t2.procurement.amount"] == 4299
    assert found.printed == {"t2.procurement.amount": "4299 万元"}


def test_a_blank_that_the_equations_determine_is_solved_and_named() -> None:
    rows = "一、本年新收政府信息公开申请数量\t\t\t0\t0\t0\t0\t0\t0\t0"
    found = result(replaced(text_of(), rows, "一、本年新收政府信息公开申请数量\t\t\t\t0\t0\t0\t0\t0\t0"))
    assert found.document.figures["t3.new_received.natural_person"] == 0
    assert found.inferred == ("t3.new_received.natural_person",)


def test_a_stroke_is_never_replaced_by_a_solved_number() -> None:
    rows = "一、本年新收政府信息公开申请数量\t\t\t0\t0\t0\t0\t0\t0\t0"
    found = result(replaced(text_of(), rows, "一、本年新收政府信息公开申请数量\t\t\t/\t0\t0\t0\t0\t0\t0"))
    assert found.document.figures["t3.new_received.natural_person"] is None
    assert found.inferred == ()


def test_a_missing_row_is_a_finding() -> None:
    found = result(replaced(text_of(), "\t\t2.重复申请\t0\t0\t0\t0\t0\t0\t0\n", ""))
    assert rules(found) == [("S-21", "t3.unprocessed_duplicate")]


def test_a_row_that_the_form_does_not_have_is_a_finding_and_not_counted() -> None:
    row = "行政许可\t0\t\t"
    found = result(replaced(text_of(), row, f"{row}\n行政奖励\t77\t\t"))
    assert rules(found) == [("S-19", "t2")]
    assert 77 not in found.document.figures.values()


def test_a_row_that_stands_twice_is_read_once() -> None:
    row = "行政许可\t0\t\t"
    found = result(replaced(text_of(), row, f"{row}\n行政许可\t77\t\t"))
    assert rules(found) == [("S-19", "t2")]


def test_values_without_a_label_take_the_only_row_that_is_missing() -> None:
    found = result(replaced(text_of(), "\t\t2.重复申请\t0\t0\t0\t0\t0\t0\t0", "\t\t\t5\t0\t0\t0\t0\t0\t5"))
    assert found.document.figures["t3.unprocessed_duplicate.natural_person"] == 5
    assert places(found) == ["t3.unprocessed_duplicate"]


def test_values_without_a_label_are_not_read_where_two_rows_are_missing() -> None:
    text = replaced(text_of(), "\t\t2.重复申请\t0\t0\t0\t0\t0\t0\t0\n", "")
    found = result(replaced(text, "\t\t3.要求提供公开出版物\t0\t0\t0\t0\t0\t0\t0", "\t\t\t5\t0\t0\t0\t0\t0\t5"))
    assert 5 not in found.document.figures.values()
    assert [place for _, place in rules(found)] == ["t3.unprocessed_duplicate", "t3.unprocessed_publication"]
    assert "t3" in places(found)


def test_a_form_without_figures_is_blank_and_not_missing() -> None:
    text = text_of()
    start = text.index("第二十条第（一）项")
    end = text.index("三、收到和处理")
    found = result(text[:start] + text[start:end].replace("\t0", "\t") + text[end:])
    assert rules(found) == []
    assert found.document.figures["t2.rules.issued"] is None


def test_a_missing_table_is_one_finding() -> None:
    text = text_of()
    start, end = text.index("第二十条第（一）项"), text.index("三、收到和处理")
    found = result(text[:start] + text[end:])
    assert rules(found) == [("S-18", "t2")]


@pytest.mark.parametrize(
    "heading", ["三、收到和处理政府信息公开申请情况\n", "四、政府信息公开行政复议、行政诉讼情况\n"]
)
def test_a_table_is_found_without_its_heading(heading: str) -> None:
    found = result(replaced(text_of(t3__new_received__total="7", t4__review__other="8"), heading, ""))
    assert found.document.figures["t3.new_received.total"] == 7
    assert found.document.figures["t4.review.other"] == 8
    assert rules(found) == []


def test_rows_without_columns_are_refused() -> None:
    # A converter that prints equal numbers once leaves nothing to tell the columns by.
    text = text_of()
    start, end = text.index("一、本年新收"), text.index("四、政府信息公开行政复议")
    table = "\n".join(line.strip("\t").replace("\t0", "") + "\t0" for line in text[start:end].split("\n") if line)
    found = result(text[:start] + table + "\n" + text[end:])
    assert all(value is None for address, value in found.document.figures.items() if address.startswith("t3."))
    assert len([place for place in places(found) if place.startswith("t3.")]) == 25


def test_labels_of_another_edition_in_the_tables_are_told() -> None:
    text = replaced(
        text_of(), "本年制发件数\t本年废止件数\t现行有效件数", "本年新制作数量\t本年新公开数量\t对外公开总数量"
    )
    found = result(text)
    assert found.document.edition == "e2021"
    assert "t2" in places(found)


def test_a_text_with_headings_and_no_tables_needs_its_year() -> None:
    text = "一、总体情况\n很好。\n五、存在的主要问题及改进情况\n没有。\n六、其他需要报告的事项\n无。"
    with pytest.raises(DocumentError):
        read(text.encode())
    found = read(text.encode(), year=2020)
    assert found.document.edition == "e2019"
    assert rules(found) == [("S-18", "t2"), ("S-18", "t3"), ("S-18", "t4")]
