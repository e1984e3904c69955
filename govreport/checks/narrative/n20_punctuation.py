"""N-20 半角标点: Chinese characters are parted by full-width marks."""

import re
from collections.abc import Iterator
from typing import Final

from govreport.checks.narrative.compare import section_name
from govreport.checks.rule import ALL, Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

RULES: Final = (
    Rule(
        id="N-20",
        severity=Severity.HINT,
        scope=Scope.NARRATIVE,
        editions=ALL,
        sentence="汉字之间使用全角标点。",
        sentence_en="Between Chinese characters punctuation is full-width.",
        basis="GB/T 15834《标点符号用法》",
        basis_en="GB/T 15834, use of punctuation marks",
    ),
)

_HALF: Final = re.compile(r"(?<=[\u4e00-\u9fff])[,;:?!](?=[\u4e00-\u9fff])")
_AROUND: Final = 8


def half_width(document: Document, previous: Document | None) -> Iterator[Finding]:
    """One hint a section: how many, and the first."""
    for section, text in document.sections.items():
        found = [match.start() for match in _HALF.finditer(text)]
        if not found:
            continue
        name, name_en = section_name(document, section)
        line = text[max(0, found[0] - _AROUND) : found[0] + _AROUND]
        passage = line[line.rfind("\n", 0, _AROUND) + 1 :].split("\n")[0]
        yield RULES[0].finding(
            addresses=(section,),
            message=f"“{name}”中汉字之间有 {len(found)} 处半角标点，第一处在“{passage}”。请改为全角标点。",
            message_en=f"{name_en}: {len(found)} half-width marks between Chinese characters, the first in "
            f"“{passage}”. Use full-width marks.",
            left=str(len(found)),
        )
