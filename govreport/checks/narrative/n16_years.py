"""N-16 工作年度: statements about the work of the year speak of the report year."""

import re
from collections.abc import Iterator
from typing import Final

from govreport.checks.narrative.compare import section_name
from govreport.checks.rule import ALL, Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

RULES: Final = (
    Rule(
        id="N-16",
        severity=Severity.WARNING,
        scope=Scope.NARRATIVE,
        editions=ALL,
        sentence="正文叙述工作的年份是报告年度（决算、预算、上年对比、计划和引用的名称除外）。",
        sentence_en="Statements of work done are about the report year; accounts, budgets, comparisons, plans and "
        "titles aside.",
        basis="年度报告反映报告年度1月1日至12月31日的情况",
        basis_en="The report covers 1 January to 31 December of its year",
    ),
)

# At the head of a sentence only: 2022年，我局…; the number behind 《 or inside a sentence is a date or a name.
_STATEMENT: Final = re.compile(
    r"(?:^|[。；！？\n])[ \u3000]{0,4}"
    r"(?:（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}[、是]|\d{1,2}[.．、])?"
    r"(?P<year>(?:19|20)\d\d)[ \u3000]?年(?:度|来)?(?P<work>[，,](?!.{0,3}(?:国务院|国办|省政府办))|"
    r"(?:我|本)(?:局|厅|委|办|机关|单位|部门|镇|街道|中心)|全年|共)(?P<rest>[^。；！？\n]{0,200})",
    re.ASCII,
)
_NEAR: Final = 300
_ELSE: Final = re.compile(
    "决算|预算|上年|去年|上一年|同期|同比|相比|较|以来|计划|将|拟|下一步|力争|目标|重点|印发的|发布的|制定的|问题|整改|遗留|结转"
    "|以后|之前|开始|起|获评|荣获|考核|评估|修订|施行|实施的|更名|组建|成立|挂牌|改革|继续"
)


def work_years(document: Document, previous: Document | None) -> Iterator[Finding]:
    """One finding for each other year of each section."""
    if document.year is None:
        return
    own = str(document.year)
    for section, text in document.sections.items():
        told: set[str] = set()
        for match in _STATEMENT.finditer(text):
            year, rest = match["year"], match["rest"]
            # 2022年，收到9件。2023年，收到2件: two years side by side.
            nearby = text[match.start("rest") : match.end() + _NEAR].split("\n")[0]
            if year != own and year not in told and own not in nearby and not _ELSE.search(rest):
                told.add(year)
                yield _finding(document, section, match)


def _finding(document: Document, section: str, match: re.Match[str]) -> Finding:
    name, name_en = section_name(document, section)
    passage = (match[0][match.start("year") - match.start() :])[:30]
    return RULES[0].finding(
        addresses=(section,),
        message=f"“{name}”中“{passage}”写的是 {match['year']} 年的工作，本报告的年度是 {document.year} 年。"
        "请核对年份；确为其他年度情况的，请删去或者说明。",
        message_en=f"{name_en}: “{passage}” speaks of work in {match['year']}; this report is for {document.year}. "
        "Check the year, or say why another year is mentioned.",
        left=match["year"],
        right=str(document.year),
    )
