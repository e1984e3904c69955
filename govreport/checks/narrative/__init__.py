"""文表核对: what the text says, held against the tables and against itself (N rules)."""

from typing import Final

from govreport.checks.rule import Check

CHECKS: Final[tuple[Check, ...]] = ()
