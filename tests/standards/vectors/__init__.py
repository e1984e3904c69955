"""Cases that Python and the browser must decide alike; the JSON files hold them, one case to a line."""

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from govreport.standards.edition import Cell, CellType
from govreport.standards.numbers import Reading, format_number

FOLDER = Path(__file__).parent
DEFAULTS: Mapping[str, Any] = {
    "value": None,
    "unit": "",
    "note": "",
    "candidates": [],
    "normalised": False,
    "sign": "",
}


def load(name: str) -> Any:
    """The content of one file of vectors."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def readings() -> list[tuple[str | None, dict[str, Any]]]:
    """Text of a cell and what must be read; what a case leaves out is the default."""
    cases = [case for group in load("numbers")["readings"].values() for case in group]
    return [(case["text"], {**DEFAULTS, **{key: case[key] for key in case if key != "text"}}) for case in cases]


def bombs() -> list[tuple[str, str]]:
    """Long texts that a careless pattern would chew on for hours, and their kind."""
    cases = load("numbers")["bombs"]
    return [(case.get("start", "") + case["repeat"] * case["times"] + case["end"], case["kind"]) for case in cases]


def reading_json(reading: Reading) -> dict[str, Any]:
    """A reading as the browser writes it."""
    return {
        "kind": reading.kind.value,
        "value": None if reading.value is None else format_number(reading.value),
        "unit": reading.unit,
        "note": reading.note,
        "candidates": [format_number(item) for item in reading.candidates],
        "normalised": reading.normalised,
        "sign": reading.sign,
    }


def cell(kind: str) -> Cell:
    """A cell of some type; amounts take six decimals."""
    places = 6 if kind == "amount" else 0
    return Cell("t9.row.column", "t9", "row", "column", CellType(kind), "件", places, False, "此格", "This cell")


def decimal(text: str | None) -> Decimal | None:
    """The number of a vector."""
    return None if text is None else Decimal(text)
