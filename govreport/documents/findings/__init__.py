"""校核结果清单: the findings of one report as a table that can be printed, sent and worked through.

The desk, the public check and the correction notices all take their lines from here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from govreport.checks.bases import bases
from govreport.documents.plain import place_name, severity_name
from govreport.documents.render.text import printable
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity
from govreport.standards.numbers import format_number, plain_decimal

# The most characters of a title that the properties of a Word file hold.
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Line:
    """一条校核结果, as text: ``left`` and ``right`` are the two numbers compared, ``difference`` how far apart."""

    number: int
    severity: Severity
    word: str
    place: str
    message: str
    left: str
    right: str
    difference: str
    basis: str
    rule: str
    basis_en: str = ""

    @property
    def ground(self) -> str:
        """The basis as a file states it: the official words, for English readers behind what they mean."""
        return f"{self.basis_en} ({self.basis})" if self.basis_en else self.basis


@dataclass(frozen=True, slots=True)
class Listing:
    """校核结果清单: one report and its findings, worst first; ``caution`` is said before them where it is not empty."""

    document: Document
    lines: tuple[Line, ...]
    caution: str = ""

    @property
    def title(self) -> str:
        """The report's title, or what is known of it."""
        year = f"{self.document.year}年" if self.document.year else ""
        return _words(self.document.title) or f"{self.agency}{year}政府信息公开工作年度报告"

    @property
    def agency(self) -> str:
        """The name of the agency, as it can be written into any file."""
        return _words(self.document.agency.name)

    def count(self, severity: Severity) -> int:
        """How many lines are of one severity."""
        return sum(line.severity is severity for line in self.lines)


def listing(document: Document, findings: Iterable[Finding], language: str = "zh-hans") -> Listing:
    """The findings as lines in their order; messages in the reader's language, official labels in Chinese."""
    return Listing(document, tuple(_line(document, number, item, language) for number, item in enumerate(findings, 1)))


def _line(document: Document, number: int, finding: Finding, language: str) -> Line:
    return Line(
        number=number,
        severity=finding.severity,
        word=str(severity_name(finding.severity.value)),
        place=place_name(document.format, finding.target),
        message=printable(finding.text(language)),
        left=finding.left or "",
        right=finding.right or "",
        difference=_difference(finding),
        basis=finding.basis,
        rule=finding.rule,
        basis_en=bases().get(finding.rule, "") if finding.basis and language.startswith("en") else "",
    )


def _words(text: str) -> str:
    """A name or title on one line, no longer than a file can state."""
    return " ".join(printable(text).split())[:_LONGEST]


def _difference(finding: Finding) -> str:
    """How far the two numbers are apart; nothing where one is no number."""
    try:
        apart = abs(Decimal(finding.left or "") - Decimal(finding.right or ""))
    except InvalidOperation:
        return ""
    return format_number(plain_decimal(apart)) if apart.is_finite() else ""
