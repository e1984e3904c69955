"""结构: sections, headings, title, period and wording of the form (S rules)."""

from typing import Final

from govreport.checks.rule import Check
from govreport.checks.structure.s01_sections import sections_present
from govreport.checks.structure.s09_edition import edition_of_year
from govreport.checks.structure.s12_title_year import year_in_title

CHECKS: Final[tuple[Check, ...]] = (sections_present, edition_of_year, year_in_title)
