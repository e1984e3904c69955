"""说明原因: a person says why 上年结转 departs from last year's report; the cells can be typed in from then on."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from govreport.agencies.models import User
from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.carried import locks_of, reasons_of
from govreport.reports.errors import Refused
from govreport.reports.figures import document_of
from govreport.reports.models import CellReason, Version
from govreport.reports.services.cells import Saved, save_cells
from govreport.reports.services.locking import locked_for_edit, touch
from govreport.standards.characters import clean
from govreport.standards.numbers import fold, format_number

REASON_LIMIT = 500


@transaction.atomic
def explain_cells(*, version: Version, addresses: Collection[str], text: str, by: User) -> None:
    """Store one reason for cells of 上年结转 that are locked, or a new one for cells that have one.

    Raises ``Refused`` when no cell is named, the reason is empty or too long, or a cell is not tied to last year's.
    """
    current = locked_for_edit(version, by)
    reason = " ".join(clean(text).split())
    if not fold(reason):
        raise Refused(_("请写明与上年不一致的原因。"))
    if len(reason) > REASON_LIMIT:
        raise Refused(
            _("原因有 %(length)s 字，最多 %(limit)s 字。请删减。") % {"length": len(reason), "limit": REASON_LIMIT}
        )
    if not addresses:
        raise Refused(_("请选择与上年不一致的是哪一格。"))
    cells = current.edition.cells
    if set(addresses) - {*locks_of(current, document_of(current)), *reasons_of(current)}:
        raise Refused(_("所选的格不是取自上年报告的，可以直接修改。"))
    for address in sorted(addresses, key=list(cells).index):
        CellReason.objects.update_or_create(version=current, address=address, defaults={"text": reason, "by": by})
        payload = {"address": address, "place": cells[address].place, "note": reason}
        record(actions.CELL_EXPLAINED, by=by, agency=current.report.agency, subject=current.subject, payload=payload)
    touch(current)


@transaction.atomic
def adopt_carried(*, version: Version, by: User) -> Saved:
    """采用上年数: every locked cell takes last year's number. Raises ``Refused`` like ``save_cells``."""
    current = locked_for_edit(version, by)
    cells = {address: format_number(lock.number) for address, lock in locks_of(current, document_of(current)).items()}
    return save_cells(version=current, cells=cells, by=by)
