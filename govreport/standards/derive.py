"""合计: cells that the standard defines as sums, and what becomes of them when an input changes."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from govreport.standards.figures import SCALE, Figures, scaled, unscaled
from govreport.standards.linear import Linear
from govreport.standards.numbers import plain_decimal
from govreport.standards.relations import relations


@cache
def derivations(edition_code: str) -> tuple[tuple[str, Linear], ...]:
    """Derived cell → its sum, each cell once, in an order in which every sum only needs cells before it.

    Where two relations define the same cell (the crossing of both totals in table three) the first one counts; the
    other still has to hold.
    """
    sums: dict[str, Linear] = {}
    for relation in relations(edition_code):
        if relation.derived is not None:
            sums.setdefault(relation.derived, relation.comparison.left)
    ordered: dict[str, Linear] = {}
    while len(ordered) < len(sums):
        ready = {
            cell: total
            for cell, total in sums.items()
            if cell not in ordered and all(part in ordered or part not in sums for part in total.addresses)
        }
        if not ready:
            raise ValueError(f"{edition_code}: totals define one another in a circle")
        ordered |= ready
    return tuple(ordered.items())


def computed(edition_code: str, figures: Mapping[str, Decimal | None]) -> dict[str, Decimal | None]:
    """All derived cells as they follow from the inputs alone; None where an input is blank."""
    totals = derivations(edition_code)
    values = {address: scaled(value) for address, value in figures.items()}
    result: dict[str, Decimal | None] = {}
    for cell, total in totals:
        value = total.value(values, SCALE)
        values[cell] = value
        result[cell] = None if value is None else plain_decimal(unscaled(value))
    return result


def declared_totals(edition_code: str, figures: Mapping[str, Decimal | None]) -> frozenset[str]:
    """Derived cells that state a number other than the one that follows from the inputs (原表合计)."""
    return frozenset(
        cell
        for cell, value in computed(edition_code, figures).items()
        if figures.get(cell) is not None and figures[cell] != value
    )


def settle(edition_code: str, before: Figures, changes: Mapping[str, Decimal | None]) -> Figures:
    """The figures after some cells were changed by a person.

    A total follows when its parts change, except a total that a source declared otherwise: that stays as declared
    until someone changes it. A total that is cleared is computed again. A total whose parts are as before is left
    alone, blank or not.
    """
    after = before.replace(changes)
    then, now = computed(edition_code, before), computed(edition_code, after)
    follows = {
        cell
        for cell, total in now.items()
        if (cell not in changes and total != then[cell] and before.get(cell) in (None, then[cell]))
        or (cell in changes and changes[cell] is None)
    }
    return after.replace({cell: now[cell] for cell in follows})
