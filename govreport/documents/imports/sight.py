"""来源的样子: how a file looks, as plain data that a page can draw beside what was read; never its own markup.

A PDF is shown page by page as pictures, all others as paragraphs and rows of cells, texts line by line. What is
numbered is numbered as in ``read.place.Place``.
"""

import io
from collections.abc import Callable
from functools import partial
from typing import Any, Final

import pypdfium2

from govreport.documents.layout.sheet import one_at_a_time
from govreport.documents.read.blocks import Blocks, Grid, lines_of_blocks
from govreport.documents.read.grids import GridRow
from govreport.documents.read.office import opened_docx
from govreport.documents.read.own import parted
from govreport.documents.read.package_xlsx import workbook
from govreport.documents.read.page import blocks_of_page, page_of
from govreport.documents.read.pdf import MOST_PAGES, blocks_of_pdf
from govreport.documents.read.result import ReadResult
from govreport.documents.read.sheets import blocks_of_sheets
from govreport.documents.read.sniff import Kind, Source, sniff
from govreport.documents.read.text import read_lines, read_text
from govreport.reports.services.cells import shown
from govreport.standards.document import Document, DocumentError, from_json

_LONGEST: Final = 1_800  # pixels of the longer side of a page
_SHARPEST: Final = 2.0  # pixels to a point
_MOST_BLOCKS: Final = 3_000
_MOST_CHARACTERS: Final = 2_000


def sight(data: bytes, carried: dict[str, Any] | None = None) -> dict[str, Any]:
    """How a file looks.

    ``{"kind": "pdf", "pages": [[width, height], …]}`` in points, ``{"kind": "blocks", "blocks": […]}`` or
    ``{"kind": "lines", "lines": […]}``. With ``carried``, the data that a file of ours brought, ``places`` tells where
    its figures are printed in the file as well. Raises ``DocumentError`` for a file that cannot be opened.
    """
    source = sniff(data)
    if source.kind is Kind.PDF:
        looks: dict[str, Any] = {"kind": "pdf", "pages": _pages(data)}
        printed = partial(_read_pages, data, len(looks["pages"]))
    elif source.kind in (Kind.TEXT, Kind.JSON):
        text = parted(source.text)[0] if source.kind is Kind.TEXT else source.text
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        looks = {"kind": "lines", "lines": [line[:_MOST_CHARACTERS] for line in lines[:_MOST_BLOCKS]]}
        printed = partial(read_text, text)
    else:
        found = _blocks(source, data)
        looks = {"kind": "blocks", "blocks": _drawn(found)}
        printed = partial(read_lines, lines_of_blocks(found.blocks))
    if carried and source.kind is not Kind.JSON:
        looks["places"] = _same(printed, from_json(carried))
    return looks


def _read_pages(data: bytes, pages: int) -> ReadResult:
    return read_lines(lines_of_blocks(blocks_of_pdf(data, pages).blocks))


def _pages(data: bytes) -> list[list[float]]:
    try:
        with one_at_a_time, pypdfium2.PdfDocument(data) as file:
            return [
                [round(side, 1) for side in file.get_page_size(place)] for place in range(min(len(file), MOST_PAGES))
            ]
    except pypdfium2.PdfiumError as error:
        raise DocumentError(str(error)) from error


def _blocks(source: Source, data: bytes) -> Blocks:
    if source.kind is Kind.DOCX:
        return opened_docx(data)
    if source.kind is Kind.XLSX:
        return blocks_of_sheets(workbook(data)[0])
    return blocks_of_page(page_of(source.text))


def _drawn(found: Blocks) -> list[dict[str, Any]]:
    drawn: list[dict[str, Any]] = []
    for block in found.blocks[:_MOST_BLOCKS]:
        if isinstance(block, Grid):
            sheet = next((cell.place.sheet for row in block.rows for cell in row if cell.place), "")
            drawn.append({"rows": [_row(row) for row in block.rows], "sheet": sheet})
        else:
            sheet = block.place.sheet if block.place else ""
            drawn.append({"text": block.text[: 10 * _MOST_CHARACTERS], "heading": block.heading, "sheet": sheet})
    return drawn


def _row(row: GridRow) -> list[list[Any]]:
    """The cells of a row: text, and how many columns are left free before it and taken by it."""
    cells, reached = [], 0
    for cell in row:
        cells.append([cell.text[:_MOST_CHARACTERS], max(cell.start - reached, 0), cell.span])
        reached = cell.start + cell.span
    return cells


def _same(printed: Callable[[], ReadResult], carried: Document) -> dict[str, Any]:
    """Where the figures that a file of ours carries are printed in it: only where the same is printed."""
    try:
        seen = printed()
    except DocumentError:
        # Its data could be read, and that is what counts; what it prints is only shown beside it.
        return {}
    if seen.document.edition != carried.edition:
        return {}
    cells = carried.format.figure_cells
    return {
        name: place.to_plain()
        for name, place in seen.places.items()
        if (name in cells and shown(seen.document, name) == shown(carried, name))
        or name in (*carried.sections, "title")
    }


def page_picture(data: bytes, number: int) -> bytes:
    """A page of a PDF as PNG, counted from 1. Raises ``DocumentError`` where there is no such page."""
    try:
        with one_at_a_time, pypdfium2.PdfDocument(data) as file:
            if not 1 <= number <= min(len(file), MOST_PAGES):
                raise DocumentError(f"no page {number}")
            page = file[number - 1]
            scale = min(_SHARPEST, _LONGEST / max(1.0, *page.get_size()))
            out = io.BytesIO()
            page.render(scale=scale).to_pil().convert("RGB").quantize(64).save(out, "PNG", optimize=False)
            return out.getvalue()
    except pypdfium2.PdfiumError as error:
        raise DocumentError(str(error)) from error
