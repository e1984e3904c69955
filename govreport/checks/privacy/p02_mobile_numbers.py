"""P-02 手机号码: no mobile number in the text; in a line of contacts a word of warning."""

import re
from collections.abc import Iterator
from typing import Final

from govreport.checks.privacy.scan import Digits, digits, masked, passage
from govreport.checks.rule import ALL, Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

RULES: Final = (
    Rule(
        id="P-02",
        severity=Severity.ERROR,
        scope=Scope.PRIVACY,
        editions=ALL,
        sentence="正文中没有手机号码；联系方式宜用办公电话。",
        sentence_en="The text contains no mobile number; contacts are given by an office telephone.",
        basis="公开前应当审查个人信息；联系方式宜留办公电话",
        basis_en="Personal data are reviewed before publication; an office telephone is the better contact",
    ),
)

_MOBILE: Final = re.compile(r"(?:86)?1[3-9][0-9]{9}")
GROUPS: Final = frozenset({(11,), (3, 4, 4), (3, 8), (7, 4), (2, 11), (2, 3, 4, 4), (13,)})
_CONTACT: Final = re.compile(r"联系|咨询|监督电话|办公电话|地址|邮编|邮政编码|传真|值班|办公时间")
_PERSON: Final = re.compile(r"申请人|当事人|原告|投诉人|举报人|信访人|身份证|住址")


def mobile_numbers(document: Document, previous: Document | None) -> Iterator[Finding]:
    """An error for each mobile number in the text, a warning for each in a line of contacts."""
    told: set[tuple[str, int]] = set()
    for item in digits(document):
        place = item.address, item.end
        if place in told or item.groups not in GROUPS or not _MOBILE.fullmatch(item.digits):
            continue
        # A number with its country code is one number, not two.
        told.add(place)
        hidden = masked(item.digits[-11:], 3, 4)
        if is_contact(item):
            yield RULES[0].finding(
                (item.address,),
                f"联系方式“{passage(item, hidden)}”是手机号码。公开的报告宜留办公电话，请改用办公电话，或说明理由。",
                f"The contact “{passage(item, hidden)}” is a mobile number. Give an office telephone, or say why not.",
                severity=Severity.WARNING,
            )
        else:
            yield RULES[0].finding(
                (item.address,),
                f"“{passage(item, hidden)}”疑似手机号码。报告要向社会公开，请删去这个号码。",
                f"“{passage(item, hidden)}” looks like a mobile number. The report will be public: take it out.",
            )


def is_contact(item: Digits) -> bool:
    """Whether the number stands where an agency says how it can be reached, and not beside a person's name."""
    return bool(_CONTACT.search(item.clause)) and not _PERSON.search(item.clause)
