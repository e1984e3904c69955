"""更正建议（合计随之计算）: smallest changes of inputs that clear the arithmetic of a report whose totals are computed.

Where ``repair`` takes every cell for itself, as a report on paper does, here a total is nothing but the sum of its
parts: an equation is read as one between inputs, and only inputs are changed.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from govreport.standards.cell_rules import storable
from govreport.standards.derive import derivations
from govreport.standards.edition import Edition
from govreport.standards.evaluate import State, evaluate, scale_figures
from govreport.standards.figures import SCALE
from govreport.standards.linear import Linear
from govreport.standards.numbers import plain_decimal
from govreport.standards.relations import SPACES, Relation, relations
from govreport.standards.repair import Repair

Values = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class _Gap:
    """A broken equation between inputs: what their changes, each times its factor, must add up to."""

    rule: str
    factors: Mapping[str, int]
    missing: int


def input_repairs(
    edition: Edition, figures: Mapping[str, Decimal | None], *, fixed: Collection[str] = (), limit: int = 2
) -> list[Repair]:
    """All smallest sets of inputs (up to ``limit``) whose change makes every broken equation hold and breaks nothing.

    Cells of ``fixed`` are not to be changed. Empty when nothing is broken, or nothing so small would do.
    """
    values = scale_figures(figures)
    gaps = _gaps(edition, values)
    if not gaps:
        return []
    useful = [
        address
        for address, cell in edition.figure_cells.items()
        if cell.numeric
        and not cell.derived
        and values.get(address) is not None
        and address not in fixed
        and any(address in gap.factors for gap in gaps)
    ]
    clears = tuple(sorted({gap.rule for gap in gaps}))
    for size in range(1, limit + 1):
        found = []
        for chosen in combinations(useful, size):
            if all(any(address in gap.factors for address in chosen) for gap in gaps):
                changes = _changes(edition, values, gaps, chosen)
                if changes is not None:
                    found.append(Repair(changes, clears))
        if found:
            return found
    return []


def _gaps(edition: Edition, values: Values) -> list[_Gap]:
    weights = _weights(edition)
    found = []
    for relation in relations(edition.code):
        form = relation.comparison.left + relation.comparison.right * -1
        if _is_equation(relation) and (gap := form.value(values, SCALE)):
            factors = _expanded(form, weights)
            found.append(_Gap(relation.rule, factors, -gap))
    return found


def _is_equation(relation: Relation) -> bool:
    both = (*relation.comparison.left.addresses, *relation.comparison.right.addresses)
    inside = not any(address.split(".")[0] in SPACES for address in both)
    return relation.severity == "error" and relation.comparison.operator == "=" and relation.when is None and inside


def _weights(edition: Edition) -> dict[str, Mapping[str, int]]:
    """Total → how often each input counts in it."""
    weights: dict[str, Mapping[str, int]] = {}
    for cell, total in derivations(edition.code):
        weights[cell] = _expanded(total, weights)
    return weights


def _expanded(form: Linear, weights: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    factors: dict[str, int] = {}
    for factor, address in form.terms:
        for part, weight in weights.get(address, {address: 1}).items():
            factors[part] = factors.get(part, 0) + factor * weight
    return {address: factor for address, factor in factors.items() if factor}


def _changes(edition: Edition, values: Values, gaps: list[_Gap], chosen: tuple[str, ...]) -> dict[str, Decimal] | None:
    """New values of the chosen inputs; None where that is no repair."""
    moves = _solve([([gap.factors.get(item, 0) for item in chosen], gap.missing) for gap in gaps])
    if moves is None or len(moves) < len(chosen) or not all(moves):
        return None
    new: dict[str, int] = {}
    for address, move in zip(chosen, moves, strict=True):
        moved = (values[address] or 0) + move
        if moved.denominator != 1 or not storable(edition.cells[address], _decimal(moved.numerator)):
            return None
        new[address] = moved.numerator
    after = _followed(edition, {**values, **new})
    return None if _breaks(edition, values, after) else {item: _decimal(value) for item, value in new.items()}


def _solve(rows: list[tuple[list[int], int]]) -> list[Fraction] | None:
    """One or two unknowns from all rows; None where the rows contradict each other, [] where they leave a choice."""
    first = next(((factors, target) for factors, target in rows if factors[0]), None)
    if first is None:
        return None
    if len(first[0]) == 1:
        moves = [Fraction(first[1], first[0][0])]
    else:
        (a, b), e = first
        second = next((row for row in rows if a * row[0][1] - b * row[0][0]), None)
        if second is None:
            return []
        (c, d), f = second
        moves = [Fraction(e * d - b * f, a * d - b * c), Fraction(a * f - e * c, a * d - b * c)]
    good = all(
        sum(factor * move for factor, move in zip(factors, moves, strict=True)) == target for factors, target in rows
    )
    return moves if good else None


def _followed(edition: Edition, values: Values) -> dict[str, int | None]:
    """The values with the totals computed anew."""
    after = dict(values)
    for cell, total in derivations(edition.code):
        after[cell] = total.value(after, SCALE)
    return after


def _breaks(edition: Edition, before: Values, after: Values) -> bool:
    """Whether an error-level relation inside the report is broken afterwards that was not before."""
    return any(
        evaluate(relation, after).state is State.BROKEN and evaluate(relation, before).state is not State.BROKEN
        for relation in relations(edition.code)
        if relation.severity == "error"
    )


def _decimal(value: int) -> Decimal:
    return plain_decimal(Decimal(value) / SCALE)
