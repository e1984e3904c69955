"""意见的位置: the places of a report at which something can be said, their names, and where a paragraph stands now."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from govreport.checks.places import section_of
from govreport.reports.anchoring import unchanged
from govreport.standards.document import Document
from govreport.standards.edition import Edition, Section, next_named

TITLE = "title"
# 整份报告: where many are returned for one and the same reason.
WHOLE = "report"


@dataclass(frozen=True, slots=True)
class Anchor:
    """位置: an address; for a paragraph the code of its section, its words and where they begin."""

    address: str
    quote: str = ""
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """自然段: the ``number``-th printed paragraph of a section (from 1), and where it stands in the text."""

    number: int
    start: int
    text: str


def lines_of(text: str) -> Iterator[Line]:
    """The paragraphs of a section that are printed, in order; lines without a visible character are not."""
    number = start = 0
    for line in text.split("\n"):
        if "".join(character for character in line if character.isprintable()).strip():
            number += 1
            yield Line(number, start, line)
        start += len(line) + 1


def anchor_of(text: str, document: Document) -> Anchor | None:
    """The place that a form names: an address, a code, or ``<section>:<number of the paragraph>``; None if unknown."""
    code, colon, number = text.partition(":")
    if not colon:
        return Anchor(code) if code in places(document.format) else None
    words = document.sections.get(code, "")
    for line in lines_of(words):
        if str(line.number) == number:
            return Anchor(code, line.text, line.start)
    return None


def places(edition: Edition) -> frozenset[str]:
    """Every address something can be said at: cells, rows, tables, sections, the title."""
    rows = {address.rpartition(".")[0] for address in edition.cells}
    tables = {table.code for table in edition.tables}
    return frozenset({*edition.cells, *rows, *tables, *(section.code for section in edition.sections), TITLE, WHOLE})


def name_of(address: str, edition: Edition) -> str:
    """A place in words: a cell of the form, a row, a table, a part of the report; in English where that is read."""
    english = (get_language() or "").startswith("en")
    if cell := edition.cells.get(address):
        return cell.place_en if english else cell.place
    if address in (TITLE, WHOLE):
        return _("标题") if address == TITLE else _("整份报告")
    table, __, row = address.partition(".")
    found = next((item for item in edition.tables if item.code == table), None)
    part = section_name(edition.section(section_of(address, edition)), english=english)
    if found is None or not row:
        return part
    own = next_named(found.rows, row)
    return _("%(part)s，“%(row)s”") % {"part": part, "row": own.english if english else own.label}


def section_name(section: Section, *, english: bool) -> str:
    """The heading of a part, or its bare name where it has none."""
    return section.english if english else section.title or section.name


def paragraph_now(quote: str, start: int, before: str, now: str) -> Line | None:
    """The paragraph in which most of a paragraph of an earlier text stands now; None when nothing of it is left."""
    end = start + len(quote)
    kept: dict[int, int] = {}
    paragraphs = list(lines_of(now))
    for old, new, length in unchanged(before, now):
        first, last = max(old, start), min(old + length, end)
        for line in paragraphs:
            low, high = max(line.start, new + first - old), min(line.start + len(line.text), new + last - old)
            if high > low:
                kept[line.number] = kept.get(line.number, 0) + high - low
    best = max(kept, key=lambda number: kept[number], default=0)
    return next((line for line in paragraphs if line.number == best), None)
