"""S-06 考核评议追责: a government reports the results of assessment, public appraisal and accountability."""

from collections.abc import Iterator
from typing import Final

from govreport.checks.agency import kind_of
from govreport.checks.rule import SIX_PARTS, Rule, Scope
from govreport.checks.structure.s07_thin import is_thin
from govreport.checks.structure.text import dense
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

RULES: Final = (
    Rule(
        id="S-06",
        severity=Severity.WARNING,
        scope=Scope.STRUCTURE,
        editions=SIX_PARTS,
        sentence="各级人民政府的报告写明工作考核、社会评议和责任追究结果情况。",
        sentence_en="The report of a government tells the results of assessment, public appraisal and accountability.",
        basis="《政府信息公开条例》第五十条第四项",
        basis_en="Article 50, item four, of the Regulation",
        official=True,
    ),
)

TOPICS: Final = (
    ("工作考核", "assessment", ("考核", "考评")),
    ("社会评议", "public appraisal", ("评议", "满意度", "第三方评估", "群众评价", "社会评价", "公众评价")),
    ("责任追究", "accountability", ("责任追究", "追究责任", "追责", "问责", "追究")),
)
# An office reports for itself and often for its government: it is reminded, not told.
SEVERITIES: Final = {"government": Severity.WARNING, "government_office": Severity.HINT}


def supervision(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A finding that names what a government's report does not mention; departments are not asked."""
    severity = SEVERITIES.get(kind_of(document.agency) or "")
    text = dense(document.sections.get("sec1", ""))
    if severity is None or not RULES[0].applies(document) or not text or is_thin(text):
        return
    text += dense(document.sections.get("sec5", "") + document.sections.get("sec6", ""))
    missing = [(name, english) for name, english, words in TOPICS if not any(word in text for word in words)]
    if not missing:
        return
    names, names_en = "、".join(name for name, _ in missing), ", ".join(english for _, english in missing)
    who, who_en = ("各级人民政府应", "A government reports")
    if severity is Severity.HINT:
        who, who_en = ("代本级政府报告的，还应", "Where the office reports for its government, it also reports")
    yield RULES[0].finding(
        ("sec1",),
        f"{who}报告工作考核、社会评议和责任追究结果情况，没有找到：{names}。请在“监督保障”中补写；没有发生的，请写明。",
        f"{who_en} the results of assessment, public appraisal and accountability; nothing was found on: {names_en}. "
        "Add it under supervision; if there was none, say so.",
        severity=severity,
    )
