"""意见针对哪里: the places of a report as a list to choose from, part by part, for those who do not point at a cell."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from govreport.checks.places import section_of
from govreport.standards.document import Document
from govreport.standards.edition import Edition
from govreport.web.desk.panel import section_name
from govreport.workflow.anchors import TITLE, lines_of

_WORDS = 16


@dataclass(frozen=True, slots=True)
class Choice:
    """一处: what the form sends, and how it is read."""

    value: str
    label: str


def choices(document: Document) -> list[tuple[str, list[Choice]]]:
    """Part → its places: the part as a whole, paragraphs, rows and cells, in the order of the report."""
    edition = document.format
    groups = [(_("标题"), [Choice(TITLE, _("标题"))])]
    for section in edition.sections:
        found = [Choice(section.code, _("整个部分"))]
        found += _paragraphs(document.sections.get(section.code, ""), section.code)
        found += _cells(edition, section.code)
        groups.append((section_name(edition, section.code), found))
    return groups


def _paragraphs(text: str, code: str) -> Iterator[Choice]:
    for line in lines_of(text):
        words = line.text.strip()
        shown = words if len(words) <= _WORDS else f"{words[:_WORDS]}…"
        label = _("第 %(number)s 段：%(words)s") % {"number": line.number, "words": shown}
        yield Choice(f"{code}:{line.number}", label)


def _cells(edition: Edition, code: str) -> Iterator[Choice]:
    """Row by row: the whole row where it has several cells, then its cells."""
    english = (get_language() or "").startswith("en")
    last = ""
    for cell in edition.cells.values():
        if section_of(cell.address, edition) != code:
            continue
        table = next((item for item in edition.tables if item.code == cell.table), None)
        row = table.row(cell.row) if table else None
        if table is None or row is None:
            yield Choice(cell.address, cell.place_en if english else cell.place)
            continue
        label = row.english if english else row.label
        head = cell.address.rpartition(".")[0]
        if cell.column and head != last:
            yield Choice(head, _("整行：%(row)s") % {"row": label})
            last = head
        column = table.column(cell.column) if cell.column else None
        name = (column.english if english else column.label) if column else ""
        yield Choice(cell.address, f"{label} · {name}" if name else label)
