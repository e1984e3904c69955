"""空白填 0: blank number cells become zero because a person says so; a step of its own in the journal."""

from collections.abc import Collection
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from govreport.agencies.models import User
from govreport.journal import actions
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
