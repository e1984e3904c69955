"""表内与表间: relations of the edition, and what they cannot say (T, X and A rules)."""

from typing import Final

from govreport.checks.rule import Check
from govreport.checks.tables.arithmetic import arithmetic
from govreport.checks.tables.t4_02_blocks import blank_blocks

CHECKS: Final[tuple[Check, ...]] = (arithmetic, blank_blocks)
