"""5, 7, 12, 17, 18, 25: tables merged, cut, blank, longer, thinned out or narrower than the form."""

from dataclasses import replace

import pytest

from govreport.documents.read import read
from tests.documents.read.flat import FLAT
from tests.documents.read.foreign import WRITERS, Cell, Rows
from tests.documents.read.test_flattened import unexplained
from tests.documents.read.variations import shows
from tests.documents.read.variations.cases import FIGURES, KINDS, OWN, changed, report, table_of

FAST = ["html", "docx", "xlsx"]


@shows(5, 22)
@pytest.mark.parametrize("kind", ["html", "docx", "xlsx"])
def test_all_tables_in_one_are_parted_by_their_headings(kind: str) -> None:
    """One grid with columns for alignment, headings repeated inside the table."""
    whole: Rows = []
    for part in report()[3:]:
        if isinstance(part, str):
            whole.append([Cell(part, 1, 60)])
        else:
            width = max(sum(cell.columns for cell in row) for row in part)
            whole += [[replace(cell, columns=cell.columns * (60 // width)) for cell in row] for row in part]
    if kind == "xlsx":
        whole = [[replace(cell, columns=max(1, cell.columns // 4)) for cell in row] for row in whole]
    result = read(WRITERS[kind]([*report()[:3], whole]))
    assert unexplained(OWN, FIGURES, result) == []


@shows(7)
@KINDS
def test_a_row_moved_to_the_left_is_read_or_doubted(kind: str) -> None:
    """After a page break the row has lost the cells of its group."""
    report_parts = report()
    rows = next(part for part in report_parts if not isinstance(part, str) and len(part) > 20)
    assert not isinstance(rows, str)
    third = next(place for place, row in enumerate(rows) if row[0].text.startswith("6.属于四类"))
    for row in rows[:third]:
        for place, cell in enumerate(row):
            if cell.rows > 1 and not cell.value:
                row[place] = replace(cell, rows=min(cell.rows, third - rows.index(row)))
    assert unexplained(OWN, FIGURES, read(WRITERS[kind](report_parts))) == []


@shows(12)
@KINDS
def test_blanks_stay_blank(kind: str) -> None:
    """A table with labels only."""
    found = changed(lambda cell: replace(cell, text="") if cell.value else cell)
    result = read(WRITERS[kind](found))
    assert all(value is None for value in result.document.figures.values())
    assert result.document.edition == "e2021"


@shows(17)
@KINDS
def test_a_row_that_the_form_does_not_have_is_told(kind: str) -> None:
    report_parts = report()
    rows = next(part for part in report_parts if not isinstance(part, str) and len(part) > 20)
    assert not isinstance(rows, str)
    rows.append([Cell("五、其他说明事项", 1, 3), *[Cell("7", value=True)] * 7])
    result = read(WRITERS[kind](report_parts))
    assert {address: result.document.figures[address] for address in FIGURES} == FIGURES
    assert "S-19" in {finding.rule for finding in result.findings}


@shows(25)
@pytest.mark.parametrize("kind", ["html", "docx", "pdf"])
def test_columns_left_out_are_never_filled_by_guess(kind: str) -> None:
    """Only two of the seven columns of table three were kept."""
    report_parts = report()
    for part in report_parts:
        for row in [] if isinstance(part, str) or len(part) < 20 else part:
            values = [place for place, cell in enumerate(row) if cell.value]
            for place in reversed(values[1:-1]):
                del row[place]
    result = read(WRITERS[kind](report_parts))
    assert unexplained(OWN, FIGURES, result) == []


@shows(7)
@pytest.mark.parametrize("kind", ["tabs", "pipes"])
def test_a_group_cut_by_a_page_break_and_its_row_moved_aside_is_read_or_doubted(kind: str) -> None:
    lines = FLAT[kind](report()).decode().split("\n")
    place = next(number for number, line in enumerate(lines) if "（三）不予公开" in line)
    lines[place] = lines[place].replace("（三）不予公开", "（三）不予")
    stroke = "\t" if kind == "tabs" else "|"
    moved = lines[place + 1].replace(stroke, "", 2).strip() if kind == "tabs" else lines[place + 1]
    lines[place + 1 : place + 2] = ["", "— 4 —", "", "公开" if kind == "tabs" else "| 公开 |", moved]
    result = read("\n".join(lines).encode())
    assert unexplained(OWN, FIGURES, result) == []


@shows(17)
@pytest.mark.parametrize("kind", [*FAST, *FLAT])
def test_a_row_printed_twice_is_counted_once_and_told(kind: str) -> None:
    report_parts = report()
    rows = table_of(report_parts, 3)
    rows.insert(5, [Cell("（一）予以公开", 1, 3), *[Cell("5", value=True)] * 7])
    result = read({**WRITERS, **FLAT}[kind](report_parts))
    told = {finding.rule for finding in result.findings} & {"S-19"} or unexplained(OWN, FIGURES, result) == []
    assert told


@shows(17)
@pytest.mark.parametrize("kind", [*FAST, "tabs", "markdown", "clipboard"])
def test_words_where_a_number_belongs_are_kept_and_never_read_as_one(kind: str) -> None:
    report_parts = report()
    row = next(row for row in table_of(report_parts, 2) if row[0].text == "行政强制")
    row[1] = replace(row[1], text="详见附件")
    result = read({**WRITERS, **FLAT}[kind](report_parts))
    assert result.document.figures["t2.coercion.decisions"] is None
    assert result.document.printed["t2.coercion.decisions"] == "详见附件"


@shows(18)
@pytest.mark.parametrize("kind", [*FAST, "tabs", "markdown", "lines", "clipboard", "blocks"])
def test_a_table_in_which_equal_figures_were_printed_once_is_not_guessed(kind: str) -> None:
    report_parts = report()
    for row in table_of(report_parts, 3):
        seen = set[str]()
        for cell in list(row):
            if cell.value and cell.text in seen:
                row.remove(cell)
            elif cell.value:
                seen.add(cell.text)
    result = read({**WRITERS, **FLAT}[kind](report_parts))
    assert unexplained(OWN, FIGURES, result) == []


@shows(25)
@pytest.mark.parametrize("kind", [*FAST, "tabs", "markdown", "clipboard"])
def test_columns_left_out_with_their_heads_leave_the_others_where_their_heads_are(kind: str) -> None:
    report_parts = report()
    rows = table_of(report_parts, 3)
    rows[1][1:2] = []
    del rows[2]
    rows[0][0], rows[0][1] = replace(rows[0][0], rows=2), replace(rows[0][1], columns=2)
    rows[1][:] = [replace(cell, rows=1) for cell in rows[1]]
    for row in rows[2:]:
        values = [cell for cell in row if cell.value]
        row[:] = [*(cell for cell in row if not cell.value), values[0], values[-1]]
    result = read({**WRITERS, **FLAT}[kind](report_parts))
    ends = (".natural_person", ".total")
    kept = [address for address in FIGURES if not address.startswith("t3.") or address.endswith(ends)]
    assert {address: result.document.figures[address] for address in kept} == {item: FIGURES[item] for item in kept}
    assert "t3" in {doubt.place for doubt in result.doubts}
    left_out = set(FIGURES) - set(kept)
    assert all(result.document.figures[address] is None or address in result.inferred for address in left_out)
