"""T2-01、T2-02 规章: who may make rules, and for whom an office reports them."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from govreport.checks.agency import is_county_office, kind_of
from govreport.checks.rule import SIX_PARTS, Rule, Scope
from govreport.standards.document import AgencyName, Document
from govreport.standards.finding import Finding, Severity
from govreport.standards.numbers import format_number

RULES: Final = (
    Rule(
        id="T2-01",
        severity=Severity.ERROR,
        scope=Scope.TABLE,
        editions=SIX_PARTS,
        sentence="没有规章制定权的机关，“规章”各格填 0。",
        sentence_en="A body without the power to make rules enters 0 in the row “规章”.",
        basis="《立法法》：规章由国务院部门等和省级、设区的市、自治州人民政府制定",
        basis_en="The Legislation Law: rules are made by ministries and by governments of provinces and prefectures",
    ),
    Rule(
        id="T2-02",
        severity=Severity.HINT,
        scope=Scope.TABLE,
        editions=SIX_PARTS,
        sentence="政府办公厅（室）代本级政府填报规章的，确认没有与政府的报告重复。",
        sentence_en="An office that reports its government's rules makes sure that they are not counted twice.",
        basis="规章由本级政府制定，汇总时只计一次",
        basis_en="Rules are the government's; a roll-up counts them once",
    ),
)
# Levels at which only the government itself makes rules, or nobody does.
POWERLESS: Final = ("county", "township")


def rules_made(document: Document, previous: Document | None) -> Iterator[Finding]:
    """An error for a body known to lack the power; a hint for the office of a government that has it."""
    cells = [
        address
        for address, cell in document.format.figure_cells.items()
        if (cell.table, cell.row) == ("t2", "rules") and document.figures.get(address)
    ]
    if not cells:
        return
    first = cells[0]
    value = format_number(document.figures[first] or Decimal(0))
    place, place_en = document.format.cells[first].place, document.format.cells[first].place_en
    if not may_make_rules(document.agency):
        yield RULES[0].finding(
            cells,
            f"{place}填写 {value}，本机关没有规章制定权，“规章”各格应为 0。规范性文件请填入下一行。",
            f"{place_en} is {value}, but this body cannot make rules: the row must be 0. Normative documents belong in "
            "the next row.",
            left=value,
            right="0",
            related=cells,
        )
    elif kind_of(document.agency) == "government_office" and not is_county_office(document.agency):
        yield RULES[1].finding(
            cells,
            f"{place}填写 {value}。规章系代本级政府填报的，请确认没有与政府的报告重复计算。",
            f"{place_en} is {value}. Rules reported on behalf of the government must not be counted in its own report "
            "as well.",
            related=cells,
        )


def may_make_rules(agency: AgencyName) -> bool:
    """Whether the body has the power, or nothing is known against it; only the record is trusted for this."""
    if agency.level in POWERLESS:
        return False
    return not (agency.level in ("province", "prefecture") and agency.kind == "department")
