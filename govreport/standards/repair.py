"""修改建议: the smallest sets of cell changes that would clear all arithmetic findings of a report.

Every set of the smallest possible size (one or two cells) is listed, none is preferred and none is applied: a person
decides which number was wrong.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from govreport.standards.cell_rules import storable
from govreport.standards.edition import Edition
from govreport.standards.evaluate import State, evaluate, scale_figures
from govreport.standards.figures import SCALE
from govreport.standards.numbers import plain_decimal
from govreport.standards.relations import SPACES, Relation, relations


@dataclass(frozen=True, slots=True)
class Repair:
    """修改建议: cell → new value, and the rules that it clears."""

    changes: Mapping[str, Decimal]
    clears: tuple[str, ...]


def repairs(edition: Edition, figures: Mapping[str, Decimal | None], limit: int = 2) -> list[Repair]:
    """All smallest repairs of the broken error-level equations, up to ``limit`` cells; empty when there is none.

    A repair must make every broken equation hold and break no other relation of severity error.
    """
    values = scale_figures(figures)
    equations = [relation for relation in relations(edition.code) if _is_equation(relation)]
    wrong = [relation for relation in equations if evaluate(relation, values).state is State.BROKEN]
    if not wrong:
        return []
    cells = [
        address for address, cell in edition.figure_cells.items() if cell.numeric and values.get(address) is not None
    ]
    useful = [address for address in cells if any(_factor(relation, address) for relation in wrong)]
    for size in range(1, limit + 1):
        found = [
            repair
            for chosen in combinations(useful, size)
            if _covers(wrong, chosen) and (repair := _try(edition, equations, wrong, values, chosen))
        ]
        if found:
            return found
    return []


def _is_equation(relation: Relation) -> bool:
    spaces = {
        address.split(".")[0] for address in (*relation.comparison.left.addresses, *relation.comparison.right.addresses)
    }
    return relation.severity == "error" and relation.comparison.operator == "=" and not spaces & set(SPACES)


def _factor(relation: Relation, address: str) -> int:
    form = relation.comparison.left + relation.comparison.right * -1
    return next((factor for factor, own in form.terms if own == address), 0)


def _covers(wrong: list[Relation], chosen: tuple[str, ...]) -> bool:
    return all(any(_factor(relation, address) for address in chosen) for relation in wrong)


def _try(
    edition: Edition,
    equations: list[Relation],
    wrong: list[Relation],
    values: Mapping[str, int | None],
    chosen: tuple[str, ...],
) -> Repair | None:
    changes = _solve(equations, values, chosen)
    if changes is None or any(not change for change in changes.values()):
        return None
    new: dict[str, int] = {}
    for address, change in changes.items():
        moved = (values[address] or 0) + change
        if moved.denominator != 1 or not storable(edition.cells[address], _decimal(moved.numerator)):
            return None
        new[address] = moved.numerator
    after = {**values, **new}
    errors = (relation for relation in relations(edition.code) if relation.severity == "error")
    if any(evaluate(relation, after).state is State.BROKEN for relation in errors):
        return None
    clears = tuple(sorted({relation.rule for relation in wrong}))
    return Repair({address: _decimal(value) for address, value in new.items()}, clears)


def _solve(
    equations: list[Relation], values: Mapping[str, int | None], chosen: tuple[str, ...]
) -> dict[str, Fraction] | None:
    """The change of each chosen cell that balances the equations they stand in; None if there is not exactly one."""
    rows: list[tuple[list[Fraction], Fraction]] = []
    for relation in equations:
        factors = [Fraction(_factor(relation, address)) for address in chosen]
        outcome = evaluate(relation, values)
        if any(factors) and outcome.left is not None and outcome.right is not None:
            rows.append((factors, Fraction(outcome.right - outcome.left)))
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
