"""求解空白单元格: blanks that the equations of the standard determine in exactly one way."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from govreport.standards.cell_rules import storable
from govreport.standards.edition import Edition
from govreport.standards.figures import SCALE, scaled
from govreport.standards.numbers import plain_decimal
from govreport.standards.relations import SPACES, Relation, relations

Equation = dict[str, Fraction]  # factor of each unknown; the key "" holds the constant, so that the sum must be 0


def solve(edition: Edition, figures: Mapping[str, Decimal | None]) -> dict[str, Decimal]:
    """Blank cell → its only possible value, from the error-level equations inside one report.

    A group of blanks whose equations contradict each other, or would give a value the cell cannot hold, is left blank.
    """
    unknown = {
        address for address, cell in edition.figure_cells.items() if cell.numeric and figures.get(address) is None
    }
    equations = [
        equation for relation in relations(edition.code) if (equation := _equation(relation, figures, unknown))
    ]
    solved: dict[str, Decimal] = {}
    for group in _connected(equations):
        values = _eliminate(group)
        if values is not None and all(_fits(edition, address, value) for address, value in values.items()):
            solved |= {address: _decimal(value) for address, value in values.items()}
    return {address: solved[address] for address in edition.figure_cells if address in solved}


def _equation(relation: Relation, figures: Mapping[str, Decimal | None], unknown: set[str]) -> Equation | None:
    comparison = relation.comparison
    if comparison.operator != "=" or relation.severity != "error" or relation.when is not None:
        return None
    form = comparison.left + comparison.right * -1
    if any(address.split(".")[0] in SPACES for address in form.addresses):
        return None
    equation: Equation = {"": Fraction(form.constant)}
    for factor, address in form.terms:
        if address in unknown:
            equation[address] = Fraction(factor)
        elif (value := scaled(figures.get(address))) is None:
            return None
        else:
            equation[""] += Fraction(factor * value, SCALE)
    return equation if len(equation) > 1 else None


def _connected(equations: list[Equation]) -> list[list[Equation]]:
    """Groups of equations that share unknowns, so that a contradiction spoils only its own group."""
    groups: list[tuple[set[str], list[Equation]]] = []
    for equation in equations:
        names, members = set(equation) - {""}, [equation]
        apart = []
        for group in groups:
            if group[0] & names:
                names |= group[0]
                members = group[1] + members
            else:
                apart.append(group)
        groups = [*apart, (names, members)]
    return [members for _, members in groups]


def _eliminate(equations: list[Equation]) -> dict[str, Fraction] | None:
    """Unknowns with one value only (Gauss–Jordan), or None where the equations contradict each other."""
    reduced: list[tuple[str, Equation]] = []
    for equation in equations:
        rest = dict(equation)
        for pivot, row in reduced:
            rest = _subtract(rest, row, rest.get(pivot, Fraction()))
        names = [name for name in rest if name]
        if not names:
            if rest[""]:
                return None
            continue
        pivot = names[0]
        rest = {name: factor / rest[pivot] for name, factor in rest.items()}
        reduced = [(other, _subtract(row, rest, row.get(pivot, Fraction()))) for other, row in reduced]
        reduced.append((pivot, rest))
    return {pivot: -row[""] for pivot, row in reduced if len(row) == 2}


def _subtract(equation: Equation, other: Equation, factor: Fraction) -> Equation:
    if not factor:
        return equation
    result = dict(equation)
    for name, own in other.items():
        result[name] = result.get(name, Fraction()) - own * factor
    return {name: value for name, value in result.items() if value or not name}


def _decimal(value: Fraction) -> Decimal:
    return plain_decimal(Decimal(value.numerator) / Decimal(value.denominator))


def _fits(edition: Edition, address: str, value: Fraction) -> bool:
    return (value * SCALE).denominator == 1 and storable(edition.cells[address], _decimal(value))
