"""S-08 信息处理费: section six reports the fees for processing information."""

import re
from collections.abc import Iterator
from typing import Final

from govreport.checks.rule import SIX_PARTS, Rule, Scope
from govreport.checks.structure.text import dense
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

RULES: Final = (
    Rule(
        id="S-08",
        severity=Severity.ERROR,
        scope=Scope.STRUCTURE,
        editions=SIX_PARTS,
        sentence="2021 年度起，“其他需要报告的事项”报告收取信息处理费的情况；没有收取的，写明没有。",
        sentence_en="From report year 2021 section six reports the processing fees; if none were charged, it says so.",
        basis="《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）",
        basis_en="Measures on information-processing fees (国办函〔2020〕109号)",
        official=True,
    ),
)

FIRST_YEAR: Final = 2021  # the measures apply from 1 January 2021; the report of 2020 was written under them
# 行政事业性收费, 收费标准 and the like are what an agency publishes, not what it charged for information.
_OTHER_FEES: Final = re.compile(r"行政事业性收费|收费(?:标准|目录|项目|清单|公示)")
_STATEMENT: Final = re.compile(
    r"信息处理费|处理费用|任何费用|(?:未|没有|不|无|免)[^，。；]{0,6}收[^，。；]{0,8}费|收取[^，。；]{0,20}费"
    r"|(?:申请|提供|公开)[^，。；]{0,12}(?:收费|费用)|收费[^，。；]{0,10}\d+(?:\.\d+)?元|免费"
)


def fee_statement(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A finding when neither the text nor the fee statement says anything; a hint for the report of 2020."""
    text = dense(document.sections.get("sec6", ""))
    if not RULES[0].applies(document) or not text or any(value is not None for value in document.fee.values()):
        return
    if _STATEMENT.search(_OTHER_FEES.sub("", text)):
        return
    if document.format.fee:
        yield RULES[0].finding(
            ("sec6",),
            "“其他需要报告的事项”没有报告信息处理费收取情况。请填写发出收费通知和实际收取的情况；没有收取的，请写明没有收取。",
            "Section six does not report the information-processing fees. State the notices issued and the amount "
            "received; if none were charged, say so.",
        )
    elif document.year == FIRST_YEAR - 1:
        yield RULES[0].finding(
            ("sec6",),
            "没有提到信息处理费。2020 年度不要求报告；收取过费用的，可以在“其他需要报告的事项”中写明。",
            "Processing fees are not mentioned. The report of 2020 need not; where fees were charged, section six may "
            "say so.",
            severity=Severity.HINT,
        )
