"""官方表格: the read-only drawing of an official table (`{% load grids %}`, `{% grid_table document "t3" %}`).

Words, spans and order come from `govreport.standards.grid`, the cells from the same module as the PDF's; the markup is
`templates/partials/grid_table.html`.
"""

from typing import Any

from django import template

from govreport.documents.render.tables import official_table
from govreport.standards.document import Document

register = template.Library()


@register.inclusion_tag("partials/grid_table.html")
def grid_table(document: Document, table: str, title: str = "") -> dict[str, Any]:
    """Draw one table ("t2", "t3", "t4", "t18") of a document; KeyError if its edition has no such table.

    Blank cells stay blank; a cell whose source printed something else shows what was printed. The caption is visible
    when a `title` is given, otherwise it is there for screen readers only: the section heading says the same.
    """
    return {"table": official_table(document, table), "title": title}
