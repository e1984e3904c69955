"""S-12 标题年份: the year in the title is the report year."""

import re
from collections.abc import Iterator
from typing import Final

from govreport.checks.rule import ALL, Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity
from govreport.standards.numbers import fold

RULES: Final = (
    Rule(
        id="S-12",
        severity=Severity.ERROR,
        scope=Scope.STRUCTURE,
        editions=ALL,
        sentence="标题中的年份就是报告年度。",
        sentence_en="The year in the title is the report year.",
        basis="标题应为“机关全称＋年度＋政府信息公开工作年度报告”",
        basis_en="The title is the full name of the agency, the year, and 政府信息公开工作年度报告",
    ),
)

_YEAR = re.compile(r"(20\d\d) ?年")


def year_in_title(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A finding when the title names a year, but not the report year."""
    years = _YEAR.findall(fold(document.title))
    if document.year is None or not years or str(document.year) in years:
        return
    yield RULES[0].finding(
        addresses=("title",),
        message=f"标题写的是{years[0]}年，报告年度是{document.year}年。请核对标题。",
        message_en=f"The title says {years[0]}, but the report year is {document.year}. Check the title.",
        left=years[0],
        right=str(document.year),
    )
