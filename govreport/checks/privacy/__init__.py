"""个人信息与保密: what must not stand in a published report (P rules)."""

from typing import Final

from govreport.checks.privacy.p01_identity_numbers import identity_numbers
from govreport.checks.privacy.p02_mobile_numbers import mobile_numbers
from govreport.checks.privacy.p03_mailboxes import mailboxes
from govreport.checks.privacy.p04_bank_cards import bank_cards
from govreport.checks.privacy.p05_names import names
from govreport.checks.privacy.p06_secrecy_marks import secrecy_marks
from govreport.checks.rule import Check

CHECKS: Final[tuple[Check, ...]] = (identity_numbers, mobile_numbers, mailboxes, bank_cards, names, secrecy_marks)
