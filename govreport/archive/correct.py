"""改正误读: what was read otherwise than the original prints is put right; nothing is computed from it."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from govreport.agencies.models import User
from govreport.archive.models import Item
from govreport.archive.request import own_open
from govreport.documents.read.bounded import to_plain
from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.errors import Refused
from govreport.reports.services.cells import read_cell, shown
from govreport.standards.characters import clean
from govreport.standards.document import CELL_LIMIT, SECTION_LIMIT, TITLE_LIMIT, Document

TITLE = "title"


@transaction.atomic
def correct(*, item: Item, texts: Mapping[str, str], by: User) -> dict[str, str]:
    """Store what the original prints: cell address, section code or ``title`` → its text, empty for a blank.

    Names that the edition does not have are left out. Returns what could not be taken, each with a sentence, while
    everything else is stored; the journal keeps what was changed from what to what. Raises ``Refused`` for an item
    that is not open, not the person's own, or could not be read.
    """
    current = own_open(item, by)
    result = current.reading
    if result is None:
        raise Refused(_("这个文件没有读出报告，不能改正。"))
    document, changes, declined = result.document, {}, {}
    for name, typed in texts.items():
        text = "\n".join(line.rstrip() for line in clean(typed).strip().splitlines())
        before = text_at(document, name)
        if before is None or text == before:
            continue
        if (limit := _limit(name)) < len(text):
            declined[name] = _("这里有 %(length)s 字，最多 %(limit)s 字。") % {"length": len(text), "limit": limit}
            continue
        document = _with(document, name, text)
        if (after := text_at(document, name)) != before:
            changes[name] = [before, after]
    if changes:
        plain = to_plain(result)
        current.result = plain | {"document": document.to_json(), "sections": dict(document.sections)}
        current.save(update_fields=["result"])
        payload = {"name": current.name, "texts": changes}
        record(actions.ARCHIVE_CORRECTED, by=by, agency=current.agency, subject=current.subject, payload=payload)
    return declined


def text_at(document: Document, name: str) -> str | None:
    """What was read at a cell, in a section or as the title; None for a name that the edition does not have."""
    if name == TITLE:
        return document.title
    if name in document.format.figure_cells:
        return shown(document, name)
    if any(section.code == name and section.kind != "table" for section in document.format.sections):
        return document.sections.get(name, "")
    return None


def _limit(name: str) -> int:
    if name == TITLE:
        return TITLE_LIMIT
    return CELL_LIMIT if "." in name else SECTION_LIMIT


def _with(document: Document, name: str, text: str) -> Document:
    if name == TITLE:
        return document.replace(title=text)
    if "." not in name:
        return document.replace(sections={**document.sections, name: text})
    value, kept = read_cell(document.format.figure_cells[name], text)
    printed = {address: words for address, words in document.printed.items() if address != name}
    if kept:
        printed[name] = kept
    return document.replace(figures=document.figures.replace({name: value}), printed=printed)
