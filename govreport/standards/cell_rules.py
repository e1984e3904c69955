"""单元格校核: what one cell may hold (rules C-01 … C-10), from its value and, where it differs, its printed text."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from govreport.standards.edition import Cell, CellType, Edition
from govreport.standards.finding import Finding, Severity
from govreport.standards.numbers import Kind, Reading, format_number, parse_number


@dataclass(frozen=True, slots=True)
class CellRule:
    """单元格规则: severity (milder in some tables), sentence in both languages, basis."""

    severity: Severity
    message: str
    message_en: str
    basis: str
    softer: Mapping[str, Severity]


@cache
def cell_rules() -> Mapping[str, CellRule]:
    """The rules of ``cell_rules.toml`` by id."""
    data = tomllib.loads((Path(__file__).parent / "cell_rules.toml").read_text(encoding="utf-8"))
    return {
        rule: CellRule(
            Severity(entry["severity"]),
            entry["message"],
            entry["message_en"],
            entry["basis"],
            {table: Severity(name) for table, name in entry.get("softer", {}).items()},
        )
        for rule, entry in data.items()
    }


def broken_rules(cell: Cell, reading: Reading) -> tuple[str, ...]:
    """Ids of the rules that a reading breaks in a cell; blank is C-01."""
    if reading.kind is Kind.NUMBER and reading.value is not None:
        return _number_rules(cell, reading, reading.value)
    return ({Kind.BLANK: "C-01", Kind.MARK: "C-02", Kind.MANY: "C-09"}.get(reading.kind, "C-05"),)


def _number_rules(cell: Cell, reading: Reading, value: Decimal) -> tuple[str, ...]:
    rules = []
    if reading.sign == "+" and cell.type is not CellType.SIGNED:
        rules.append("C-05")
    if cell.type is not CellType.AMOUNT and value != value.to_integral_value():
        rules.append("C-03")
    if value < 0 and cell.type is not CellType.SIGNED:
        rules.append("C-04")
    if reading.unit:
        rules.append("C-06")
    if reading.note:
        rules.append("C-08")
    if reading.normalised:
        rules.append("C-07")
    if cell.type is CellType.AMOUNT and decimal_places(value) > cell.places:
        rules.append("C-10")
    return tuple(rules)


def decimal_places(value: Decimal) -> int:
    """Digits after the point."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def storable(cell: Cell, value: Decimal) -> bool:
    """Whether a number fits the typed column of its cell exactly: whole, not negative, few enough decimals."""
    if value < 0 and cell.type is not CellType.SIGNED:
        return False
    return decimal_places(value) <= (cell.places if cell.type is CellType.AMOUNT else 0)


def cell_findings(
    edition: Edition,
    figures: Mapping[str, Decimal | None],
    printed: Mapping[str, str],
    *,
    tables: frozenset[str] | None = None,
) -> Iterator[Finding]:
    """Findings of every numeric cell of the official tables, in printed order; ``tables`` narrows them."""
    for address, cell in edition.figure_cells.items():
        if not cell.numeric or (tables is not None and cell.table not in tables):
            continue
        value, text = figures.get(address), printed.get(address, "")
        reading = parse_number(text if text else None if value is None else format_number(value))
        for rule in broken_rules(cell, reading):
            yield cell_finding(cell, rule, text or (format_number(value) if value is not None else ""), reading)


def cell_finding(cell: Cell, rule: str, text: str, reading: Reading) -> Finding:
    """The finding of one rule at one cell."""
    words = {
        "value": text,
        "parsed": format_number(reading.value) if reading.value is not None else "",
        "unit": reading.unit,
        "note": reading.note,
        "places": str(cell.places),
    }
    entry = cell_rules()[rule]
    return Finding(
        rule=rule,
        severity=entry.softer.get(cell.table, entry.severity),
        addresses=(cell.address,),
        message=entry.message.format(cell=cell.place, **words),
        message_en=entry.message_en.format(cell=cell.place_en, **words),
        related=(cell.address,),
        basis=entry.basis,
    )
