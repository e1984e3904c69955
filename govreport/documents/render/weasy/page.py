"""文档: an HTML document under the browser's style sheet without lists, notes and forms.

WeasyPrint's own sheet has rules for the marker and for five parts of notes of *every* element, so it computes seven
styles for each. An official document has neither; its elements then have one style each.
"""

import re
from functools import cache
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.html import UA, UA_COUNTER_STYLE

_EVERY_ELEMENT = re.compile(r"^::[a-z-]+\s*\{[^}]*\}", re.MULTILINE)


class Page(HTML):  # type: ignore[misc]  # WeasyPrint has no types
    """A document to print; the same as ``weasyprint.HTML`` where no list, note or form is in it."""

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
        return [_plain_sheet()]


@cache
def _plain_sheet() -> Any:
    return CSS(string=_EVERY_ELEMENT.sub("", UA), counter_style=UA_COUNTER_STYLE)
