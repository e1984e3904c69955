"""空白填 0: blank number cells become zero because a person says so; a step of its own in the journal."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from govreport.agencies.models import User
from govreport.journal import actions
from govreport.journal.models import Event
from govreport.reports.errors import Refused
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.reports.services import cells as cells_of
from govreport.reports.services.departing import refuse_departing
from govreport.reports.services.locking import locked_for_edit
from govreport.standards.characters import quoted
from govreport.standards.document import Document


def blank_cells(document: Document, table: str) -> list[str]:
    """Addresses of a table's number cells in which nothing stands, totals left out, in the order of the form."""
    return [
        address
        for address, cell in document.format.figure_cells.items()
        if cell.table == table and cell.numeric and not cell.derived and not cells_of.shown(document, address)
    ]


@transaction.atomic
def fill_zeros(*, version: Version, addresses: Collection[str], by: User) -> cells_of.Saved:
    """Put 0 into those of the cells that are still blank; totals follow.

    Cells that somebody has filled in meanwhile keep what they hold. Raises ``Refused`` for an address that is no
    number cell to be filled in, and when nothing is blank any more.
    """
    current = locked_for_edit(version, by)
    before = document_of(current)
    for address in addresses:
        cell = before.format.figure_cells.get(address)
        if cell is None or cell.derived or not cell.numeric:
            raise Refused(_("“%(address)s”不是可以填 0 的格，请回到表格重新操作。") % {"address": quoted(address)})
    blank = [address for address in addresses if not cells_of.shown(before, address)]
    if not blank:
        raise Refused(_("这些格已经都有内容，没有填 0。"))
    refuse_departing(current, before, dict.fromkeys(blank, (Decimal(0), "")))
    return cells_of.store_typed(current, before, dict.fromkeys(blank, "0"), by, actions.ZEROS_FILLED)


def last_filling(version: Version, by: User) -> Event | None:
    """The latest time this person filled blanks of the version with 0; None if never."""
    events = Event.objects.filter(subject=version.subject, actor=by, action=actions.ZEROS_FILLED)
    return events.order_by("-pk").first()


def still_zero(document: Document, payload: Mapping[str, Any]) -> list[str]:
    """The cells that a filling made 0 and that still say so, totals left out, in the order of the form."""
    cells = document.format.figure_cells
    filled = [name for name, change in payload.items() if change == ["", "0"] and name in cells]
    kept = {name for name in filled if not cells[name].derived and cells_of.shown(document, name) == "0"}
    return [address for address in cells if address in kept]


@transaction.atomic
def unfill_zeros(*, version: Version, event: int, by: User) -> cells_of.Saved:
    """撤销空白填 0: the cells that ``event`` (a number of the journal) filled are blank again; totals follow.

    Cells that say something else by now keep it. Raises ``Refused`` unless the event is a filling of this version by
    this person, and when none of its cells still says 0.
    """
    current = locked_for_edit(version, by)
    filling = Event.objects.filter(pk=event, subject=current.subject, actor=by, action=actions.ZEROS_FILLED).first()
    if filling is None:
        raise Refused(_("没有找到要撤销的“空白填 0”，请刷新页面后再看。"))
    before = document_of(current)
    blank = still_zero(before, filling.payload)
    if not blank:
        raise Refused(_("填 0 的格后来都改过，没有可以撤销的。"))
    return cells_of.store_typed(current, before, dict.fromkeys(blank, ""), by, actions.ZEROS_UNDONE)
