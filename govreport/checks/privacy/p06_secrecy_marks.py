"""P-06 密级标志: no secrecy mark and no mark of an internal paper."""

import re
from collections.abc import Iterator
from typing import Final

from govreport.checks.privacy.scan import texts
from govreport.checks.rule import ALL, Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

RULES: Final = (
    Rule(
        id="P-06",
        severity=Severity.HINT,
        scope=Scope.PRIVACY,
        editions=ALL,
        sentence="报告中没有密级标志和内部文件标志。",
        sentence_en="A report bears no mark of secrecy and no mark of an internal paper.",
        basis="《政府信息公开条例》第十四条：依法确定为国家秘密的政府信息，不予公开",
        basis_en="Article 14 of the Regulation: state secrets are not made public",
        official=True,
    ),
)

# A mark, not a mention: with its star, or with the usual warning, or alone in brackets or on a line.
_MARKS: Final = (
    re.compile(r"(?:绝密|机密|秘密)[ 　]{0,4}[★☆]"),
    re.compile(r"内部(?:资料|材料|文件|刊物)[ 　，,：:]{0,2}(?:请勿外传|不得外传|严禁外传|注意保存|注意保密|妥善保管)"),
    re.compile(
        r"(?:^|[\n（(【\[])[ 　]{0,4}(?:内部资料|内部文件|内部材料|内部使用|仅供内部使用|绝密|机密|秘密)"
        r"[ 　]{0,4}(?=$|[\n）)】\]])"
    ),
)


def secrecy_marks(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A hint for each mark."""
    for address, text in texts(document):
        for pattern in _MARKS:
            for match in pattern.finditer(text):
                mark = match.group().strip(" 　\n（(【[")
                yield RULES[0].finding(
                    (address,),
                    f"出现密级或内部文件标志“{mark}”。请核对这段文字是否可以公开，并删去标志。",
                    f"The mark “{mark}” of secrecy or of an internal paper was found. Check whether the text may be "
                    "published, and take the mark out.",
                )
