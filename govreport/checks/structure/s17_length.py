"""S-17 正文篇幅: a report of fewer than 500 characters can hardly tell a year."""

from collections.abc import Iterator
from typing import Final

from govreport.checks.rule import ALL, Rule, Scope
from govreport.checks.structure.s01_sections import is_empty
from govreport.checks.structure.text import length, whole
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

RULES: Final = (
    Rule(
        id="S-17",
        severity=Severity.HINT,
        scope=Scope.STRUCTURE,
        editions=ALL,
        sentence="正文不少于 500 字，不与其他机关的报告雷同。",
        sentence_en="The text has at least 500 characters and is not that of another agency.",
        basis="篇幅下限为本系统设定",
        basis_en="The least length is set by this system",
    ),
)

LEAST: Final = 500  # characters that print


def text_length(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A hint for a very short report; one with a section still to be written is not measured."""
    found = length(whole(document))
    if found >= LEAST or unwritten(document):
        return
    yield RULES[0].finding(
        ("sec1",),
        f"全文只有 {found} 字，少于 {LEAST} 字，内容可能过于简单。请核对是否如实写全。",
        f"The whole text has only {found} characters, fewer than {LEAST}. Check that it tells the year in full.",
        left=str(found),
        right=str(LEAST),
    )


def unwritten(document: Document) -> bool:
    """Whether a section that must have text has none yet."""
    sections = [section for section in document.format.sections if section.required and section.kind != "table"]
    return any(is_empty(document, section) for section in sections)
