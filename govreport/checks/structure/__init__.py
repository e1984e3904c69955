"""结构: sections, headings, title, period and wording of the form (S rules)."""

from typing import Final

from govreport.checks.rule import Check
from govreport.checks.structure.s01_sections import sections_present
from govreport.checks.structure.s02_numbers import numbers_of_parts
from govreport.checks.structure.s03_ordinals import ordinals
from govreport.checks.structure.s05_aspects import aspects
from govreport.checks.structure.s06_supervision import supervision
from govreport.checks.structure.s07_thin import thin_sections
from govreport.checks.structure.s08_fee import fee_statement
from govreport.checks.structure.s09_edition import edition_of_year
from govreport.checks.structure.s10_instrument import instrument
from govreport.checks.structure.s11_period import period
from govreport.checks.structure.s12_title_year import year_in_title
from govreport.checks.structure.s13_agency import agency_name
from govreport.checks.structure.s14_title import title_form
from govreport.checks.structure.s15_placeholders import placeholders
from govreport.checks.structure.s16_contact import contact
from govreport.checks.structure.s17_length import text_length
from govreport.checks.structure.s22_brackets import brackets
from govreport.checks.structure.s23_parts import announced_parts

CHECKS: Final[tuple[Check, ...]] = (
    sections_present,
    numbers_of_parts,
    ordinals,
    aspects,
    supervision,
    thin_sections,
    fee_statement,
    edition_of_year,
    instrument,
    period,
    year_in_title,
    agency_name,
    title_form,
    placeholders,
    contact,
    text_length,
    brackets,
    announced_parts,
)
