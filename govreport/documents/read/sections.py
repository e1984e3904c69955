"""组成部分的划分: a text cut into the sections of an edition by the words of its headings, not by their numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from govreport.documents.read.labels import alike, core, number
from govreport.documents.read.lines import Line, unmarked
from govreport.documents.read.rows import is_value
from govreport.standards.edition import Edition, Section

_SENTENCE = re.compile(r"[。；;！？!?]")
LONGEST = 60
_SEVERAL = 1  # lines with figures below a heading: table four is one line


@dataclass(frozen=True, slots=True)
class Part:
    """部分: a section of the report, its heading as printed, and the lines below it."""

    section: Section
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """划分结果: the lines before the first heading, the parts in order, and headings that fit nowhere."""

    before: tuple[Line, ...]
    parts: tuple[Part, ...]
    misplaced: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Heading:
    place: int
    order: int
    text: str
    score: float


def cut(edition: Edition, lines: Sequence[Line]) -> Cut:
    """Cut the lines at the headings of the edition's sections.

    Of several headings for one section (a table of contents, a copy inside the table) the last that still keeps the
    order is taken.
    """
    sections = [section for section in edition.sections if section.title and section.number]
    found = [heading for place, line in enumerate(lines) if (heading := _heading(place, line, sections))]
    chosen = _longest(found)
    places = {heading.place for heading in chosen}
    copies = _copies(lines, found, chosen)
    ends = [*(heading.place for heading in chosen[1:]), len(lines)] if chosen else []
    parts = tuple(
        Part(
            sections[heading.order],
            heading.text,
            tuple(lines[place] for place in range(heading.place + 1, end) if place not in copies),
        )
        for heading, end in zip(chosen, ends, strict=True)
    )
    taken = {heading.order for heading in chosen}
    first = chosen[0].place if chosen else len(lines)
    # Copies of headings before the first section are a table of contents and are dropped.
    contents = {heading.place for heading in found if heading.place < first}
    before = tuple(line for place, line in enumerate(lines[:first]) if place not in contents)
    misplaced = tuple(
        heading.text for heading in found if heading.place not in places | contents and heading.order not in taken
    )
    return Cut(before, parts, misplaced)


def holds_several(edition: Edition, lines: Sequence[Line]) -> bool:
    """Whether the lines hold more than one report: headings with tables begin anew after other tables.

    Read as one, the title of the first would stand over the figures of the last.
    """
    sections = [section for section in edition.sections if section.title and section.number]
    found = [heading for place, line in enumerate(lines) if sections and (heading := _heading(place, line, sections))]
    ends = [*(heading.place for heading in found[1:]), len(lines)][: len(found)]
    tables = [
        heading.order
        for heading, end in zip(found, ends, strict=True)
        if sections[heading.order].table and sum(map(_has_figure, lines[heading.place : end])) >= _SEVERAL
    ]
    anew = next((place for place in range(1, len(tables)) if tables[place] < tables[place - 1]), None)
    return anew is not None and min(len(set(tables[:anew])), len(set(tables[anew:]))) > 1


def _has_figure(line: Line) -> bool:
    return any(is_value(piece) for piece in map(unmarked, line.cells or line.text.split()))


def _copies(lines: Sequence[Line], found: Sequence[_Heading], chosen: Sequence[_Heading]) -> set[int]:
    """Headings directly above the same one: a table often begins with the heading that stands over it."""
    copies: set[int] = set()
    for heading in chosen:
        place = heading.place - 1
        same = {other.place for other in found if other.order == heading.order and other.place < heading.place}
        while place >= 0 and (place in same or lines[place].blank):
            copies |= {place} & same
            place -= 1
    return copies


def _heading(place: int, line: Line, sections: Sequence[Section]) -> _Heading | None:
    text = line.text
    if line.cells:
        filled = [cell for cell in line.cells if cell.strip()]
        text = unmarked(filled[0]) if len(filled) == 1 else ""
    if not text or len(text) > LONGEST or _SENTENCE.search(text):
        return None
    name = core(text)
    scores = [max(alike(name, core(title)) for title in _titles(section)) for section in sections]
    if number(text) and text.lstrip()[0] in "(（":
        scores = [score - 0.2 for score in scores]  # （一） is the number of a lower heading
    # A number or a markdown mark says that it is meant as a heading; a bare line must be the title itself.
    needed = 0.95 if line.cells else 0.7 if number(text) or line.marked else 0.9
    best = max(range(len(sections)), key=lambda order: scores[order])
    too_long = len(name) > max(len(core(title)) for title in _titles(sections[best])) + 8
    return None if scores[best] < needed or too_long else _Heading(place, best, text, scores[best])


def _titles(section: Section) -> tuple[str, ...]:
    return (section.title, *section.accepted, *section.tolerated)


def _longest(found: Sequence[_Heading]) -> list[_Heading]:
    """The longest run of headings in the order of the form; of equal runs the clearest, then the last."""
    best: dict[int, list[_Heading]] = {}  # by the order of its first heading
    for heading in reversed(found):
        tails = [run for order, run in best.items() if order > heading.order]
        run = [heading, *max(tails, key=_rank, default=[])]
        best[heading.order] = max(run, best.get(heading.order, []), key=_rank)
    return max(best.values(), key=_rank, default=[])


def _rank(run: Sequence[_Heading]) -> tuple[int, float, int]:
    return len(run), round(sum(heading.score for heading in run), 2), run[0].place if run else -1
