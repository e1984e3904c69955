"""Writes reports as text in the ways that converters and clipboards flatten tables."""

import html
from collections.abc import Sequence

from tests.documents.read.foreign import Part, Rows, placed


def width_of(rows: Rows) -> int:
    return max(start + cell.columns for row in placed(rows) for start, cell, _below in row)


def full(rows: Rows) -> list[list[str]]:
    """Every row at full width, the text of a merged cell at its first place."""
    width = width_of(rows)
    found = []
    for row in placed(rows):
        line = [""] * width
        for start, cell, below in row:
            line[start] = "" if below else cell.text
        found.append(line)
    return found


def _written(report: Sequence[Part], row: "RowWriter", rule: bool = False) -> bytes:
    lines: list[str] = []
    for part in report:
        if isinstance(part, str):
            lines += [part, ""]
            continue
        for place, cells in enumerate(full(part)):
            lines.append(row(cells))
            if rule and not place:
                lines.append(f"|{' --- |' * len(cells)}")
        lines.append("")
    return "\n".join(lines).encode()


class RowWriter:
    """How a row of cells is written."""

    def __init__(self, between: str, before: str = "", after: str = "", *, filled: bool = False) -> None:
        self.between, self.before, self.after, self.filled = between, before, after, filled

    def __call__(self, cells: Sequence[str]) -> str:
        kept = [cell for cell in cells if cell or not self.filled]
        return self.before + self.between.join(kept) + self.after


def in_tabs(report: Sequence[Part]) -> bytes:
    return _written(report, RowWriter("\t"))


def in_pipes(report: Sequence[Part]) -> bytes:
    return _written(report, RowWriter(" | ", "| ", " |"))


def in_markdown(report: Sequence[Part]) -> bytes:
    """Pipes, with the row of alignment below the first row of each table."""
    return _written(report, RowWriter(" | ", "| ", " |"), rule=True)


def in_lines(report: Sequence[Part]) -> bytes:
    """One cell that is not blank on each line."""
    return _written(report, RowWriter("\n", filled=True))


def in_stroke_lines(report: Sequence[Part]) -> bytes:
    """One cell on each line, strokes alone on the lines between."""
    return _written(report, RowWriter("\n|\n", "|\n", "\n|", filled=True))


def in_spaces(report: Sequence[Part]) -> bytes:
    return _written(report, RowWriter("   ", filled=True))


def in_clipboard(report: Sequence[Part]) -> bytes:
    """As a browser copies a page: a tab between the cells that stand in a row, nothing for those that span it."""
    lines: list[str] = []
    for part in report:
        lines += [part, ""] if isinstance(part, str) else ["\t".join(cell.text for cell in row) for row in part]
    return "\n".join(lines).encode()


def in_blocks(report: Sequence[Part]) -> bytes:
    """A page whose tables are made of blocks, one for each cell."""
    found = []
    for part in report:
        if isinstance(part, str):
            found.append(f"<div>{html.escape(part)}</div>")
        else:
            found += [f"<div>{html.escape(cell.text)}</div>" for row in part for cell in row if cell.text]
    return f"<!DOCTYPE html><html><body>{''.join(found)}</body></html>".encode()


FLAT = {
    "tabs": in_tabs,
    "pipes": in_pipes,
    "markdown": in_markdown,
    "lines": in_lines,
    "stroke lines": in_stroke_lines,
    "spaces": in_spaces,
    "clipboard": in_clipboard,
    "blocks": in_blocks,
}
