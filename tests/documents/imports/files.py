"""Report files of other makers with three doubts that are known: a misread label, two numbers in one cell."""

from dataclasses import replace
from functools import cache

from govreport.standards import edition
from tests.builders import balanced
from tests.documents.read.foreign import WRITERS, Cell, Part, parts

YEAR = 2022
NAME = "云溪县林业和草原局"
ROW = "t2.coercion"
FIRST, SECOND = "t3.new_received.natural_person", "t3.new_received.commercial"
DOUBTS = [ROW, FIRST, SECOND]
KINDS = ("pdf", "docx", "xlsx", "html")


def report() -> list[Part]:
    """The paragraphs and tables of the file; what it should say is ``balanced(year=YEAR)``."""
    document = balanced(year=YEAR)
    found = parts(edition("e2021"), dict(document.figures), year=YEAR)
    return [part.replace("某某市某某局", NAME) if isinstance(part, str) else _damaged(part) for part in found]


def _damaged(rows: list[list[Cell]]) -> list[list[Cell]]:
    return [_damaged_row(row) for row in rows]


def _damaged_row(row: list[Cell]) -> list[Cell]:
    label = "".join(cell.text for cell in row if not cell.value)
    if label == "行政强制":
        return [replace(row[0], text="行政强某"), *row[1:]]
    if label.startswith("一、本年新收"):
        first = next(place for place, cell in enumerate(row) if cell.value)
        return [*row[:first], replace(row[first], text="2 0"), replace(row[first + 1], text=""), *row[first + 2 :]]
    return row


@cache
def three_doubts(kind: str) -> bytes:
    """The file: ``pdf``, ``docx``, ``xlsx`` or ``html``."""
    return WRITERS[kind](report())
