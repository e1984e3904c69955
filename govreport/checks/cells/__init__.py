"""单元格: what a single cell may hold (C rules)."""

from typing import Final

from govreport.checks.cells.c11_magnitude import magnitude
from govreport.checks.cells.fee import fee_cells
from govreport.checks.cells.tables import cells
from govreport.checks.rule import Check

CHECKS: Final[tuple[Check, ...]] = (cells, fee_cells, magnitude)
