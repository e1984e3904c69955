"""S-16 查阅和联系方式: where the electronic copy is, or whom to ask."""

import re
from collections.abc import Iterator
from typing import Final

from govreport.checks.rule import ALL, Rule, Scope
from govreport.checks.structure.s17_length import unwritten
from govreport.checks.structure.text import dense, whole
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

RULES: Final = (
    Rule(
        id="S-16",
        severity=Severity.HINT,
        scope=Scope.STRUCTURE,
        editions=ALL,
        sentence="报告写明电子版的查阅方式或者联系方式。",
        sentence_en="The report says where its electronic copy is, or whom to contact.",
        basis="年度报告的惯常写法",
        basis_en="Customary in annual reports",
    ),
)

_STATEMENT: Final = re.compile(
    r"电子版|下载|https?://|www\.|(?:联系|咨询)(?:电话|方式|地址|人)|电话[:：]?[(（]?\d{3,4}|邮编|电子邮箱"
    r"|(?:本|年度)报告(?:全文)?[^。；]{0,60}(?:网站|专栏|专题|查阅|查看|公布)|(?:疑问|意见|建议)[^。；]{0,20}联系"
)
_COPY: Final = re.compile(r"(?:报告|年报)[^。；]{0,10}电子版[^。；]{0,30}(?:查阅|下载)")


def contact(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A hint when neither is stated anywhere; a report that is still being written is not asked."""
    text = "" if unwritten(document) else dense(whole(document))
    if text and not _STATEMENT.search(_outer(document)) and not _COPY.search(text):
        yield RULES[0].finding(
            ("closing",),
            "没有找到电子版查阅方式或联系方式。建议在前言或结尾写明网址、地址和电话。",
            "Neither the electronic copy nor a contact is mentioned. Consider giving address, telephone and web page "
            "in preamble or closing.",
        )


def _outer(document: Document) -> str:
    """Preamble and closing, and the body of a report before 2019, which holds both."""
    codes = ("preamble", "closing", *(("sec1",) if document.edition == "e2014" else ()))
    return dense("\n".join(document.sections.get(code, "") for code in codes))
