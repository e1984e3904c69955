"""What became of every cell of a file: right or not, with a doubt or without."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from govreport.documents.read import ReadResult, read
from govreport.standards.document import DocumentError
from govreport.standards.edition import Edition


class Outcome(StrEnum):
    """去向: of one cell; a doubt about its row is a doubt about it."""

    RIGHT = "right"
    RIGHT_DOUBTED = "right, doubted"
    LEFT_OUT = "left out, told"
    WRONG_DOUBTED = "wrong, doubted"
    WRONG = "wrong in silence"


def outcomes(own: Edition, figures: Mapping[str, Decimal | None], data: bytes) -> dict[str, Outcome]:
    """Cell → what became of it; of a file that is declined with a sentence all cells are left out and told."""
    try:
        result = read(data, year=own.from_year)
    except DocumentError:
        return dict.fromkeys(figures, Outcome.LEFT_OUT)
    if result.document.edition != own.code:
        return dict.fromkeys(figures, Outcome.WRONG)
    told = {doubt.place for doubt in result.doubts} | set(result.inferred)
    told |= {address for finding in result.findings for address in finding.addresses if _names(finding.rule, address)}
    return {address: _outcome(result, address, value, told) for address, value in figures.items()}


def _names(rule: str, address: str) -> bool:
    """Whether a finding speaks of its cells: of a table as a whole only that it is missing, or table four's width."""
    return "." in address or rule in ("S-18", "T4-06")


def _outcome(result: ReadResult, address: str, value: Decimal | None, told: set[str]) -> Outcome:
    table, _dot, _rest = address.partition(".")
    missing = {finding.addresses[0] for finding in result.findings if finding.rule in ("S-18", "T4-06")}
    # Table four has one row, so that a doubt about the table is one about the row.
    is_told = bool(told & {address, address.rpartition(".")[0], *({"t4"} & {table})}) or table in missing
    found = result.document.figures[address]
    if found == value:
        return Outcome.RIGHT_DOUBTED if is_told else Outcome.RIGHT
    if not is_told:
        return Outcome.WRONG
    return Outcome.LEFT_OUT if found is None else Outcome.WRONG_DOUBTED


def tally(found: Mapping[str, Outcome]) -> Counter[Outcome]:
    """How many cells there are of each outcome."""
    return Counter(found.values())
