"""勾稽关系 in the browser: the stored reports, and fresh ones against Python, text for text."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page

from govreport.standards import all_editions, edition
from govreport.standards.cell_rules import broken_rules, cell_finding
from govreport.standards.numbers import parse_number
from govreport.standards.schema import browser_edition
from tests.standards.make_vectors import pack, unpack
from tests.standards.parity import Texts, finding_json, outcome, random_reports
from tests.standards.vectors import load, readings

pytestmark = pytest.mark.browser
CODES = [own.code for own in all_editions()]
FRESH = 2_000
AT_ONCE = 250


def in_browser(core: Page, code: str, reports: list[dict[str, Texts]], language: str = "zh") -> list[dict[str, Any]]:
    """What the browser makes of each report."""
    # As one text: the driver takes far longer over nested objects than the browser over its sums.
    text = core.evaluate("text => core.outcomes(text)", json.dumps([browser_edition(code, language), reports]))
    result: list[dict[str, Any]] = json.loads(text)
    return result


@pytest.mark.parametrize("code", CODES)
def test_the_browser_gives_what_the_stored_reports_always_gave(core: Page, code: str) -> None:
    cases = load("relations")[code]
    reports = [unpack(code, case) for case in cases]
    results = in_browser(core, code, reports)
    assert [pack(code, report, result) for report, result in zip(reports, results, strict=True)] == cases


@pytest.mark.parametrize("code", CODES)
def test_the_browser_and_python_agree_on_thousands_of_fresh_reports(core: Page, code: str, fresh_seed: int) -> None:
    reports = list(random_reports(code, fresh_seed, FRESH))
    findings = 0
    for start in range(0, FRESH, AT_ONCE):
        language = "zh" if start % (2 * AT_ONCE) else "en"
        some = reports[start : start + AT_ONCE]
        wanted = [outcome(code, report, language) for report in some]
        got = in_browser(core, code, some, language)
        for report, mine, theirs in zip(some, wanted, got, strict=True):
            assert theirs == mine, (fresh_seed, report)
        findings += sum(len(result["findings"]) for result in wanted)
    assert findings > FRESH


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_browser_says_what_is_wrong_in_a_cell_in_the_same_words(core: Page, code: str, language: str) -> None:
    texts = [text for text, _ in readings() if text]
    cells = [cell for cell in edition(code).cells.values() if cell.numeric]
    pairs = [(cells[number % len(cells)], text) for number, text in enumerate(texts * 3)]
    got = core.evaluate(
        "([edition, pairs]) => pairs.map(([address, text]) => core.cellFindings(edition, address, text))",
        [browser_edition(code, language), [[cell.address, text] for cell, text in pairs]],
    )
    wanted = [
        [
            finding_json(cell_finding(cell, rule, text, parse_number(text)), language)
            for rule in broken_rules(cell, parse_number(text))
        ]
        for cell, text in pairs
    ]
    assert got == wanted
