"""12 to 15, 19: how figures and dates are printed."""

from dataclasses import replace

import pytest

from govreport.checks import findings
from govreport.documents.read import read
from govreport.standards import edition
from tests.documents.read.flat import FLAT
from tests.documents.read.flatten import PREAMBLE
from tests.documents.read.foreign import WRITERS, parts
from tests.documents.read.test_flattened import figures_of, unexplained
from tests.documents.read.variations import shows
from tests.documents.read.variations.cases import FIGURES, KINDS, OWN, assert_read, report, set_value

ALL = {**WRITERS, **FLAT}


ADDRESS = "t3.unable_not_held.natural_person"


@shows(13)
@KINDS
@pytest.mark.parametrize("text", ["/", "-", "—"])
def test_a_stroke_is_kept_as_printed(kind: str, text: str) -> None:
    result = read(WRITERS[kind](set_value(ADDRESS, text)))
    assert result.document.printed[ADDRESS] == text
    assert result.document.figures[ADDRESS] is None or ADDRESS in result.inferred


@shows(14, 15)
@KINDS
@pytest.mark.parametrize(("text", "value"), [("4299 万元", 4299), ("150人次", 150), ("+1036", 1036), ("1,234", 1234)])
def test_numbers_with_unit_or_sign_are_read_and_kept_as_printed(kind: str, text: str, value: int) -> None:
    result = read(WRITERS[kind](set_value(ADDRESS, text)))
    assert result.document.figures[ADDRESS] == value
    assert result.document.printed[ADDRESS].replace(" ", "") == text.replace(" ", "")


@shows(14)
@pytest.mark.parametrize("kind", ["html", "docx", "xlsx"])
def test_a_number_in_the_cell_of_its_label_is_found(kind: str) -> None:
    """行政处罚 3."""
    report_parts = report()
    for part in report_parts:
        for row in [] if isinstance(part, str) else part:
            if row[0].text == "行政处罚":
                row[:] = [replace(row[0], text=f"行政处罚 {row[1].text}"), replace(row[1], text="")]
    result = read(WRITERS[kind](report_parts))
    assert unexplained(OWN, FIGURES, result) == []


@shows(14)
@pytest.mark.parametrize("kind", ["html", "docx", "xlsx", "tabs", "markdown"])
def test_two_figures_in_one_cell_beside_a_blank_one_are_read_with_a_doubt_or_left(kind: str) -> None:
    address, beside = "t2.normative_docs.issued", "t2.normative_docs.repealed"
    report_parts = set_value(address, "11 36")
    for part in report_parts:
        for row in [] if isinstance(part, str) else part:
            if row[0].text == "行政规范性文件":
                row[2] = replace(row[2], text="")
    result = read(ALL[kind](report_parts))
    assert [result.document.figures[item] for item in (address, beside)] == [11, 36]
    assert {address, beside} <= {doubt.place for doubt in result.doubts}


@shows(15)
@pytest.mark.parametrize("kind", ["html", "docx", "xlsx", "tabs", "markdown", "lines"])
def test_a_change_is_read_with_its_sign(kind: str) -> None:
    own = edition("e2019")
    figures = {**figures_of(own, 5)}
    report_parts = parts(own, figures, year=2020)
    for part in report_parts:
        for row in [] if isinstance(part, str) else part:
            if row[0].text == "行政许可":
                row[2] = replace(row[2], text="+1036")
            if row[0].text == "行政强制":
                row[2] = replace(row[2], text="－12")
    found = read(ALL[kind](report_parts)).document.figures
    assert (found["t2.licensing.delta"], found["t2.coercion.delta"]) == (1036, -12)


@shows(19)
@pytest.mark.parametrize("kind", ["html", "docx", "tabs"])
@pytest.mark.parametrize("period", ["自202311日至1231日", "2023年1日1日至2023年1231日", "自2023年1月1至12月31"])
def test_dates_that_lost_a_sign_raise_no_false_alarm_and_name_no_other_year(kind: str, period: str) -> None:
    words = f"本报告中所列数据的统计期限{period}。"
    found = [part.replace(PREAMBLE, PREAMBLE + words) if isinstance(part, str) else part for part in report()]
    result = read(ALL[kind](found))
    assert_read(result)
    assert result.document.sections["preamble"] == PREAMBLE + words
    assert "S-11" not in {finding.rule for finding in findings(result.document) if finding.severity == "error"}
