"""年报（纯文本）: the report as plain text, tables as lines of cells separated by tabs.

The last line carries the exchange format, so that the file can be read in again without loss.
"""

import hashlib
from collections.abc import Iterator
from typing import Final

from govreport.documents.render.json import script_data
from govreport.documents.render.model import Part, paper
from govreport.documents.render.places import placed
from govreport.documents.render.tables import OfficialTable
from govreport.standards.document import Document

# Nobody writes this line; what stands behind it is the data, with a digest of the text before it.
MARK: Final = "———— 以下一行供系统读取，请勿改动 ————"


def render_txt(document: Document) -> bytes:
    """The report as UTF-8 text; the same report gives the same bytes."""
    text = "\n".join(_lines(document)) + "\n"
    return f"{text}\n{MARK}\n{seen(text)} {script_data(document)}\n".encode("utf-8", "replace")


def seen(text: str) -> str:
    """A digest of the text, however its lines end."""
    lines = [line.rstrip() for line in text.splitlines()]
    return hashlib.sha256("\n".join(lines).strip("\n").encode("utf-8", "replace")).hexdigest()


def _lines(document: Document) -> Iterator[str]:
    printed = paper(document)
    yield printed.title
    for part in printed.parts:
        yield ""
        yield from _part(part)


def _part(part: Part) -> Iterator[str]:
    if part.title:
        yield part.title
    if part.annex_title:
        yield part.annex_title
    for paragraph in part.paragraphs:
        yield paragraph.lead_in + paragraph.text
    if part.table:
        yield from _table(part.table)


def _table(table: OfficialTable) -> Iterator[str]:
    """A line a row; cells that others span are empty, so that every figure stands in its column."""
    rows = (*table.head, *table.body)
    width = len(table.columns)
    lines = [[""] * width for _row in rows]
    for y, x, shown in placed(rows, width):
        lines[y][x] = " ".join(shown.text.split())
    yield from ("\t".join(line).rstrip() if not any(line[1:]) else "\t".join(line) for line in lines)
