"""P-04 银行卡号: no number of a bank card, by its issuer's prefix and its check digit (Luhn, GB/T 14504 / ISO 7812)."""

import re
from collections.abc import Iterator
from typing import Final

from govreport.checks.privacy.p01_identity_numbers import is_identity
from govreport.checks.privacy.scan import Digits, digits, masked, passage
from govreport.checks.rule import ALL, Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

RULES: Final = (
    Rule(
        id="P-04",
        severity=Severity.ERROR,
        scope=Scope.PRIVACY,
        editions=ALL,
        sentence="公开的报告中没有银行卡号。",
        sentence_en="A published report contains no number of a bank card.",
        basis="《政府信息公开条例》第十五条：涉及个人隐私等公开会损害第三方合法权益的政府信息，不得公开",
        basis_en="Article 15 of the Regulation: what would harm others, such as personal privacy, is not made public",
        official=True,
    ),
)

# Cards of the domestic network begin with 60, 62, 68 or 69, or with 9; those of the international ones have 16 digits.
_CARD: Final = re.compile(r"(?:6[0289]|9[0-9])[0-9]{14,17}|(?:4[0-9]|5[1-5]|35)[0-9]{14}")
GROUPS: Final = frozenset({(4, 4, 4, 4), (4, 4, 4, 4, 1), (4, 4, 4, 4, 2), (4, 4, 4, 4, 3), (6, 13), (6, 10)})


def bank_cards(document: Document, previous: Document | None) -> Iterator[Finding]:
    """An error for each bank card number, its middle hidden."""
    for item in digits(document):
        if is_card(item) and not is_identity(item):
            hidden = masked(item.digits, 4, 4)
            yield RULES[0].finding(
                (item.address,),
                f"“{passage(item, hidden)}”疑似银行卡号。报告要向社会公开，请删去这个号码。",
                f"“{passage(item, hidden)}” looks like a bank card. The report will be public: take it out.",
            )


def is_card(item: Digits) -> bool:
    """Whether the digits make the number of a card, written in one piece or in the usual groups."""
    whole = len(item.groups) == 1 or item.groups in GROUPS
    return whole and bool(_CARD.fullmatch(item.digits)) and luhn(item.digits)


def luhn(value: str) -> bool:
    """Whether the last digit is the Luhn check digit of the others."""
    total = 0
    for place, digit in enumerate(reversed(value)):
        number = int(digit) * (1 + place % 2)
        total += number - 9 if number > 9 else number
    return total % 10 == 0
