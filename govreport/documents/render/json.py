"""数据文件: a report in the exchange format ``govreport.report/1``, cells in the order of the edition."""

import json
from typing import Any

from govreport.standards.document import Document


def render_json(document: Document) -> bytes:
    """UTF-8, two spaces of indentation, one line feed at the end; the same report gives the same bytes."""
    # An unpaired surrogate cannot be written as UTF-8: "backslashreplace" gives just its JSON escape.
    return (_text(document.to_json(), indent=2) + "\n").encode("utf-8", "backslashreplace")


def script_data(document: Document) -> str:
    """The same data for a ``<script type="application/json">`` block.

    "<", ">" and "&" are escaped, so nothing in it can end the block; so is what parsers of HTML drop or replace.
    """
    return "".join(_escaped(character) for character in _text(document.to_json(), indent=None))


def _escaped(character: str) -> str:
    if character not in "<>&" and character.isprintable():
        return character
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at] << 8 | units[at + 1]:04x}" for at in range(0, len(units), 2))


def _text(data: dict[str, Any], *, indent: int | None) -> str:
    return json.dumps(data, ensure_ascii=False, indent=indent)
