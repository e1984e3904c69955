"""导出表格: what the tables that are handed out have in common; no text in them is taken for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from govreport.standards.numbers import format_number

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV: Final = "text/csv; charset=utf-8"
# A spreadsheet takes a cell that begins so for a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def csv_table(rows: Iterable[Sequence[str | int | Decimal | None]]) -> bytes:
    """With a byte order mark, by which Excel knows the encoding; None is an empty cell."""
    target = io.StringIO(newline="")
    csv.writer(target).writerows([_written(value) for value in row] for row in rows)
    return target.getvalue().encode("utf-8-sig")


def _written(value: str | int | Decimal | None) -> str | int | None:
    """A number in writing; a text that looks like a formula begins with an apostrophe."""
    if isinstance(value, Decimal):
        return format_number(value)
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
