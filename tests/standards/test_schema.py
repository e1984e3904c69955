"""格式数据的机器形式: a schema that takes what we write and refuses what we refuse, and JSON for the browser."""

import json
import re
from decimal import Decimal
from typing import Any

import pytest

from govreport.standards import all_editions, edition
from govreport.standards.derive import derivations
from govreport.standards.document import Document
from govreport.standards.relations import relations
from govreport.standards.schema import browser_edition, report_schema
from tests.standards.reports import balanced

CODES = [own.code for own in all_editions()]
TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "null": type(None),
    "integer": int,
    "object": dict,
}


def fault(schema: dict[str, Any], value: Any, place: str = "$") -> str | None:
    """Where a value breaks a schema: the keywords that our schemas use, and no others."""
    assert set(schema) <= {
        *("$schema", "title", "type", "required", "additionalProperties", "properties"),
        *("const", "enum", "pattern", "minimum", "maxLength"),
    }
    kinds = [schema["type"]] if isinstance(schema.get("type"), str) else schema.get("type", list(TYPES))
    if not any(isinstance(value, TYPES[kind]) for kind in kinds):
        return place
    if ("const" in schema and value != schema["const"]) or ("enum" in schema and value not in schema["enum"]):
        return place
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        return place
    if isinstance(value, str) and len(value) > schema.get("maxLength", len(value)):
        return place
    if isinstance(value, int) and value < schema.get("minimum", value):
        return place
    if isinstance(value, dict):
        known = schema.get("properties", {})
        if set(schema.get("required", ())) - set(value) or set(value) - set(known):
            return place
        faults = (fault(known[key], part, f"{place}.{key}") for key, part in value.items())
        return next((found for found in faults if found), None)
    return None


def document(code: str) -> dict[str, Any]:
    own = edition(code)
    return Document(
        edition=code,
        year=own.from_year,
        figures=balanced(code, 5),
        fee={item.code: Decimal("1.5") if item.type == "amount" else None for item in own.fee},
        printed={next(iter(own.figure_cells)): "150人次"},
    ).to_json()


@pytest.mark.parametrize("code", CODES)
def test_what_we_write_satisfies_the_schema(code: str) -> None:
    assert fault(report_schema(code), document(code)) is None


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"edition": "e2019"}, "$.edition"),
        ({"year": 2020}, "$.year"),
        ({"colour": 1}, "$"),
        ({"figures": {"t3.unknown.total": "1"}}, "$.figures"),
        ({"figures": {"t4.review.total": 1.5}}, "$.figures.t4.review.total"),
        ({"figures": {"t4.review.total": "1件"}}, "$.figures.t4.review.total"),
        ({"figures": {"t4.review.total": "1\n2"}}, "$.figures.t4.review.total"),
        ({"sections": {"sec3": ""}}, "$.sections"),
        ({"agency": {"level": "village"}}, "$.agency.level"),
        ({"scope": "all"}, "$.scope"),
        ({"title": "题" * 201}, "$.title"),
        ({"sections": {"sec1": "字" * 200_001}}, "$.sections.sec1"),
        ({"printed": {"t4.review.total": "字" * 2_001}}, "$.printed.t4.review.total"),
    ],
)
def test_what_we_refuse_breaks_the_schema(changes: dict[str, Any], place: str) -> None:
    assert fault(report_schema("e2021"), {**document("e2021"), **changes}) == place


@pytest.mark.parametrize("code", CODES)
def test_the_schema_names_every_cell_once(code: str) -> None:
    figures = report_schema(code)["properties"]["figures"]["properties"]
    assert list(figures) == [address for address, cell in edition(code).figure_cells.items() if cell.numeric]
    assert json.loads(json.dumps(report_schema(code))) == report_schema(code)


@pytest.mark.parametrize("code", CODES)
def test_the_browser_gets_every_cell_total_and_relation_in_plain_json(code: str) -> None:
    data = browser_edition(code, "zh-hans")
    assert json.loads(json.dumps(data)) == data
    assert list(data["cells"]) == list(edition(code).cells)
    assert [cell for cell, _ in data["derivations"]] == [cell for cell, _ in derivations(code)]
    assert [item["rule"] for item in data["relations"]] == [item.rule for item in relations(code)]


@pytest.mark.parametrize("code", CODES)
def test_the_browser_gets_messages_in_its_language(code: str) -> None:
    chinese, english = browser_edition(code, "zh-hans"), browser_edition(code, "en")
    assert [item["message"] for item in chinese["relations"]] == [item.message for item in relations(code)]
    assert [item["message"] for item in english["relations"]] == [item.message_en for item in relations(code)]
    assert chinese["cellRules"]["C-01"]["message"].startswith("{cell}为空")
    assert english["cellRules"]["C-01"]["message"].startswith("{cell} is blank")


def test_factors_stay_whole_numbers_that_json_can_carry() -> None:
    for code in CODES:
        for relation in browser_edition(code, "zh")["relations"]:
            for form in (relation["left"], relation["right"]):
                assert all(isinstance(factor, int) and 0 < abs(factor) < 2**53 for factor, _ in form["terms"])
