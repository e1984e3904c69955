"""文表核对: what the text says, held against the tables and against itself (N rules)."""

from typing import Final

from govreport.checks.narrative.n01_received import received
from govreport.checks.narrative.n02_processed import processed
from govreport.checks.narrative.n03_results import results
from govreport.checks.narrative.n04_carried import carried
from govreport.checks.narrative.n05_review import reviews
from govreport.checks.narrative.n06_litigation import lawsuits
from govreport.checks.narrative.n07_outcomes import outcomes
from govreport.checks.narrative.n08_all_done import all_done
from govreport.checks.narrative.n09_shares import shares
from govreport.checks.narrative.n10_parts import parts
from govreport.checks.narrative.n11_repeats import repeats
from govreport.checks.narrative.n12_documents import documents
from govreport.checks.narrative.n13_decisions import decisions
from govreport.checks.narrative.n14_none import none_received
from govreport.checks.narrative.n15_fees import fees
from govreport.checks.narrative.n16_years import work_years
from govreport.checks.narrative.n17_unit import unit
from govreport.checks.narrative.n19_stops import stops
from govreport.checks.narrative.n20_punctuation import half_width
from govreport.checks.narrative.n22_channels import channels
from govreport.checks.rule import Check

CHECKS: Final[tuple[Check, ...]] = (
    received,
    processed,
    results,
    carried,
    reviews,
    lawsuits,
    outcomes,
    all_done,
    shares,
    parts,
    repeats,
    documents,
    decisions,
    none_received,
    fees,
    work_years,
    unit,
    stops,
    half_width,
    channels,
)
