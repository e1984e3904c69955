"""S-22 文号括号: the year of a document number stands in 〔〕."""

import re
from collections.abc import Iterator
from typing import Final

from govreport.checks.rule import ALL, Rule, Scope
from govreport.checks.structure.text import excerpt, texts
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

RULES: Final = (
    Rule(
        id="S-22",
        severity=Severity.HINT,
        scope=Scope.STRUCTURE,
        editions=ALL,
        sentence="发文字号的年份用六角括号〔〕。",
        sentence_en="The year of a document number stands in the brackets 〔〕.",
        basis="《党政机关公文格式》（GB/T 9704—2012）：发文字号的年份用六角括号〔〕括入",
        basis_en="GB/T 9704—2012: the year of a document number stands in 〔〕",
        official=True,
    ),
)

_NUMBER: Final = re.compile(
    r"([\u4e00-\u9fff]{2,12}) ?[\[［(（【] ?((?:19|20)\d{2}) ?[\]］)）】] ?(?:第 ?)?(\d{1,5}) ?号"
)
# Court files carry round brackets: （2023）… stands before their words, but 案号 may also follow a name.
_OTHERS: Final = re.compile(r"(?:案号|国家标准|证书|专利|备案)$")


def brackets(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A hint for each section with such numbers, quoting the first."""
    for code, text in texts(document):
        found = [match for match in _NUMBER.finditer(text) if not _OTHERS.search(match[1])]
        if found:
            first = found[0]
            right = f"{first[1][-8:]}〔{first[2]}〕{first[3]}号"
            more = f"等 {len(found)} 处" if len(found) > 1 else ""
            yield RULES[0].finding(
                (code,),
                f"文号“{excerpt(first[0][-22:])}”{more}的年份应使用六角括号〔〕，写作“{right}”。",
                f"The year of the document number “{excerpt(first[0][-22:])}” should stand in 〔〕: “{right}”.",
            )
