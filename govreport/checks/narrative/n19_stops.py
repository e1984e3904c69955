"""N-19 段末标点: a paragraph ends with a stop."""

import re
from collections.abc import Iterator
from typing import Final

from govreport.checks.narrative.compare import section_name
from govreport.checks.rule import ALL, Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

RULES: Final = (
    Rule(
        id="N-19",
        severity=Severity.HINT,
        scope=Scope.NARRATIVE,
        editions=ALL,
        sentence="正文各段末尾有标点。",
        sentence_en="Every paragraph of the text ends with a stop.",
        basis="GB/T 15834《标点符号用法》",
        basis_en="GB/T 15834, use of punctuation marks",
    ),
)

_ENDS: Final = '。！？；：…”’》）.!?;:)>"'
_INSIDE: Final = re.compile("[，。；]")
_NOT_PROSE: Final = re.compile(
    r"https?://|www\.|(?:电话|传真|邮编|邮箱|地址|网址)[：:]|\t|^[（(]?附件|年\d{1,2}月\d{1,2}日(?:印发)?$|^关于|[|]"
)
# Shorter lines are headings, signatures and captions.
_SHORT: Final = 24


def stops(document: Document, previous: Document | None) -> Iterator[Finding]:
    """One hint a section, at its first paragraph that breaks off; lines without a comma are headings."""
    for section, text in document.sections.items():
        for paragraph in text.split("\n"):
            line = paragraph.strip()
            if len(line) < _SHORT or line[-1] in _ENDS or not _INSIDE.search(line) or _NOT_PROSE.search(line[:400]):
                continue
            name, name_en = section_name(document, section)
            passage = line[-20:]
            yield RULES[0].finding(
                addresses=(section,),
                message=f"“{name}”中以“{passage}”结尾的一段，段末缺少标点。请补上句号，并确认内容完整。",
                message_en=f"{name_en}: the paragraph that ends “{passage}” has no final stop. Add it, and see whether "
                "something is missing.",
            )
            break
