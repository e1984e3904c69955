"""原件规则: rules that only a source can break, because a report of this system always has the form's tables.

The readers of ``documents`` make their findings; the rule book and the accuracy statistics name them here.
"""

from typing import Final

from govreport.checks.rule import ALL, SIX_PARTS, Rule, Scope
from govreport.standards.finding import Severity

RULES: Final = (
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
