"""网页中的报告: the part of a page that holds a report, and its title, which may stand before that part."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from govreport.documents.read import words
from govreport.documents.read.blocks import Block, Blocks, Grid, lines_of_blocks
from govreport.documents.read.front import find_title
from govreport.documents.read.labels import alike, core
from govreport.standards import all_editions


@dataclass
class Piece:
    """一段: a block, and the element of the page that it stands in."""

    block: Block
    element: Any


def report_in(pieces: Sequence[Piece]) -> tuple[Blocks, Any]:
    """The blocks of the report, and the element of the page that holds it; None where it is not told from the rest."""
    marks = [piece.element for piece in pieces if _is_mark(piece)]
    if len(marks) < 2:
        return Blocks([piece.block for piece in pieces]), None
    holder = _common(marks)
    inside = [place for place, piece in enumerate(pieces) if is_within(holder, piece.element)]
    kept = set(range(inside[0], inside[-1] + 1))
    if find_title(lines_of_blocks(pieces[place].block for place in sorted(kept))) is None:
        kept |= _title_before(pieces, inside[0])
    found = Blocks([pieces[place].block for place in sorted(kept)])
    left = (piece.block for place, piece in enumerate(pieces) if place not in kept)
    if around := next((text for block in left if (text := _text(block))), ""):
        found.doubt("file", words.around_report(around))
    return found, holder


def _text(block: Block) -> str:
    return next((line.text for line in lines_of_blocks([block]) if line.text), "")


def _is_mark(piece: Piece) -> bool:
    """Whether this is a heading that the form prescribes, or a table of figures."""
    if isinstance(piece.block, Grid):
        return len(piece.block.rows) > 3
    if next(piece.element.iter("a"), None) is not None or len(piece.block.text) > 40:
        return False
    found = core(piece.block.text)
    return any(alike(found, title) >= 0.9 for title in _titles())


def _titles() -> Iterator[str]:
    for item in all_editions():
        for section in item.sections:
            if section.number:
                yield core(section.title)


def _common(elements: Sequence[Any]) -> Any:
    """The smallest element that holds all of these."""
    chains = [[*reversed(list(element.iterancestors())), element] for element in elements]
    shared = chains[0]
    for chain in chains[1:]:
        length = next((n for n, (a, b) in enumerate(zip(shared, chain, strict=False)) if a is not b), None)
        shared = shared[: min(len(shared), len(chain)) if length is None else length]
    return shared[-1]


def is_within(holder: Any, element: Any) -> bool:
    """Whether an element of a page is another or stands in it."""
    return element is holder or any(above is holder for above in element.iterancestors())


def _title_before(pieces: Sequence[Piece], until: int) -> set[int]:
    """The places of the last title before the report."""
    lines = [(place, line) for place in range(until) for line in lines_of_blocks([pieces[place].block])]
    for start in range(len(lines) - 1, -1, -1):
        if title := find_title([line for _place, line in lines[start : start + 3]]):
            return {place for place, _line in lines[start + title.first : start + title.last + 1]}
    return set()
