"""对应数据: the cells of the tables that a number of the text must agree with."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from govreport.checks.narrative.lexicon import LITIGATION_PARTS
from govreport.standards.document import Document

# Measures of the text → rows of table three; a disposition is a row or all rows that begin with its code.
_ROWS: Final = {
    "received": ("new_received",),
    "accepted": ("new_received",),
    "intake": ("new_received", "carried_in"),
    "processed": ("total_processed",),
    "replied": ("total_processed",),
    "carried_in": ("carried_in",),
    "carried_out": ("carried_out",),
}
_NO_RESULTS: Final = frozenset({"new_received", "carried_in", "total_processed", "carried_out"})
_BLOCKS: Final = {
    "review": ("review",),
    "litigation": LITIGATION_PARTS,
    **{part: (part,) for part in LITIGATION_PARTS},
}
# What older tables call the same column.
_OLDER: Final = {"issued": "made"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """数据: cells of the report, their sum (None where one is blank) and their names in both languages."""

    cells: tuple[str, ...]
    value: Decimal | None
    place: str
    place_en: str


def quantity(document: Document, *measures: str) -> Quantity | None:
    """The cells behind measures of the text, added up; None where the edition has none."""
    cells = tuple(cell for measure in measures for cell in _cells(document, measure))
    return total(document, cells) if cells else None


def outcome(document: Document, topic: str, column: str) -> Quantity | None:
    """One outcome of the reviews or lawsuits in table four (upheld, corrected …)."""
    cells = tuple(f"t4.{block}.{column}" for block in _BLOCKS[topic])
    return total(document, cells) if cells[0] in document.format.cells else None


def total(document: Document, cells: Iterable[str]) -> Quantity:
    """The sum of some cells."""
    cells = tuple(cells)
    values = [document.figures.get(cell) for cell in cells]
    known = [value for value in values if value is not None]
    names = [document.format.cells[cell] for cell in cells]
    # A long list of rows is named by its first and its last.
    ends = names if len(names) < 3 else [names[0], names[-1]]
    joint, joint_en = ("与", " and ") if len(names) < 3 else ("至", " to ")
    # The table is named once.
    last, last_en = ends[-1].place, ends[-1].place_en.rpartition(": ")[2]
    if len(ends) > 1:
        last = last[last.find("“") :] if "“" in last else last
    return Quantity(
        cells,
        sum(known, Decimal(0)) if len(known) == len(values) else None,
        f"{ends[0].place}{joint}{last}之和" if len(ends) > 1 else ends[0].place,
        f"the sum of {ends[0].place_en}{joint_en}{last_en}" if len(ends) > 1 else ends[0].place_en,
    )


def _cells(document: Document, measure: str) -> list[str]:
    kind, _, code = measure.partition(":")
    known = document.format.cells
    if kind == "t2":
        row, _, column = code.partition(".")
        options = (f"t2.{row}.{column}", f"t2.{row}.{_OLDER.get(column, column)}")
        return [next(cell for cell in options if cell in known)] if set(options) & set(known) else []
    if measure in _BLOCKS:
        wanted = [f"t4.{block}.total" for block in _BLOCKS[measure]]
    elif kind == "outcome":
        topic, _, column = code.partition(".")
        wanted = [f"t4.{block}.{column}" for block in _BLOCKS[topic]]
    elif kind == "results":
        rows = dict.fromkeys(cell.row for cell in known.values() if cell.table == "t3")
        wanted = [f"t3.{row}.total" for row in rows if row not in _NO_RESULTS]
    elif kind == "disposition":
        rows = dict.fromkeys(cell.row for cell in known.values() if cell.table == "t3")
        wanted = [f"t3.{row}.total" for row in rows if row == code or row.startswith(f"{code}_")]
    else:
        wanted = [f"t3.{row}.total" for row in _ROWS.get(measure, ())]
    return wanted if wanted and all(cell in known for cell in wanted) else []
