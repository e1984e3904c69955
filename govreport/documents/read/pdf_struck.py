"""PDF 中划去的文字: a line through words, which the file does not call crossed out; it can only be told."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from govreport.documents.read.pdf_page import Character, PrintedPage, Stroke

_HIGHEST, _LOWEST = 0.55, 0.15  # of the size of a letter above its base line: where a line crosses it out
_OVER: Final = 0.6  # of the size of a letter: a line that reaches further is a rule of a table
_LEVEL: Final = 1.0  # points
_LARGEST: Final = 40.0  # points: no letter of a report is larger


def struck_out(page: PrintedPage) -> str:
    """The first words on a page through which a line is drawn from end to end; empty where there are none."""
    shown = sorted((item for item in page.characters if item.text != " "), key=lambda item: item.base)
    bases = [item.base for item in shown]
    for stroke in sorted(page.strokes, key=lambda stroke: (stroke.top, stroke.x0)):
        if stroke.bottom - stroke.top > _LEVEL:
            continue
        near = shown[bisect_left(bases, stroke.top) : bisect_left(bases, stroke.top + _LARGEST)]
        if crossed := _crossed(near, stroke):
            return crossed
    return ""


def _crossed(characters: Sequence[Character], stroke: Stroke) -> str:
    own = sorted(
        (
            item
            for item in characters
            if _LOWEST * item.size <= item.base - stroke.top <= _HIGHEST * item.size
            and stroke.x0 <= item.middle[0] <= stroke.x1
        ),
        key=lambda item: item.x0,
    )
    if not own:
        return ""
    over = _OVER * own[0].size
    whole = own[0].x0 - over <= stroke.x0 and stroke.x1 <= own[-1].x1 + over
    return "".join(item.text for item in own) if whole else ""
