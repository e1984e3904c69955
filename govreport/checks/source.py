"""原件规则: rules that only a source can break, because a report of this system always has the form's tables.

The readers of ``documents`` make their findings; the rule book and the accuracy statistics name them here.
"""

from typing import Final

from govreport.checks.rule import ALL, SIX_PARTS, Rule, Scope
from govreport.standards.finding import Severity

RULES: Final = (
    Rule(
        id="S-04",
        severity=Severity.WARNING,
        scope=Scope.STRUCTURE,
        editions=SIX_PARTS,
        sentence="六个部分的标题与《格式》规定的一致。",
        sentence_en="The headings of the six sections are those of the format.",
        basis="《格式》规定的六个部分的标题",
        basis_en="The headings of the six sections in the format",
        official=True,
    ),
    Rule(
        id="S-18",
        severity=Severity.ERROR,
        scope=Scope.STRUCTURE,
        editions=SIX_PARTS,
        sentence="表二、表三、表四齐全。",
        sentence_en="Tables two, three and four are there.",
        basis="《格式》规定的统计表格应当齐全",
        basis_en="The statistical tables that the format prescribes are complete",
        official=True,
    ),
    Rule(
        id="S-19",
        severity=Severity.WARNING,
        scope=Scope.STRUCTURE,
        editions=ALL,
        sentence="表中没有规定以外的行、列。",
        sentence_en="The tables have no row or column that is not in the form.",
        basis="表格的行、列应与《格式》一致",
        basis_en="Rows and columns are those of the format",
        official=True,
    ),
    Rule(
        id="S-20",
        severity=Severity.WARNING,
        scope=Scope.STRUCTURE,
        editions=ALL,
        sentence="行名、列名与规定表格一致（空格、标点和全角半角不计）。",
        sentence_en="Labels of rows and columns are those of the form, whatever their spaces and punctuation.",
        basis="表格的行、列应与《格式》一致",
        basis_en="Rows and columns are those of the format",
        official=True,
    ),
    Rule(
        id="S-21",
        severity=Severity.ERROR,
        scope=Scope.STRUCTURE,
        editions=ALL,
        sentence="规定的每一行都在。",
        sentence_en="Every row of the form is there.",
        basis="《格式》规定的各行应当齐全",
        basis_en="The rows that the format prescribes are complete",
        official=True,
    ),
    Rule(
        id="T3-04",
        severity=Severity.ERROR,
        scope=Scope.TABLE,
        editions=SIX_PARTS,
        sentence="表三印有小计的，小计等于其各行之和。",
        sentence_en="Where table three prints a sub-total, it is the sum of its rows.",
        basis="小计为同组各行之和",
        basis_en="A sub-total is the sum of the rows of its group",
        official=False,
    ),
    Rule(
        id="T4-06",
        severity=Severity.ERROR,
        scope=Scope.TABLE,
        editions=SIX_PARTS,
        sentence="表四有 15 格数据。",
        sentence_en="Table four has fifteen cells.",
        basis="表四为 15 栏：行政复议、未经复议直接起诉、复议后起诉各 5 栏",
        basis_en="Table four has five cells each for reviews, direct lawsuits and lawsuits after review",
        official=True,
    ),
)

BY_ID: Final = {rule.id: rule for rule in RULES}
