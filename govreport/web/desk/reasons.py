"""与上年不一致的原因: as people read them, on the desk and where a report is decided on."""

from dataclasses import dataclass

from django.utils.translation import get_language

from govreport.reports.models import CellReason
from govreport.web.desk.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Carried:
    """一格上年结转: its column, last year's number, and the reason where there is one."""

    address: str
    name: str
    number: str
    agrees: bool = True
    reason: CellReason | None = None


def explained(sheet: Sheet) -> tuple[Carried, ...]:
    """The cells that differ from last year with the reasons, in the order of the form."""
    return tuple(
        Carried(address, column(sheet, address), sheet.text(address), reason=sheet.reasons[address])
        for address in sheet.edition.cells
        if address in sheet.reasons
    )


def column(sheet: Sheet, address: str) -> str:
    """The column of a cell: 自然人, or its English gloss."""
    cell = sheet.edition.cells[address]
    found = sheet.edition.table(cell.table).column(cell.column or "")
    return found.english if (get_language() or "").startswith("en") else found.label
