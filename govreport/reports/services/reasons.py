"""说明原因: a person says why something is right as it stands; for 上年结转, the cell can be typed in from then on."""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from govreport.agencies.models import User
from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.carried import RULE, carried, locks_of, reasons_of, values_of
from govreport.reports.errors import Refused
from govreport.reports.figures import document_of
from govreport.reports.models import Explanation, Ruling, Version
from govreport.reports.models.explanation import mark_of
from govreport.reports.selectors import previous_document
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
    reason = reason_text(text, empty=_("请写明与上年不一致的原因。"))
    if not addresses:
        raise Refused(_("请选择与上年不一致的是哪一格。"))
    cells = current.edition.cells
    document, known = document_of(current), reasons_of(current)
    if set(addresses) - {*locks_of(current, document), *known}:
        raise Refused(_("所选的格不是取自上年报告的，可以直接修改。"))
    numbers = carried(document, previous_document(current))
    for address in sorted(addresses, key=list(cells).index):
        values = values_of(address, numbers[address]) if address in numbers else {}
        write_reason(
            known.get(address) or Explanation(version=current, rule=RULE, subject=address), values, reason, by=by
        )
        payload = {"address": address, "place": cells[address].place, "note": reason}
        record(actions.CELL_EXPLAINED, by=by, agency=current.report.agency, subject=current.subject, payload=payload)
    touch(current)


@transaction.atomic
def adopt_carried(*, version: Version, by: User) -> Saved:
    """采用上年数: every locked cell takes last year's number. Raises ``Refused`` like ``save_cells``."""
    current = locked_for_edit(version, by)
    cells = {address: format_number(lock.number) for address, lock in locks_of(current, document_of(current)).items()}
    return save_cells(version=current, cells=cells, by=by)


def reason_text(text: str, *, empty: str) -> str:
    """A reason as it is stored: one line, no unseen characters. Raises ``Refused`` when it is empty or too long."""
    reason = " ".join(clean(text).split())
    if not fold(reason):
        raise Refused(empty)
    if len(reason) > REASON_LIMIT:
        raise Refused(
            _("原因有 %(length)s 字，最多 %(limit)s 字。请删减。") % {"length": len(reason), "limit": REASON_LIMIT}
        )
    return reason


def write_reason(reason: Explanation, values: Mapping[str, str], text: str, *, by: User) -> None:
    """Store a reason, new or written anew: nobody has ruled on these words yet."""
    reason.values, reason.mark, reason.text = dict(values), mark_of(values), text
    reason.by, reason.at = by, timezone.now()
    reason.ruling, reason.ruling_by, reason.ruling_at, reason.ruling_note = Ruling.NONE, None, None, ""
    reason.save()


def hand_down(source: Version, target: Version) -> None:
    """The reasons of a version stay with the next version of the same report, rulings included."""
    copies = [*source.explanations.all()]
    for copy in copies:
        copy.pk, copy.version = None, target
        copy._state.adding = True
    Explanation.objects.bulk_create(copies)
