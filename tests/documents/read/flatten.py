"""Writes a report as the kind of text that converters make of published documents, with their usual damage."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from govreport.standards.edition import Edition, Table
from govreport.standards.grid import GridCell, grid
from govreport.standards.numbers import format_number

Row = list[str]

AGENCY = "某某市某某局"
PREAMBLE = "根据规定，现公布本报告。"
CONTENT = "本年度按照规定开展了工作，没有需要说明的其他情况。"


@dataclass
class Manner:
    """How the converter damages a table; every chance is between 0 and 1."""

    seed: int
    shift: float = 0.0  # a row loses its leading empty cells, or gains one
    lost_group: float = 0.0  # the group label beside a row is gone
    split_label: float = 0.0  # a label stands in two cells, or holds a space
    page_break: float = 0.0  # a blank line and a page number between two rows
    cut_row: float = 0.0  # the label on one line, the values on the next
    lost_row: float = 0.0
    misprint: float = 0.0  # one character of a label is another
    trailing: int = 0  # empty cells after every row
    noise: bool = False  # a garbled heading above the table
    half_width: bool = False
    dropped_stub: bool = False  # merged label cells are not repeated as empty cells
    style: str = "tabs"  # or pipes, lines (one cell on each line), spaces


def report_text(edition: Edition, figures: Mapping[str, Decimal | None], manner: Manner) -> str:
    """A whole report around the tables."""
    chance = random.Random(manner.seed)
    parts = [f"{AGENCY}\n\n{edition.from_year}年政府信息公开工作年度报告\n\n{PREAMBLE}\n"]
    for section in edition.sections:
        if section.title and section.title != "附件":
            parts.append(f"{section.title}\n")
        if section.table:
            parts.append(table_text(edition.table(section.table), figures, manner, chance))
        elif section.required:
            parts.append(f"{CONTENT}\n")
    return "\n".join(parts)


def table_text(table: Table, figures: Mapping[str, Decimal | None], manner: Manner, chance: random.Random) -> str:
    """One table as rows of cells separated by tabs."""
    edition = next(code for code in ("e2014", "e2019", "e2021") if _has(code, table))
    layout = grid(edition, table.code)
    rows = _positions(layout.head, layout.width) + _positions(layout.body, layout.width)
    lines = ["\t".join(["自↓然", "Ⅲ十", "甘仙"])] if manner.noise else []
    for row in rows:
        has_value = any(cell is not None and cell.is_value for cell in row)
        if not has_value:
            lines.append("\t".join(cell.text if cell else "" for cell in row))
        elif chance.random() >= manner.lost_row or table.layout == "blocks":
            lines += _damaged(row, figures, manner, chance, table.layout)
    return "\n".join(_styled(line, manner.style) for line in lines) + "\n"


def _styled(line: str, style: str) -> str:
    if style == "pipes" and "\t" in line:
        return f"| {' | '.join(line.split(chr(9)))} |"
    if style in ("lines", "spaces"):
        return {"lines": "\n", "spaces": "  "}[style].join(filter(None, line.split("\t")))
    return line


def _has(code: str, table: Table) -> bool:
    from govreport.standards import edition

    return any(own is table for own in edition(code).tables)


def _positions(rows: tuple[tuple[GridCell, ...], ...], width: int) -> list[list[GridCell | None]]:
    """Every row at full width: a merged cell stands at its first place, None elsewhere."""
    taken: dict[tuple[int, int], bool] = {}
    found = []
    for index, row in enumerate(rows):
        line: list[GridCell | None] = [None] * width
        place = 0
        for cell in row:
            while taken.get((index, place)):
                place += 1
            line[place] = cell
            for down in range(cell.rowspan):
                for right in range(cell.colspan):
                    taken[(index + down, place + right)] = True
            place += cell.colspan
        found.append(line)
    return found


def _damaged(
    row: list[GridCell | None],
    figures: Mapping[str, Decimal | None],
    manner: Manner,
    chance: random.Random,
    layout: str,
) -> list[str]:
    labels = [cell for cell in row if cell is not None and cell.kind == "stub"]
    cells = [_text(cell, figures, manner, chance, own=bool(labels) and cell is labels[-1]) for cell in row]
    first = next(place for place, cell in enumerate(row) if cell is not None and cell.is_value)
    if len(labels) > 1 and chance.random() < manner.lost_group:
        cells[row.index(labels[0])] = ""
    if manner.dropped_stub and layout == "matrix":
        own = row.index(labels[-1])
        cells = cells[: own + 1] + cells[first:]
        first = own + 1
    if chance.random() < manner.split_label and labels:
        own = next(place for place, cell in enumerate(cells) if cell and place < first)
        half = len(cells[own]) // 2
        cells[own : own + 1] = [f"{cells[own][:half]} {cells[own][half:]}"]
    if chance.random() < manner.shift and labels:
        # The row keeps its width: what is lost at one end is added at the other.
        if not cells[0]:
            cells = [*cells[1:], ""]
        else:
            cells = ["", *cells]
            first += 1
    cells += [""] * manner.trailing
    lines = ["\t".join(cells)]
    if labels and layout != "list" and chance.random() < manner.cut_row:
        count = sum(1 for cell in row if cell is not None and cell.is_value)
        start = next((place for place, cell in enumerate(cells) if cell and _is_figure(cell)), None)
        if start is not None and count:
            lines = ["\t".join([*cells[:start], ""]), "\t".join([*[""] * start, *cells[start:]])]
    if chance.random() < manner.page_break:
        lines += ["", f"— {chance.randint(1, 9)} —", ""]
    return lines


def _is_figure(text: str) -> bool:
    return text.replace(".", "").lstrip("-").isdigit()


def _text(
    cell: GridCell | None, figures: Mapping[str, Decimal | None], manner: Manner, chance: random.Random, *, own: bool
) -> str:
    if cell is None:
        return ""
    if cell.address is not None:
        value = figures.get(cell.address)
        return "" if value is None else format_number(value)
    text = cell.text
    if own and len(text) > 5 and chance.random() < manner.misprint:
        place = chance.randrange(3, len(text) - 1)
        text = f"{text[:place]}某{text[place + 1 :]}"
    if manner.half_width:
        text = text.replace("（", "(").replace("）", ") ").replace("，", ", ").replace("1.", "1. ").strip()
    return text
