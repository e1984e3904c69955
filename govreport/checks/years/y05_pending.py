"""Y-05 上年尚未审结: cases that were pending last year come up again, or the text says what became of them."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from govreport.checks.rule import SIX_PARTS, Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity
from govreport.standards.numbers import format_number

RULES: Final = (
    Rule(
        id="Y-05",
        severity=Severity.HINT,
        scope=Scope.YEAR,
        editions=SIX_PARTS,
        sentence="上年尚未审结的行政复议、行政诉讼，本年表四中有其结果，或者正文有说明。",
        sentence_en="Reviews and lawsuits pending last year appear in this year's table four, or the text says what "
        "became of them.",
        basis="上年报告表四“尚未审结”的案件，本年应有结果或仍未审结",
        basis_en="Cases pending in last year's table four were decided this year or are still pending",
    ),
)

# A case may change from one block of litigation to the other between two years: both are counted together.
BLOCKS: Final = (
    ("行政复议", "administrative review", ("review",)),
    ("行政诉讼", "litigation", ("litigation_direct", "litigation_after_review")),
)
_NOTE: Final = re.compile(r"尚未审结|未审结|未结|审结|结转|上年|上一年|终止|撤回|撤诉|驳回")
_CLAUSE: Final = re.compile(r"[^。！？；\n]+")


def pending_cases(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A hint for reviews, and one for lawsuits, of which fewer are counted this year than were pending last year."""
    if previous is None or not RULES[0].applies(document) or not RULES[0].applies(previous):
        return
    for name, english, rows in BLOCKS:
        before = _sum(previous, rows, "pending")
        now = _sum(document, rows, "total")
        if before is None or now is None or now >= before or noted(document, name):
            continue
        left, right = format_number(before), format_number(now)
        yield RULES[0].finding(
            (f"t4.{rows[0]}.total",),
            f"上年报告有尚未审结的{name} {left} 件，本年表四{name}共 {right} 件。请核对；在本年已有结果的应计入，"
            "另有情形的，建议在正文说明。",
            f"Last year {left} cases of {english} were pending; this year's table four counts {right}. Check; if they "
            "were decided this year they count, otherwise consider a word in the text.",
            left=left,
            right=right,
            related=tuple(f"t4.{row}.total" for row in rows),
        )


def noted(document: Document, name: str) -> bool:
    """Whether a sentence on such cases says something of their end or of last year."""
    return any(
        name in clause.group() and _NOTE.search(clause.group())
        for text in document.sections.values()
        for clause in _CLAUSE.finditer(text)
    )


def _sum(document: Document, rows: tuple[str, ...], column: str) -> Decimal | None:
    values = [document.figures.get(f"t4.{row}.{column}") for row in rows]
    known = [value for value in values if value is not None]
    return sum(known, Decimal()) if len(known) == len(values) else None
