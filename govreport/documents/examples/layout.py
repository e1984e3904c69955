"""版式举例: examples of the rules that only a finished PDF can break, with what the layout check says of them.

Setting and checking a PDF takes a second, too long for a page of the rule book: the sentences stand in ``layout.toml``,
and the tests print each example and compare.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from govreport.checks.examples import changed, clean
from govreport.standards.document import Document


@dataclass(frozen=True, slots=True)
class LayoutExample:
    """版式举例: a report as it is printed, the one that is stored, and what is said of the PDF.

    ``css`` are rules put behind those of the style sheet; ``shown`` is what a reader sees on the page; ``says`` and
    ``says_en`` are the first sentence of the check, empty where it is silent.
    """

    rule: str
    name: str
    name_en: str
    fires: bool
    css: str
    shown: str
    says: str
    says_en: str
    change: Mapping[str, Any]
    stored_change: Mapping[str, Any]

    @property
    def printed(self) -> Document:
        """The report of which the PDF is made."""
        return changed(clean(self.change.get("edition", "e2021")), self.change)

    @property
    def stored(self) -> Document:
        """The report that the PDF should show."""
        return changed(self.printed, self.stored_change)


@cache
def layout_examples(rule: str) -> tuple[LayoutExample, ...]:
    """The examples of a layout rule; empty for every other rule."""
    data = tomllib.loads((files(__package__) / "layout.toml").read_text(encoding="utf-8"))
    return tuple(
        LayoutExample(
            rule=rule,
            name=item["name"],
            name_en=item["name_en"],
            fires=item["fires"],
            css=item.get("css", ""),
            shown=item["shown"],
            says=item.get("says", ""),
            says_en=item.get("says_en", ""),
            change=item.get("change", {}),
            stored_change=item.get("stored", {}),
        )
        for item in data.get(rule, ())
    )
