"""S-01 组成部分: every prescribed text section has content."""

from collections.abc import Iterator
from typing import Final

from govreport.checks.rule import ALL, Rule, Scope
from govreport.standards.document import Document
from govreport.standards.edition import Section
from govreport.standards.finding import Finding, Severity

RULES: Final = (
    Rule(
        id="S-01",
        severity=Severity.ERROR,
        scope=Scope.STRUCTURE,
        editions=ALL,
        sentence="格式规定的各个部分都有内容；没有有关情况的，写明没有。",
        sentence_en="Every section that the format prescribes has content; if there is nothing to report, it says so.",
        basis="《政府信息公开工作年度报告格式》规定的组成部分",
        basis_en="The sections prescribed by the format of the annual report",
        official=True,
    ),
)


def sections_present(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A finding for each required section without text; tables speak for themselves cell by cell."""
    for section in document.format.sections:
        if section.required and section.kind != "table" and is_empty(document, section):
            title = section.title or section.name
            yield RULES[0].finding(
                (section.code,),
                f"缺少“{title}”部分的内容。请填写；没有有关情况的，请写明。",
                f"Section “{title}” ({section.english}) has no content. Fill it in; if there is nothing to report, "
                "say so.",
            )


def is_empty(document: Document, section: Section) -> bool:
    """Whether nothing was written in a text section; a filled fee statement is content of its section."""
    if document.sections.get(section.code, "").strip():
        return False
    return section.kind != "fee" or all(value is None for value in document.fee.values())
