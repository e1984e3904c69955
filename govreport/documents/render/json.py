"""数据文件: a report in the exchange format ``govreport.report/1``, cells in the order of the edition."""

import json
from typing import Any

from govreport.standards.document import Document


def render_json(document: Document) -> bytes:
    """UTF-8, two spaces of indentation, one line feed at the end; the same report gives the same bytes."""
    return (_text(document.to_json(), indent=2) + "\n").encode("utf-8", "backslashreplace")


def script_data(document: Document) -> str:
    """The same data for a ``<script type="application/json">`` block: nothing in it can end the block."""
    text = _text(document.to_json(), indent=None).encode("utf-8", "backslashreplace").decode("utf-8")
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _text(data: dict[str, Any], *, indent: int | None) -> str:
    # An unpaired surrogate cannot be written as UTF-8; "backslashreplace" turns it into its JSON escape above.
    return json.dumps(data, ensure_ascii=False, indent=indent)
