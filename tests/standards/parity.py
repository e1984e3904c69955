"""Random reports and what the Python side makes of them, in a shape that the browser side gives too."""

import random
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from govreport.standards import edition
from govreport.standards.derive import computed, declared_totals, settle
from govreport.standards.edition import CellType
from govreport.standards.evaluate import broken, evaluate, scale_figures
from govreport.standards.figures import Figures
from govreport.standards.finding import Finding
from govreport.standards.numbers import format_number
from govreport.standards.relations import relations

Texts = dict[str, str | None]


def outcome(code: str, report: Mapping[str, Texts], language: str = "zh") -> dict[str, Any]:
    """States, findings, totals and settled figures of a report ``{figures, prev, changes}`` of decimal texts."""
    figures, prev, changes = (_decimals(report[key]) for key in ("figures", "prev", "changes"))
    settled = settle(code, Figures(figures), changes)
    values = scale_figures(figures, prev=prev)
    return {
        "findings": [finding_json(item, language) for item in broken(relations(code), values)],
        "states": [evaluate(relation, values).state.value for relation in relations(code)],
        "computed": _texts(computed(code, figures)),
        "declared": sorted(declared_totals(code, figures)),
        "settled": _texts(settled),
        "after": [finding_json(item, language) for item in broken(relations(code), scale_figures(settled, prev=prev))],
    }


def finding_json(finding: Finding, language: str) -> dict[str, Any]:
    """A finding as the browser writes it."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "addresses": list(finding.addresses),
        "message": finding.text(language),
        "left": finding.left,
        "right": finding.right,
        "related": list(finding.related),
        "basis": finding.basis,
    }


def random_reports(code: str, seed: int, count: int) -> Iterator[dict[str, Texts]]:
    """Reports of all sorts: balanced and broken, sparse and full, tiny and huge, with and without last year."""
    chance = random.Random(seed)
    for number in range(count):
        yield _report(code, chance, ("balanced", "slipped", "noise", "sparse")[number % 4])


def _report(code: str, chance: random.Random, kind: str) -> dict[str, Texts]:
    own = edition(code)
    size = chance.choice((3, 40, 10**11))
    figures: dict[str, Decimal | None] = {
        address: None if chance.random() < 0.02 and kind != "balanced" else _number(cell.type, chance, size)
        for address, cell in own.cells.items()
        if cell.numeric
    }
    if kind == "sparse":
        figures = {address: value if chance.random() < 0.5 else None for address, value in figures.items()}
    if kind in ("balanced", "slipped"):
        figures |= computed(code, figures)
    if kind == "slipped":
        for address in chance.sample(list(figures), 3):
            figures[address] = _number(own.cells[address].type, chance, size)
    prev = {address: _number(own.cells[address].type, chance, size) for address in figures if chance.random() < 0.7}
    changed = chance.sample(list(figures), chance.randrange(4))
    changes = {
        address: None if chance.random() < 0.2 else _number(own.cells[address].type, chance, size)
        for address in changed
    }
    return {"figures": _texts(figures), "prev": _texts(prev), "changes": _texts(changes)}


def _number(kind: CellType, chance: random.Random, size: int) -> Decimal:
    value = Decimal(0) if chance.random() < 0.3 else Decimal(chance.randrange(size))
    if kind is CellType.AMOUNT and chance.random() < 0.7:
        value += Decimal(chance.randrange(10**6)).scaleb(-6)
    return -value if kind is CellType.SIGNED and chance.random() < 0.5 else value


def _texts(values: Mapping[str, Decimal | None]) -> Texts:
    return {address: None if value is None else format_number(value) for address, value in values.items()}


def _decimals(values: Texts) -> dict[str, Decimal | None]:
    return {address: None if text is None else Decimal(text) for address, text in values.items()}
