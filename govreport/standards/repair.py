"""修改建议: the smallest sets of cell changes that would clear all arithmetic findings of a report.

Every set of the smallest possible size (one or two cells) is listed, none is preferred and none is applied: a person
decides which number was wrong.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from typing import Literal

from govreport.standards.cell_rules import storable
from govreport.standards.edition import Edition
from govreport.standards.evaluate import State, evaluate, scale_figures
from govreport.standards.figures import SCALE
from govreport.standards.numbers import plain_decimal
from govreport.standards.relations import SPACES, Relation, relations


@dataclass(frozen=True, slots=True)
class Repair:
    """修改建议: cell → new value, and the rules that it clears; ``shift`` moves a row or block that stands wrongly."""

    changes: Mapping[str, Decimal]
    clears: tuple[str, ...]
    kind: Literal["cells", "shift"] = "cells"


@dataclass(frozen=True, slots=True)
class _Equation:
    """An equation as factors of its cells; ``gap`` is what the changes must add up to, None while a cell is blank."""

    relation: Relation
    factors: Mapping[str, int]
    gap: int | None


def repairs(edition: Edition, figures: Mapping[str, Decimal | None], limit: int = 2) -> list[Repair]:
    """All smallest repairs of the broken error-level equations, up to ``limit`` cells; empty when there is none.

    A repair makes every broken equation hold and breaks no relation of severity error that held before.
    """
    values = scale_figures(figures)
    equations = [_equation(relation, values) for relation in relations(edition.code) if _is_equation(relation)]
    wrong = [equation for equation in equations if equation.gap]
    if not wrong:
        return []
    useful = [
        address
        for address, cell in edition.figure_cells.items()
        if cell.numeric and values.get(address) is not None and any(address in item.factors for item in wrong)
    ]
    clears = tuple(sorted({equation.relation.rule for equation in wrong}))
    for size in range(1, limit + 1):
        tries = (
            _try(edition, equations, values, chosen)
            for chosen in combinations(useful, size)
            if all(any(address in item.factors for address in chosen) for item in wrong)
        )
        if found := [Repair(changes, clears) for changes in tries if changes is not None]:
            return found
    return []


def _is_equation(relation: Relation) -> bool:
    spaces = {
        address.split(".")[0] for address in (*relation.comparison.left.addresses, *relation.comparison.right.addresses)
    }
    plain = relation.when is None and not spaces & set(SPACES)
    return relation.severity == "error" and relation.comparison.operator == "=" and plain


def _equation(relation: Relation, values: Mapping[str, int | None]) -> _Equation:
    form = relation.comparison.left + relation.comparison.right * -1
    value = form.value(values, SCALE)
    return _Equation(relation, {address: factor for factor, address in form.terms}, None if value is None else -value)


def _try(
    edition: Edition, equations: list[_Equation], values: Mapping[str, int | None], chosen: tuple[str, ...]
) -> dict[str, Decimal] | None:
    """New values of the chosen cells, all of them other than before; None where that is no repair."""
    changes = _solve(equations, chosen)
    if changes is None or not all(changes.values()):
        return None
    new: dict[str, int] = {}
    for address, change in changes.items():
        moved = (values[address] or 0) + change
        if moved.denominator != 1 or not storable(edition.cells[address], _decimal(moved.numerator)):
            return None
        new[address] = moved.numerator
    if _breaks(edition, values, {**values, **new}):
        return None
    return {address: _decimal(value) for address, value in new.items()}


def _breaks(edition: Edition, before: Mapping[str, int | None], after: Mapping[str, int | None]) -> bool:
    """Whether a relation of severity error that held, or was unknown, does not hold any more."""
    return any(
        evaluate(relation, after).state is State.BROKEN and evaluate(relation, before).state is not State.BROKEN
        for relation in relations(edition.code)
        if relation.severity == "error"
    )


def _solve(equations: list[_Equation], chosen: tuple[str, ...]) -> dict[str, Fraction] | None:
    """The change of each chosen cell that balances the equations they stand in; None if there is not exactly one."""
    rows = [
        ([Fraction(equation.factors.get(address, 0)) for address in chosen], Fraction(equation.gap))
        for equation in equations
        if equation.gap is not None and any(address in equation.factors for address in chosen)
    ]
    return _gauss(rows, chosen)


def _gauss(rows: list[tuple[list[Fraction], Fraction]], chosen: tuple[str, ...]) -> dict[str, Fraction] | None:
    solved: list[tuple[int, list[Fraction], Fraction]] = []
    for factors, target in rows:
        for pivot, known, value in solved:
            share = factors[pivot]
            factors = [own - share * other for own, other in zip(factors, known, strict=True)]
            target -= share * value
        pivot = next((index for index, factor in enumerate(factors) if factor), -1)
        if pivot < 0:
            if target:
                return None
            continue
        factor = factors[pivot]
        solved.append((pivot, [own / factor for own in factors], target / factor))
    if len(solved) < len(chosen):
        return None
    result: dict[int, Fraction] = {}
    for pivot, known, value in reversed(solved):
        result[pivot] = value - sum((known[index] * done for index, done in result.items()), Fraction())
    return {chosen[index]: value for index, value in sorted(result.items())}


def _decimal(value: int) -> Decimal:
    return plain_decimal(Decimal(value) / SCALE)
