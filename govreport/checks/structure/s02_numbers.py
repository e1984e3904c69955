"""S-02 一级标题序号: the numbers 一 … 六 belong to the six parts and to nothing inside them."""

from collections.abc import Iterator
from typing import Final

from govreport.checks.rule import SIX_PARTS, Rule, Scope
from govreport.checks.structure.text import excerpt, lines, name_of, texts
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity
from govreport.standards.headings import LONGEST_HEADING, bare, ordinal_of

RULES: Final = (
    Rule(
        id="S-02",
        severity=Severity.ERROR,
        scope=Scope.STRUCTURE,
        editions=SIX_PARTS,
        sentence="一级标题的序号依次为一至六，各用一次；各部分内的小标题用（一）（二）……。",
        sentence_en="Top-level headings are numbered 一 to 六, each once; headings inside a section （一）, …",
        basis="《政府信息公开工作年度报告格式》规定的六个部分",
        basis_en="The six sections prescribed by the format of the annual report",
        official=True,
    ),
)

_SENTENCE: Final = frozenset("。；;，,：:！!？?")


def numbers_of_parts(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A warning for each section in which headings are numbered like those of the six parts."""
    if not RULES[0].applies(document):
        return
    for code, text in texts(document):
        found = [line for line in lines(text) if is_part_heading(line)]
        if found:
            section = name_of(document, code)
            yield RULES[0].finding(
                (code,),
                f"“{section}”内的小标题“{excerpt(found[0])}”使用了一级标题的序号，与六个部分的序号重复或不连续。"
                "请改用（一）（二）……。",
                f"In “{section}” the heading “{excerpt(found[0])}” carries a number of the six parts. Number headings "
                "inside a section （一）, （二）, …",
                severity=Severity.WARNING,
            )


def is_part_heading(line: str) -> bool:
    """Whether a paragraph is a short heading with a top-level number, not a sentence that begins with one."""
    level, _ = ordinal_of(line)
    return level == 1 and len(line) <= LONGEST_HEADING and not _SENTENCE & set(bare(line))
