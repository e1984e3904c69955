"""S-05 总体情况五个方面: section one speaks of each of the five aspects."""

from collections.abc import Iterator, Mapping
from typing import Final

from govreport.checks.rule import SIX_PARTS, Rule, Scope
from govreport.checks.structure.s07_thin import is_thin
from govreport.checks.structure.text import dense
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

RULES: Final = (
    Rule(
        id="S-05",
        severity=Severity.WARNING,
        scope=Scope.STRUCTURE,
        editions=SIX_PARTS,
        sentence="“总体情况”包括主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面。",
        sentence_en="Section one covers proactive disclosure, disclosure on request, management of information, "
        "platforms, and supervision.",
        basis="《政府信息公开工作年度报告格式》“总体情况”的五个方面",
        basis_en="The five aspects of section one in the format of the annual report",
        official=True,
    ),
)

# Words by which an aspect of the edition is known: reports say it in their own words, seldom in those of the form.
WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "主动公开": ("主动公开", "公开政府信息", "公开信息", "发布信息", "公开各类", "发布各类", "主动发布", "信息发布"),
    "依申请公开": ("依申请", "公开申请", "申请公开", "申请办理", "申请人"),
    "政府信息管理": (
        "信息管理",
        "信息的管理",
        "审核",
        "审查",
        "保密",
        "三审三校",
        "清理",
        "目录管理",
        "动态调整",
        "归口管理",
    ),
    "政府信息公开平台建设": ("平台", "网站", "专栏", "新媒体", "公众号", "公报"),
    "监督保障": ("监督", "考核", "评议", "责任追究", "追责", "培训", "督查", "督导", "检查", "保障机制", "组织保障"),
}


def aspects(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A finding that names the aspects of which section one says nothing."""
    for section in document.format.sections:
        text = dense(document.sections.get(section.code, ""))
        if not section.aspects or not text or is_thin(text):
            continue
        missing = [name for name in section.aspects if not any(word in text for word in WORDS[name])]
        if missing:
            yield RULES[0].finding(
                (section.code,),
                f"“{section.name}”应包括五个方面，没有找到：{'、'.join(missing)}。请补写；没有有关情况的，请写明。",
                f"“{section.name}” ({section.english}) must cover five aspects; nothing was found on: "
                f"{', '.join(missing)}. Add them; if there is nothing to report, say so.",
                left=str(len(section.aspects) - len(missing)),
                right=str(len(section.aspects)),
            )
