"""读数 in the browser: the same table of cases as ``tests/standards/test_numbers.py``."""

from dataclasses import asdict
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page

from govreport.standards.cell_rules import broken_rules
from govreport.standards.numbers import parse_number
from tests.standards.vectors import bombs, cell, load, reading_json, readings

pytestmark = pytest.mark.browser
ALPHABET = "00123456789.,,+-() 、，１（）件万元人次十百千零二五〇/—无\u3000\u200b\ufeff\u0085\u001c\u2212"


def test_the_browser_reads_every_case_as_the_table_says(core: Page) -> None:
    cases = readings()
    got = core.evaluate("texts => texts.map(core.parseNumber)", [text for text, _ in cases])
    assert list(zip([text for text, _ in cases], got, strict=True)) == cases


def test_the_browser_reads_long_texts_in_one_pass(core: Page) -> None:
    cases = bombs()
    got = core.evaluate("texts => texts.map((text) => core.parseNumber(text).kind)", [text for text, _ in cases])
    assert got == [kind for _, kind in cases]


def test_the_browser_finds_the_same_rules_broken_in_the_same_order(core: Page) -> None:
    cases = load("numbers")["rules"]
    pairs = [[browser_cell(case["type"]), case["text"]] for case in cases]
    got = core.evaluate("pairs => pairs.map(([cell, text]) => core.brokenRules(cell, core.parseNumber(text)))", pairs)
    assert [sorted(rules) for rules in got] == [sorted(case["rules"]) for case in cases]
    assert got == [list(broken_rules(cell(case["type"]), parse_number(case["text"]))) for case in cases]


def test_the_browser_prints_numbers_plainly(core: Page) -> None:
    cases = load("numbers")["plain"]
    assert core.evaluate("cases => cases.map(([text]) => core.formatNumber(text))", cases) == [
        plain for _, plain in cases
    ]


def test_the_browser_and_python_read_any_text_alike(core: Page) -> None:
    chance = Random(20260131)
    texts = ["".join(chance.choices(ALPHABET, k=chance.randrange(1, 9))) for _ in range(20_000)]
    got = core.evaluate("texts => texts.map(core.parseNumber)", texts)
    wanted = [reading_json(parse_number(text)) for text in texts]
    assert [pair for pair in zip(texts, got, wanted, strict=True) if pair[1] != pair[2]] == []
    assert len({reading["kind"] for reading in wanted}) == 5


def browser_cell(kind: str) -> dict[str, Any]:
    """A cell as the browser knows it."""
    return {**asdict(cell(kind)), "type": kind}
