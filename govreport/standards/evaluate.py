"""勾稽关系的校核: relation × figures → holds, broken, undetermined or not applicable; exact, on integers.

``static/js/relations.js`` does the same from the JSON of ``schema.py``; shared vectors prove it.
"""

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from govreport.standards.figures import SCALE, scaled, unscaled
from govreport.standards.finding import Finding
from govreport.standards.linear import Comparison
from govreport.standards.numbers import format_number
from govreport.standards.relations import Relation

_COMPARE: Mapping[str, Callable[[int, int], bool]] = {
    "=": operator.eq,
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
}
_SLOT = re.compile(r"\{([a-z0-9_.]+)\}")

Values = Mapping[str, int | None]


class State(StrEnum):
    """校核状态."""

    HOLDS = "holds"
    BROKEN = "broken"
    UNDETERMINED = "undetermined"  # a cell is blank: nothing can be said yet
    NOT_APPLICABLE = "not_applicable"  # the condition of the relation is not met


@dataclass(frozen=True, slots=True)
class Outcome:
    """校核结论: the state and, when both sides are known, both sides in millionths."""

    relation: Relation
    state: State
    left: int | None = None
    right: int | None = None


def scale_figures(
    figures: Mapping[str, Decimal | None], **spaces: Mapping[str, Decimal | None]
) -> dict[str, int | None]:
    """All figures as integers; name spaces by keyword, e.g. ``prev=last_year``."""
    values = {address: scaled(value) for address, value in figures.items()}
    for space, others in spaces.items():
        values.update({f"{space}.{address}": scaled(value) for address, value in others.items()})
    return values


def evaluate(relation: Relation, values: Values) -> Outcome:
    """Apply one relation to scaled figures."""
    if relation.when is not None:
        met = _compare(relation.when, values)
        if met is None:
            return Outcome(relation, State.UNDETERMINED)
        if not met:
            return Outcome(relation, State.NOT_APPLICABLE)
    left = relation.comparison.left.value(values, SCALE)
    right = relation.comparison.right.value(values, SCALE)
    if left is None or right is None:
        return Outcome(relation, State.UNDETERMINED, left, right)
    holds = _COMPARE[relation.comparison.operator](left, right)
    return Outcome(relation, State.HOLDS if holds else State.BROKEN, left, right)


def _compare(comparison: Comparison, values: Values) -> bool | None:
    left, right = comparison.left.value(values, SCALE), comparison.right.value(values, SCALE)
    return None if left is None or right is None else _COMPARE[comparison.operator](left, right)


def broken(relations: Iterable[Relation], values: Values) -> list[Finding]:
    """A finding for each relation that does not hold."""
    outcomes = (evaluate(relation, values) for relation in relations)
    return [finding(outcome, values) for outcome in outcomes if outcome.state is State.BROKEN]


def finding(outcome: Outcome, values: Values) -> Finding:
    """The finding of a broken relation: both numbers, where, and what to do."""
    relation = outcome.relation
    if outcome.left is None or outcome.right is None:
        raise ValueError("only a determined relation can be reported")
    left, right = _text(outcome.left), _text(outcome.right)
    words = {"left": left, "right": right, "difference": _text(abs(outcome.left - outcome.right))}
    words |= {name: _text(values.get(address)) for name, address in relation.slots.items()}

    def fill(message: str) -> str:
        return _SLOT.sub(lambda match: words.get(match[1], match[0]), message)

    return Finding(
        rule=relation.rule,
        severity=relation.severity,
        addresses=relation.addresses,
        message=fill(relation.message),
        message_en=fill(relation.message_en),
        left=left,
        right=right,
        related=relation.related,
        basis=relation.basis,
    )


def _text(value: int | None) -> str:
    return "" if value is None else format_number(unscaled(value))
