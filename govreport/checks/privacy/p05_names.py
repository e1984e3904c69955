"""P-05 申请人姓名: no applicant and no party of a case is named."""

import re
from collections.abc import Iterator
from typing import Final

from govreport.checks.privacy.scan import texts
from govreport.checks.rule import ALL, Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

RULES: Final = (
    Rule(
        id="P-05",
        severity=Severity.WARNING,
        scope=Scope.PRIVACY,
        editions=ALL,
        sentence="报告不写申请人、当事人的姓名。",
        sentence_en="A report does not name applicants or parties.",
        basis="《政府信息公开条例》第十五条：涉及个人隐私等公开会损害第三方合法权益的政府信息，不得公开",
        basis_en="Article 15 of the Regulation: what would harm others, such as personal privacy, is not made public",
        official=True,
    ),
)

# The commonest surnames, without those that are everyday words after 申请人: 于、方、时、应、向、和、常、全、明、高…
SURNAMES: Final = (
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾魏薛叶阎余潘杜戴夏钟汪"
    "田任姜范石姚谭廖邹熊陆郝孔崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎易武贺赖龚"
)
# Characters that end a word of another kind: 马上, 张贴, 周知, 林业局, 何时, 任何 …
_NO_NAME: Final = frozenset(
    "上贴知围边期年到某家业局司部委院校厅府市县区镇乡村会公场站队所组社店厂园团馆种处时人须何意命务职件品余下前后的了"
    "是不在有无为可能应将已未按对与及或等其"
)
_ROLE: Final = r"(?:被?申请人|原告|被告|上诉人|第三人|当事人|投诉人|举报人|信访人|复议申请人)"
_NAME: Final = rf"[{SURNAMES}][一-鿿]{{1,2}}"
_AFTER_ROLE: Final = re.compile(rf"{_ROLE}[:：（(]?({_NAME})(?=[，,、。；;）)”]|诉|不服|申请|向|因|与|提出|要求|等)")
_SUES: Final = re.compile(rf"(?:^|[，,、。；;：:（(“\n和及与])({_NAME})诉(?=[一-鿿]{{0,24}}(?:局|厅|委|府|机关|办|案))")


def names(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A warning for each name that follows 申请人, 原告 …, or stands before 诉某局."""
    for address, text in texts(document):
        for pattern in (_AFTER_ROLE, _SUES):
            for match in pattern.finditer(text):
                name = match.group(1)
                if not _NO_NAME.intersection(name[1:]):
                    yield _finding(address, match.group().strip("，,、。；;：:（(“\n和及与"), name)


def _finding(address: str, words: str, name: str) -> Finding:
    hidden = words.replace(name, f"{name[0]}{'某' * (len(name) - 1)}")
    return RULES[0].finding(
        (address,),
        f"“{hidden}”处疑似写出了姓名（这里已隐去）。请改为不能识别个人的写法，如“申请人”；属于机构名称的，请说明。",
        f"A name seems to be written out at “{hidden}” (hidden here). Use words that identify nobody; "
        "if it is an institution, say so.",
    )
