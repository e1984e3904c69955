"""S-14 标题写法: full name, year, 政府信息公开工作年度报告."""

from collections.abc import Iterator
from typing import Final

from govreport.checks.rule import SIX_PARTS, Rule, Scope
from govreport.checks.structure.text import excerpt
from govreport.checks.structure.titles import title_of
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

RULES: Final = (
    Rule(
        id="S-14",
        severity=Severity.WARNING,
        scope=Scope.STRUCTURE,
        editions=SIX_PARTS,
        sentence="标题写作“机关全称＋年份＋年政府信息公开工作年度报告”。",
        sentence_en="The title is the full name of the agency, the year, and 年政府信息公开工作年度报告.",
        basis="标题应为“机关全称＋年度＋政府信息公开工作年度报告”",
        basis_en="The title is the full name of the agency, the year, and 政府信息公开工作年度报告",
    ),
)


def title_form(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A finding when the title is missing or has other words; its name and year are other rules' business."""
    if not RULES[0].applies(document):
        return
    title = title_of(document.title)
    if title.agency and title.year.isdigit() and title.text == document.format.title_for(title.agency, int(title.year)):
        return
    expected = document.format.title_for(
        document.agency.name or title.agency or "（机关全称）", document.year or int(title.year or 0)
    )
    if not document.year and not title.year:
        expected = "机关全称＋年份＋年政府信息公开工作年度报告"
    found = f"标题“{excerpt(document.title)}”不规范" if title.text else "没有标题"
    found_en = f"The title “{excerpt(document.title)}” is not in the usual form" if title.text else "There is no title"
    yield RULES[0].finding(
        ("title",),
        f"{found}。应写作“{expected}”，请修改。",
        f"{found_en}. It should read “{expected}”.",
        left=excerpt(document.title),
        right=expected,
    )
