"""规则目录: every rule of the system in one list, wherever it is defined: relations, cell rules, checks, readers."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from pkgutil import iter_modules
from typing import Any, Final

from govreport import checks
from govreport.checks import layout, source
from govreport.checks.rule import ALL, Rule, Scope
from govreport.standards import all_editions
from govreport.standards.cell_rules import cell_rules
from govreport.standards.edition import CellType, RelationText
from govreport.standards.finding import Severity

# The chapter of a relation is that of its id.
_SCOPES: Final = {"T": Scope.TABLE, "A": Scope.TABLE, "X": Scope.CROSS, "Y": Scope.YEAR}
_ORDER: Final = (Severity.ERROR, Severity.WARNING, Severity.HINT)
_ROOMS: Final = ("structure", "cells", "tables", "narrative", "privacy", "years", "publication")


@dataclass(frozen=True, slots=True)
class Entry:
    """规则条目: a rule as the rule book shows it.

    ``severities`` are all that its findings may have, worst first; ``formulas`` the relations as the edition writes
    them; ``from_source`` whether only a file that is read in can break it, ``from_pdf`` whether only a
    finished PDF can.
    """

    rule: Rule
    severities: tuple[Severity, ...]
    formulas: tuple[str, ...] = ()
    from_source: bool = False
    from_pdf: bool = False

    @property
    def id(self) -> str:
        """The id, which is also the anchor in the rule book."""
        return self.rule.id


@cache
def catalogue() -> tuple[Entry, ...]:
    """Every rule, by chapter and id. Raises ``ValueError`` when an id is defined twice."""
    entries = [
        *_relations(),
        *_cells(),
        *_checks(),
        *(Entry(rule, (rule.severity,), (), True) for rule in source.RULES),
        *(Entry(rule, (rule.severity,), from_pdf=True) for rule in layout.RULES),
    ]
    by_id = {entry.id: entry for entry in entries}
    if len(by_id) != len(entries):
        ids = [entry.id for entry in entries]
        raise ValueError(f"rules defined twice: {sorted({name for name in ids if ids.count(name) > 1})}")
    chapters = list(Scope)
    return tuple(sorted(by_id.values(), key=lambda entry: (chapters.index(entry.rule.scope), entry.id)))


def entry(rule: str) -> Entry | None:
    """The rule with an id, or None."""
    return next((item for item in catalogue() if item.id == rule), None)


@cache
def sentences() -> Mapping[str, Mapping[str, Any]]:
    """``sentences.toml``: what is said of relations and cell rules, by id."""
    return tomllib.loads((files(__package__) / "sentences.toml").read_text(encoding="utf-8"))


def python_rules() -> Iterator[Rule]:
    """The ``RULES`` of every module of the check packages."""
    for room in _ROOMS:
        name = f"{checks.__name__}.{room}"
        package = import_module(name)
        for module in iter_modules(package.__path__):
            for rule in getattr(import_module(f"{name}.{module.name}"), "RULES", ()):
                if isinstance(rule, Rule):
                    yield rule


def _checks() -> Iterator[Entry]:
    for rule in dict.fromkeys(python_rules()):
        yield Entry(rule, (rule.severity,))


def _relations() -> Iterator[Entry]:
    texts: dict[str, dict[str, list[RelationText]]] = {}
    for own in all_editions():
        for text in own.relation_texts:
            texts.setdefault(text.id, {}).setdefault(own.code, []).append(text)
    for rule, by_edition in texts.items():
        every = [text for items in by_edition.values() for text in items]
        severities = tuple(level for level in _ORDER if any(text.severity == level for text in every))
        formulas = tuple(dict.fromkeys(text.formula for text in every))
        editions = tuple(code for code in ALL if code in by_edition)
        yield Entry(_rule(rule, severities[0], _SCOPES[rule[0]], editions, every[-1].basis), severities, formulas)


def _cells() -> Iterator[Entry]:
    amounts = tuple(
        own.code for own in all_editions() if any(cell.type is CellType.AMOUNT for cell in own.cells.values())
    )
    for rule, data in cell_rules().items():
        found = {data.severity, *data.softer.values()}
        severities = tuple(level for level in _ORDER if level in found)
        editions = tuple(code for code in ALL if code in amounts) if rule == "C-10" else ALL
        yield Entry(_rule(rule, severities[0], Scope.CELL, editions, data.basis), severities)


def _rule(rule: str, severity: Severity, scope: Scope, editions: tuple[str, ...], basis: str) -> Rule:
    words = sentences()[rule]
    return Rule(
        id=rule,
        severity=severity,
        scope=scope,
        editions=editions,
        sentence=words["sentence"],
        sentence_en=words["sentence_en"],
        basis=basis,
        basis_en=words["basis_en"],
        official=bool(words.get("official")),
    )
