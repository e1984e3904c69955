"""跨年: this year's report held against last year's (Y rules that are no relations)."""

from typing import Final

from govreport.checks.rule import Check
from govreport.checks.years.y04_changes import large_changes

CHECKS: Final[tuple[Check, ...]] = (large_changes,)
