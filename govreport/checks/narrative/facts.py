"""正文事实: what a report's text states; every section is read once and kept."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from govreport.checks.narrative.records import Amount, Claim, Context, Fact, Statements
from govreport.checks.narrative.walk import walk
from govreport.standards.document import Document

# The desk asks again and again for the few sections that are being written.
_KEPT: Final = 64


def facts(document: Document) -> tuple[Fact, ...]:
    """Every number of the text whose meaning is known, in the order of the text."""
    return tuple(fact for found in _statements(document) for fact in found.facts)


def claims(document: Document) -> tuple[Claim, ...]:
    """Every statement about results, in the order of the text."""
    return tuple(claim for found in _statements(document) for claim in found.claims)


def amounts(document: Document) -> tuple[Amount, ...]:
    """Every number with a unit, in the order of the text."""
    return tuple(amount for found in _statements(document) for amount in found.amounts)


def forget() -> None:
    """Forget what was read, so that reading can be measured."""
    _section.cache_clear()


def _statements(document: Document) -> Iterator[Statements]:
    name = document.agency.name
    government = document.agency.kind == "government" or name.endswith("人民政府")
    context = Context(document.year, name, document.scope == "territory", government)
    for section in document.format.sections:
        if text := document.sections.get(section.code):
            yield _section(section.code, text, context)


@lru_cache(maxsize=_KEPT)
def _section(code: str, text: str, context: Context) -> Statements:
    return walk(code, text, context)
