"""跨年: this year's report held against last year's (Y rules that are no relations)."""

from typing import Final

from govreport.checks.rule import Check
from govreport.checks.years.y04_changes import large_changes
from govreport.checks.years.y05_pending import pending_cases
from govreport.checks.years.y07_definitions import other_definitions
from govreport.checks.years.y08_recycled import same_as_last_year

CHECKS: Final[tuple[Check, ...]] = (large_changes, pending_cases, other_definitions, same_as_last_year)
