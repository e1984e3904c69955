"""不一致须说明: 上年结转 takes last year's 结转下年度 until somebody has said why it does not."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from govreport.reports.carried import carried_cells, locks_of
from govreport.reports.errors import Refused
from govreport.reports.models import Version
from govreport.standards.document import Document
from govreport.standards.numbers import format_number


def refuse_departing(version: Version, before: Document, typed: Mapping[str, tuple[Decimal | None, str]]) -> None:
    """Raise ``Refused`` if a locked cell is to hold something else than last year's number.

    ``typed``: address → the number and the text to keep beside it. No query unless 上年结转 is among them.
    """
    if not set(carried_cells(before.format)) & set(typed):
        return
    for address, lock in locks_of(version, before).items():
        if address in typed and typed[address] != (lock.number, ""):
            raise Refused(
                _("%(place)s取自%(year)s年度报告“结转下年度继续办理”，为 %(number)s。与上年不一致的，请先说明原因。")
                % {
                    "place": before.format.cells[address].place,
                    "year": version.report.year - 1,
                    "number": format_number(lock.number),
                }
            )
