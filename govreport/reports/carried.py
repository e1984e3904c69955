"""结转: what last year's 结转下年度继续办理 says about this year's 上年结转.

A cell that last year's report determines is locked: it takes that number and no other until somebody has said why.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from govreport.reports.held import held_previous
from govreport.reports.models import Explanation, Ruling, Version
from govreport.standards.document import Document
from govreport.standards.edition import Edition
from govreport.standards.numbers import format_number

RULE = "Y-01"
IN, OUT = "t3.carried_in.", "t3.carried_out."


@dataclass(frozen=True, slots=True)
class Lock:
    """锁定的格: a cell of 上年结转 with last year's number; ``agrees`` says whether the number stands in the cell."""

    address: str
    number: Decimal
    agrees: bool


def carried_cells(edition: Edition) -> tuple[str, ...]:
    """The cells of 上年结转 that a person fills in; totals follow from them. Empty before 2019."""
    return tuple(address for address, cell in edition.cells.items() if address.startswith(IN) and not cell.derived)


def carried(document: Document, previous: Document | None) -> dict[str, Decimal]:
    """Cell of 上年结转 → last year's 结转下年度; only where last year's cell holds a plain number."""
    if previous is None:
        return {}
    found: dict[str, Decimal] = {}
    for address in carried_cells(document.format):
        before = OUT + address.removeprefix(IN)
        number = previous.figures.get(before)
        if number is not None and not previous.printed.get(before):
            found[address] = number
    return found


def locks(document: Document, previous: Document | None, explained: Collection[str]) -> dict[str, Lock]:
    """The cells that are locked; one with a reason is not."""
    return {
        address: Lock(address, number, document.figures.get(address) == number and not document.printed.get(address))
        for address, number in carried(document, previous).items()
        if address not in explained
    }


def compared(document: Document, previous: Document | None, explained: Collection[str]) -> Document | None:
    """Last year's report as far as this year's is held against it (rule Y-01).

    A departure that has its reason is answered: last year's number of that column is no longer asked for, nor the
    total once every departing column is explained. Without this, a mistake of last year's report would bar this
    year's for good.
    """
    if previous is None or not explained:
        return previous
    numbers = carried(document, previous)
    answered = {OUT + address.removeprefix(IN) for address in explained if address.startswith(IN)}
    departing = {address for address, number in numbers.items() if document.figures.get(address) != number}
    if departing <= set(explained):
        answered.add(OUT + "total")
    return previous.replace(figures=previous.figures.replace(dict.fromkeys(answered)))


def values_of(address: str, number: Decimal) -> dict[str, str]:
    """What a reason for departing is bound to: last year's number, whatever this year's becomes."""
    return {f"prev.{OUT}{address.removeprefix(IN)}": format_number(number)}


def reasons_of(version: Version) -> dict[str, Explanation]:
    """Cell → the latest reason why it departs from last year's report; one query."""
    return departures(version.explanations.select_related("by", "ruling_by"))


def departures(explanations: Iterable[Explanation]) -> dict[str, Explanation]:
    """The same, of the reasons of a version at hand."""
    return {item.subject: item for item in explanations if item.rule == RULE}


def in_force(
    reasons: Mapping[str, Explanation], document: Document, previous: Document | None
) -> dict[str, Explanation]:
    """The reasons that open their cells: last year's number is the one they speak of, and no reviewer refused them."""
    numbers = carried(document, previous)
    return {
        address: reason
        for address, reason in reasons.items()
        if reason.ruling != Ruling.REFUSED
        and address in numbers
        and reason.values == values_of(address, numbers[address])
    }


def locks_of(version: Version, document: Document) -> Mapping[str, Lock]:
    """The locks of a stored version."""
    previous = held_previous(version)
    return locks(document, previous, in_force(reasons_of(version), document, previous))
