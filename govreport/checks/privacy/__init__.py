"""个人信息与保密: what must not stand in a published report (P rules)."""

from typing import Final

from govreport.checks.rule import Check

CHECKS: Final[tuple[Check, ...]] = ()
