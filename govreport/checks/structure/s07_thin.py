"""S-07 内容空缺: sections one and five say more than “无” or one short sentence."""

from collections.abc import Iterator
from typing import Final

from govreport.checks.rule import SIX_PARTS, Rule, Scope
from govreport.checks.structure.text import excerpt, length
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

RULES: Final = (
    Rule(
        id="S-07",
        severity=Severity.ERROR,
        scope=Scope.STRUCTURE,
        editions=SIX_PARTS,
        sentence="“总体情况”和“存在的主要问题及改进情况”有实际内容，不少于 30 字。",
        sentence_en="Sections one and five have real content of at least 30 characters.",
        basis="《政府信息公开条例》第五十条要求报告有关情况；字数下限为本系统设定",
        basis_en="Article 50 of the Regulation requires the content; the least length is set by this system",
    ),
)

SECTIONS: Final = ("sec1", "sec5")
LEAST: Final = 30  # characters that print


def thin_sections(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A finding for each of the two sections that is written, but says next to nothing; empty ones are S-01."""
    if not RULES[0].applies(document):
        return
    for code in SECTIONS:
        text = document.sections.get(code, "").strip()
        if text and is_thin(text):
            section = document.format.section(code)
            yield RULES[0].finding(
                (code,),
                f"“{section.name}”只有 {length(text)} 字（“{excerpt(text)}”），内容空缺或过于简单，应不少于 "
                f"{LEAST} 字。请写明实际情况。",
                f"“{section.name}” ({section.english}) has only {length(text)} characters (“{excerpt(text)}”): empty "
                f"or too thin, at least {LEAST} are expected. Describe the actual situation.",
                left=str(length(text)),
                right=str(LEAST),
            )


def is_thin(text: str) -> bool:
    """Whether a text says next to nothing."""
    return length(text) < LEAST
