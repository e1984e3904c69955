"""障碍: what keeps somebody from using the page shown: axe's rules and measurements of our own."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What a width can change, beside what is measured here; everything else is the same page.
LAYOUT = ("scrollable-region-focusable",)
# What larger letters and their colours can change.
ENLARGED = (*LAYOUT, "color-contrast", "link-in-text-block")
WIDTHS = (1366, 320, 768, 3840)
SMALLEST = 24
SMALLEST_ELDER = 60


@cache
def _axe() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


@cache
def _own() -> str:
    return (Path(__file__).parent / "barriers.js").read_text(encoding="utf-8")


def barriers(page: Page, *, rules: Sequence[str] = ()) -> list[str]:
    """One line for each barrier on the page as it stands, each with the address and the piece of the page.

    ``rules`` narrows what axe looks for; the measurements are always made.
    """
    # A colour half-way through its change is nobody's barrier.
    page.emulate_media(reduced_motion="reduce")
    only = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": TAGS}
    return [f"{page.url} [{_width(page)}]: {line}" for line in _violations(page, only) + measured(page)]


def barriers_at_all_widths(page: Page, widths: Sequence[int] = WIDTHS) -> list[str]:
    """The same page at every width: all rules once, then what a width can change."""
    found = []
    for number, width in enumerate(widths):
        page.set_viewport_size({"width": width, "height": 768})
        found += barriers(page, rules=LAYOUT if number else ())
    page.set_viewport_size({"width": widths[0], "height": 768})
    return found


def barriers_enlarged(page: Page) -> list[str]:
    """The same page in 长辈版 on a desk and on a telephone: the server sets one class more, nothing else differs."""
    page.emulate_media(reduced_motion="reduce")
    page.evaluate("document.documentElement.classList.add('elder')")
    found = [line for width in (1366, 320) for line in _enlarged(page, width)]
    page.evaluate("document.documentElement.classList.remove('elder')")
    page.set_viewport_size({"width": WIDTHS[0], "height": 768})
    return found


def _enlarged(page: Page, width: int) -> list[str]:
    page.set_viewport_size({"width": width, "height": 768})
    return [f"enlarged {line}" for line in barriers(page, rules=ENLARGED if width == WIDTHS[0] else LAYOUT)]


def measured(page: Page) -> list[str]:
    """Sideways overflow, small targets, focus hidden by what is sticky, cut words, Chinese not marked as such."""
    smallest = {"smallest": SMALLEST, "elder": SMALLEST_ELDER}
    lines: list[str] = page.evaluate(_own(), smallest)
    return lines


def _violations(page: Page, only: Mapping[str, Any]) -> list[str]:
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(_axe())
    script = """only => axe.run({runOnly: only, resultTypes: ["violations"], elementRef: false})
        .then(result => result.violations.flatMap(item => item.nodes.map(
            node => `${item.id}: ${node.html.slice(0, 160)} ${node.failureSummary}`)))"""
    lines: list[str] = page.evaluate(script, only)
    return lines


def _width(page: Page) -> int:
    return page.viewport_size["width"] if page.viewport_size else 0
