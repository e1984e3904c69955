"""The 25 ways in which published reports differ (``standard.md`` §10), each tried in files of other makers."""

from collections.abc import Callable
from typing import Final, TypeVar

VARIATIONS: Final = {
    1: "one value on each line",
    2: "cells parted by strokes, empty ones for merged columns, up to 17 columns",
    3: "strokes and line ends mixed",
    4: "tabs, figures beginning in another column from row to row, empty cells at the end",
    5: "rowspan and colspan, columns that exist only for alignment",
    6: "labels and figures torn apart by a converter",
    7: "a row cut by a page break",
    8: "page numbers and running titles between rows and paragraphs",
    9: "the note beside the heads whole, shortened, split or in other words",
    10: "heads cut, spaced, stacked or lost",
    11: "labels in other words and with other numbers",
    12: "blanks for zeros",
    13: "strokes for zeros",
    14: "figures with units or notes, two in one cell, one in the cell of its label",
    15: "a change with its sign",
    16: "an old form under a new year",
    17: "rows more than the form has, words where a number belongs",
    18: "equal figures printed once",
    19: "月, 日 or digits lost from dates",
    20: "traditional characters, readings in brackets, advertisements",
    21: "covering letter, red head, imprint, annexes and pictures of pages around the report",
    22: "two numbering systems, headings missing or repeated",
    23: "residue of markup",
    24: "text read in a wrong encoding",
    25: "columns left out",
}

Test = TypeVar("Test", bound=Callable[..., None])


def shows(*numbers: int) -> Callable[[Test], Test]:
    """Mark which of the variations a test tries."""

    def marked(test: Test) -> Test:
        test.__dict__["variations"] = numbers
        return test

    return marked
