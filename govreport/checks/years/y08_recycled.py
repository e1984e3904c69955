"""Y-08 内容雷同: a section that was written anew, not copied from last year."""

from collections.abc import Iterator
from typing import Final

from govreport.checks.recycled import compared_sections, similarity, size
from govreport.checks.rule import ALL, Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

RULES: Final = (
    Rule(
        id="Y-08",
        severity=Severity.WARNING,
        scope=Scope.YEAR,
        editions=ALL,
        sentence="各部分的文字写本年的情况，与上年报告相同的不到 85%（法定套话不计）。",
        sentence_en="Sections tell of this year: less than 85 % of their words are last year's (formulas aside).",
        basis="年度报告内容雷同、照搬照抄的，可能被责令改正",
        basis_en="Reports copied from earlier ones may be ordered to be corrected",
    ),
)

LIMIT: Final = 0.85
# Shorter sections say the same every year for good reason.
SHORT: Final = 100


def same_as_last_year(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A warning for each section whose words stand in the same section of last year's report; numbers do not count."""
    if previous is None:
        return
    titles = {section.code: section.title or section.name for section in document.format.sections}
    for code in compared_sections(document):
        text = document.sections.get(code, "")
        if size(text) < SHORT:
            continue
        alike = similarity(text, previous.sections.get(code, ""))
        if alike >= LIMIT:
            percent = f"{alike * 100:.0f}"
            yield RULES[0].finding(
                (code,),
                f"“{titles[code]}”有 {percent}% 的文字与上年报告相同（限 85%）。请写本年的情况；"
                "确实没有变化的，请说明理由。",
                f"{percent} % of the words of “{titles[code]}” stand in last year's report (limit 85 %). Write about "
                "this year, or say why nothing changed.",
                left=percent,
                right="85",
            )
