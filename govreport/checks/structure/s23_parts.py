"""S-23 前言所列部分: the parts that the preamble announces are the six sections."""

import re
from collections.abc import Iterator
from typing import Final

from govreport.checks.rule import SIX_PARTS, Rule, Scope
from govreport.checks.structure.text import dense, excerpt, sentences
from govreport.standards.document import Document
from govreport.standards.edition import Section
from govreport.standards.finding import Finding, Severity
from govreport.standards.headings import bare
from govreport.standards.numbers import chinese_number

RULES: Final = (
    Rule(
        id="S-23",
        severity=Severity.HINT,
        scope=Scope.STRUCTURE,
        editions=SIX_PARTS,
        sentence="前言所列的组成部分与正文的六个部分一致。",
        sentence_en="The parts listed in the preamble are the six sections.",
        basis="《政府信息公开工作年度报告格式》规定的六个部分",
        basis_en="The six sections prescribed by the format of the annual report",
    ),
)

_COUNT: Final = re.compile(
    r"(?<![第\d一二三四五六七八九十])([一二两三四五六七八九十]{1,2}|\d{1,2})(?:个|大)?(?:方面|部分)"
)
_ABOUT: Final = ("组成", "构成", "包括", "分为")
LISTED: Final = 3  # so many names of sections in a sentence are a list of parts


def announced_parts(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A hint when the preamble counts other than six parts or leaves one of a list out."""
    if not RULES[0].applies(document):
        return
    sections = [section for section in document.format.sections if section.number]
    names = {section.name: [dense(bare(title)) for title in _titles(section)] for section in sections}
    for sentence in sentences(document.sections.get("preamble", "")):
        text = dense(sentence)
        if "报告" not in text or not any(word in text for word in _ABOUT):
            continue
        listed = [name for name, titles in names.items() if any(title in text for title in titles)]
        match = _COUNT.search(text)
        count = _number(match[1]) if match else None
        missing = [name for name in names if name not in listed] if len(listed) >= LISTED else []
        if missing or (count is not None and count != len(names) and (count >= LISTED or listed)):
            yield _finding(sentence, count, missing, len(names))
            return


def _titles(section: Section) -> tuple[str, ...]:
    return (section.title, *section.accepted, *section.tolerated)


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else chinese_number(text)


def _finding(sentence: str, count: int | None, missing: list[str], parts: int) -> Finding:
    told = f"没有列出“{'”“'.join(missing)}”" if missing else f"写的是 {count} 个部分"
    told_en = f"leaves out “{'”, “'.join(missing)}”" if missing else f"announces {count} parts"
    return RULES[0].finding(
        ("preamble",),
        f"前言“{excerpt(sentence)}”{told}，与正文的 {parts} 个部分不一致。请核对。",
        f"The preamble (“{excerpt(sentence)}”) {told_en}; the report has {parts}. Check it.",
        left=str(count) if count is not None else str(parts - len(missing)),
        right=str(parts),
    )
