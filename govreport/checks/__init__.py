"""校核: turns a report into findings; one check per file, all of them in ``CHECKS``.

A check is a pure function ``(document, previous) -> Iterator[Finding]``: no database, no clock. ``previous`` is the
report of the year before, where there is one. Ids and wording of the rules: docs/relations.md and docs/checks.md.
"""

from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from govreport.checks import cells, narrative, privacy, structure, tables, years
from govreport.checks.places import place_of
from govreport.checks.progress import Progress, SectionState, progress
from govreport.checks.rule import Check
from govreport.standards.document import AgencyName, Document
from govreport.standards.finding import Finding, Severity

# What is said of words alone, whatever the figures are; the other checks see the whole report and the one before.
OF_WORDS: Final[tuple[Check, ...]] = (*structure.CHECKS, *privacy.CHECKS)
OF_REPORT: Final[tuple[Check, ...]] = (*tables.CHECKS, *cells.CHECKS, *narrative.CHECKS, *years.CHECKS)
CHECKS: Final[tuple[Check, ...]] = (*OF_REPORT, *OF_WORDS)


def findings(document: Document, previous: Document | None = None) -> list[Finding]:
    """All findings of a report: worst first, then by rule, then in the order of the form."""
    order = {address: place for place, address in enumerate(document.format.cells)}
    found = [*_of_words(_words(document)), *(item for check in OF_REPORT for item in check(document, previous))]
    return sorted(found, key=lambda finding: (*finding.order, order.get(finding.target, -1)))


class _Words(NamedTuple):
    """文字: a report without its figures."""

    edition: str
    year: int | None
    agency: AgencyName
    scope: str
    title: str
    sections: tuple[tuple[str, str], ...]
    fee: tuple[tuple[str, Decimal | None], ...]
    printed: tuple[tuple[str, str], ...]


def _words(document: Document) -> _Words:
    return _Words(
        document.edition,
        document.year,
        document.agency,
        document.scope,
        document.title,
        tuple(document.sections.items()),
        tuple(document.fee.items()),
        tuple(document.printed.items()),
    )


@lru_cache(maxsize=128)
def _of_words(words: _Words) -> tuple[Finding, ...]:
    """Found once for as long as nobody writes: most saves are of a figure."""
    fields = words._asdict() | {name: dict(getattr(words, name)) for name in ("sections", "fee", "printed")}
    document = Document(**fields)
    return tuple(finding for check in OF_WORDS for finding in check(document, None))


def open_errors(document: Document, previous: Document | None = None) -> list[Finding]:
    """The findings that block submission and approval (须更正)."""
    return [finding for finding in findings(document, previous) if finding.severity is Severity.ERROR]


__all__ = ["CHECKS", "Check", "Progress", "SectionState", "findings", "open_errors", "place_of", "progress"]
