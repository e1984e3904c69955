"""P-01 身份证号码: no number that is a person's identity number by its date and check digit (GB 11643)."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from govreport.checks.privacy.scan import Digits, digits, masked, passage
from govreport.checks.rule import ALL, Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

RULES: Final = (
    Rule(
        id="P-01",
        severity=Severity.ERROR,
        scope=Scope.PRIVACY,
        editions=ALL,
        sentence="公开的报告中没有居民身份证号码。",
        sentence_en="A published report contains no identity number of a citizen.",
        basis="《政府信息公开条例》第十五条：涉及个人隐私等公开会损害第三方合法权益的政府信息，不得公开",
        basis_en="Article 15 of the Regulation: what would harm others, such as personal privacy, is not made public",
        official=True,
    ),
)

# GB 11643-1999: weights of the first seventeen digits, and the check character by remainder.
WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK: Final = "10X98765432"
_REGION: Final = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
# Numbers are written in one piece, or as region, birth date and the rest.
GROUPS: Final = frozenset({(18,), (6, 8, 4), (6, 4, 4, 4), (3, 3, 4, 4, 4), (6, 12), (14, 4)})


def identity_numbers(document: Document, previous: Document | None) -> Iterator[Finding]:
    """An error for each identity number, its middle hidden."""
    for item in digits(document):
        if is_identity(item):
            hidden = masked(item.digits, 4, 2)
            yield RULES[0].finding(
                (item.address,),
                f"“{passage(item, hidden)}”疑似身份证号码。报告要向社会公开，请删去这个号码。",
                f"“{passage(item, hidden)}” looks like an identity number. The report will be public: take it out.",
            )


def is_identity(item: Digits) -> bool:
    """Whether the digits make an identity number: region, birth date, check digit."""
    return item.groups in GROUPS and is_identity_number(item.digits)


def is_identity_number(value: str) -> bool:
    """Whether eighteen characters are a valid identity number."""
    if len(value) != len(WEIGHTS) + 1 or not value[:17].isdigit() or not _REGION.match(value):
        return False
    try:
        born = date(int(value[6:10]), int(value[10:12]), int(value[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(value, WEIGHTS, strict=False))
    return born.year >= 1900 and CHECK[total % 11] == value[17].upper()
