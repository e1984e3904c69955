"""格式数据的机器形式: what the browser needs of an edition, and the JSON Schema of a report."""

from functools import cache
from typing import Any

from govreport.standards import edition as edition_of
from govreport.standards.cell_rules import cell_rules
from govreport.standards.derive import derivations
from govreport.standards.document import (
    CELL_LIMIT,
    KINDS,
    LEVELS,
    SCHEMA,
    SCOPES,
    SECTION_LIMIT,
    TITLE_LIMIT,
)
from govreport.standards.linear import Comparison, Linear
from govreport.standards.relations import Relation, relations


@cache
def browser_edition(code: str, language: str) -> dict[str, Any]:
    """Cells, totals, relations and cell rules of an edition as JSON, with messages in one language.

    ``static/js/relations.js`` evaluates it; figures there are integers of millionths, as here.
    """
    edition = edition_of(code)
    english = language.startswith("en")
    return {
        "edition": code,
        "cells": {
            address: {
                "type": cell.type.value,
                "places": cell.places,
                "derived": cell.derived,
                "unit": cell.unit,
                "table": cell.table,
                "place": cell.place_en if english else cell.place,
            }
            for address, cell in edition.cells.items()
        },
        "derivations": [[cell, _linear(total)] for cell, total in derivations(code)],
        "relations": [_relation(relation, english=english) for relation in relations(code)],
        "cellRules": {
            rule: {
                "severity": entry.severity.value,
                "softer": {table: severity.value for table, severity in entry.softer.items()},
                "message": entry.message_en if english else entry.message,
                "basis": entry.basis,
            }
            for rule, entry in cell_rules().items()
        },
    }


def _relation(relation: Relation, *, english: bool) -> dict[str, Any]:
    return {
        "rule": relation.rule,
        "severity": relation.severity.value,
        **_comparison(relation.comparison),
        "when": _comparison(relation.when) if relation.when else None,
        "addresses": list(relation.addresses),
        "related": list(relation.related),
        "slots": dict(relation.slots),
        "message": relation.message_en if english else relation.message,
        "basis": relation.basis,
    }


def _comparison(comparison: Comparison) -> dict[str, Any]:
    return {"left": _linear(comparison.left), "op": comparison.operator, "right": _linear(comparison.right)}


def _linear(form: Linear) -> dict[str, Any]:
    return {"terms": [[factor, address] for factor, address in form.terms], "constant": form.constant}


def report_schema(code: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of ``govreport.report/1`` for one edition."""
    edition = edition_of(code)
    title, section, cell = ({"type": "string", "maxLength": most} for most in (TITLE_LIMIT, SECTION_LIMIT, CELL_LIMIT))
    name = {"type": ["string", "null"], "maxLength": TITLE_LIMIT}
    figure = {"type": ["string", "null"], "pattern": r"^-?\d+(\.\d+)?$"}
    numeric = [address for address, item in edition.figure_cells.items() if item.numeric]
    sections = [item.code for item in edition.sections if item.kind != "table"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{SCHEMA} ({code}, {edition.instrument})",
        "type": "object",
        "required": ["schema", "edition", "year"],
        "additionalProperties": False,
        "properties": {
            "schema": {"const": SCHEMA},
            "edition": {"const": code},
            "year": {"type": ["integer", "null"], "minimum": edition.from_year},
            "agency": _closed(
                {
                    "name": title,
                    "short_name": name,
                    "code": name,
                    "level": {"enum": [*LEVELS, None]},
                    "kind": {"enum": [*KINDS, None]},
                }
            ),
            "scope": {"enum": list(SCOPES)},
            "title": title,
            "sections": _closed(dict.fromkeys(sections, section)),
            "fee": _closed({item.code: figure for item in edition.fee}),
            "figures": _closed(dict.fromkeys(numeric, figure)),
            "printed": _closed(dict.fromkeys(edition.figure_cells, cell)),
        },
    }


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}
