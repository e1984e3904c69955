"""1 to 4, 6: tables flattened to lines, strokes and tabs."""

import random

import pytest

from govreport.documents.read import read
from tests.documents.read.flat import FLAT, full, in_blocks, in_lines, in_pipes, in_stroke_lines, in_tabs
from tests.documents.read.foreign import Part
from tests.documents.read.layouts import untold
from tests.documents.read.test_flattened import unexplained
from tests.documents.read.variations import shows
from tests.documents.read.variations.cases import FIGURES, OWN, assert_figures, assert_read, report


@shows(1)
@pytest.mark.parametrize("write", [in_lines, in_blocks])
def test_one_value_on_each_line_with_the_labels_between(write: object) -> None:
    assert_read(read(write(report())))  # type: ignore[operator]


@shows(2)
@pytest.mark.parametrize("every", [1, 2, 3])
def test_cells_between_strokes_with_empty_ones_for_merged_columns(every: int) -> None:
    lines = []
    for part in report():
        for row in [part] if isinstance(part, str) else full(part):
            cells = row if isinstance(row, str) else [text for cell in row for text in (cell, *[""] * (every - 1))]
            lines.append(cells if isinstance(cells, str) else f"| {' | '.join(cells)} |")
    assert_figures(read("\n".join(lines).encode()))


@shows(2)
def test_a_table_of_seventeen_columns_is_read_or_doubted() -> None:
    """The columns of table three stand at uneven distances, the same in every row."""
    lines = []
    for part in report():
        if isinstance(part, str):
            lines.append(part)
            continue
        for cells in full(part):
            wide = [*cells[:3], *(text for cell in cells[3:] for text in (cell, ""))] if len(part) > 20 else cells
            lines.append(f"|{'|'.join(wide)}|")
    assert max(line.count("|") for line in lines) >= 18
    assert_figures(read("\n".join(lines).encode()))


@shows(3)
def test_strokes_alone_on_their_lines_part_the_cells() -> None:
    assert_figures(read(in_stroke_lines(report())))


@shows(3)
def test_a_row_between_strokes_that_goes_on_on_the_next_lines_is_read_or_doubted() -> None:
    chance = random.Random(3)
    lines = []
    for line in in_pipes(report()).decode().split("\n"):
        cells = line.split(" | ")
        place = chance.randrange(1, len(cells)) if len(cells) > 1 and chance.random() < 0.5 else len(cells)
        lines.append(" | ".join(cells[:place]))
        if cells[place:]:
            lines += ["|", " | ".join(cells[place:])] if chance.random() < 0.5 else [" | ".join(cells[place:])]
    assert unexplained(OWN, FIGURES, read("\n".join(lines).encode())) == []


@shows(4)
def test_figures_between_tabs_may_begin_in_another_column_in_every_row() -> None:
    chance = random.Random(7)
    lines = []
    for line in in_tabs(report()).decode().split("\n"):
        start = line.lstrip("\t")
        row = start.split("\t", 1)
        if "\t" in line and row[0] and row[0][0] not in "第信行规（三本自结商":
            line = "\t" * chance.randrange(3) + start + "\t" * chance.randrange(3)
        lines.append(line)
    assert unexplained(OWN, FIGURES, read("\n".join(lines).encode())) == []


@shows(6)
def test_labels_and_figures_in_tables_apart_are_not_put_together_by_guess() -> None:
    """The labels of table three stand first, its figures below in small tables of their own."""
    lines = []
    for part in report():
        if isinstance(part, str):
            lines += [part, ""]
            continue
        rows = full(part)
        if len(part) < 20:
            lines += [f"| {' | '.join(row)} |" for row in rows]
            continue
        lines += ["\n".join(cell for cell in row[:3] if cell) for row in rows[3:]]
        for start in range(3, len(rows), 4):
            lines += ["", "| | | |", "| --- | --- | --- |"]
            lines += [f"| {' | '.join(row[3:])} |" for row in rows[start : start + 4]]
    assert unexplained(OWN, FIGURES, read("\n".join(lines).encode())) == []


@shows(6)
@pytest.mark.parametrize("kind", ["tabs", "lines", "spaces"])
def test_figures_before_their_labels_are_read_or_doubted(kind: str) -> None:
    found: list[Part] = []
    for part in report():
        if isinstance(part, str) or len(part) < 20:
            found.append(part)
        else:
            found.append([sorted(row, key=lambda cell: not cell.value) for row in part])
    assert untold(OWN, FIGURES, read(FLAT[kind](found))) == []
