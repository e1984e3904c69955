"""官方表格: the read-only drawing of an official table (`{% load grids %}`, `{% grid_table document "t3" %}`).

Words, spans and order come from `govreport.standards.grid`, the cells from the same module as the PDF's; the markup is
`templates/partials/grid_table.html`.
"""

from collections.abc import Mapping
from typing import Any

from django import template

from govreport.documents.render.tables import official_table
from govreport.standards.document import Document

register = template.Library()


@register.inclusion_tag("partials/grid_table.html")
def grid_table(
    document: Document,
    table: str,
    title: str = "",
    last: Mapping[str, str] | None = None,
    expected: Mapping[str, str] | None = None,
    marks: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Draw one table ("t2", "t3", "t4", "t18") of a document; KeyError if its edition has no such table.

    Blank cells stay blank; a cell whose source printed something else shows what was printed. The caption is visible
    when a `title` is given, otherwise it is there for screen readers only: the section heading says the same. `last`
    holds last year's texts by cell address, to stand below those of this year, and `expected` what follows from last
    year's report where a cell says something else. `marks` are signs to stand in cells, by address: `level`, `icon`,
    `word` (for screen readers), `text` and `id`.
    """
    drawn = official_table(document, table)
    return {"table": drawn, "title": title, "last": last, "expected": expected, "marks": marks or {}}


@register.filter
def at(texts: Mapping[str, Any], address: str) -> Any:
    """The text (or mark) at a cell address; nothing where there is none."""
    return texts.get(address, "")
