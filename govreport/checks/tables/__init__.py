"""表内与表间: relations of the edition, and what they cannot say (T, X and A rules)."""

from typing import Final

from govreport.checks.rule import Check
from govreport.checks.tables.arithmetic import arithmetic
from govreport.checks.tables.t2_01_rules import rules_made
from govreport.checks.tables.t2_04_stock import stock
from govreport.checks.tables.t2_05_enforcement import enforcement
from govreport.checks.tables.t2_12_unit import unit_of_amount
from govreport.checks.tables.t3_07_unpaid import unpaid_fees
from govreport.checks.tables.t3_11_shift import shifted_rows
from govreport.checks.tables.t4_02_blocks import blank_blocks
from govreport.checks.tables.t4_03_blocks import shifted_blocks
from govreport.checks.tables.t4_04_corrected import dispute_notes
from govreport.checks.tables.x03_tariff import tariff

CHECKS: Final[tuple[Check, ...]] = (
    arithmetic,
    rules_made,
    stock,
    enforcement,
    unit_of_amount,
    unpaid_fees,
    shifted_rows,
    blank_blocks,
    shifted_blocks,
    dispute_notes,
    tariff,
)
