"""扫描件的文字识别（可选）: pages that are pictures as printed characters and lines, by Debian's tesseract.

An extra that is off unless ``GOVREPORT_OCR`` is set and ``tesseract`` with its data for simplified Chinese is there.
Nothing that is read this way is certain: every cell carries a doubt, and one that was not made out is left blank.
"""

import io
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Final

import pikepdf
import pypdfium2
from PIL import Image

from govreport.documents.layout.sheet import one_at_a_time
from govreport.documents.read import pdf_words
from govreport.documents.read.blocks import lines_of_blocks
from govreport.documents.read.pdf import blocks_of_pdf
from govreport.documents.read.pdf_page import Character, PrintedPage, Stroke
from govreport.documents.read.pdf_rules import NEAR, lattices
from govreport.documents.read.place import Box
from govreport.documents.read.result import Doubt, ReadResult
from govreport.documents.read.scan_lines import ruling, upright
from govreport.documents.read.scan_words import UNSURE, Engine, Table, characters_of
from govreport.documents.read.text import read_lines
from govreport.documents.read.told import phrase as _
from govreport.standards.document import Document, DocumentError

MOST_PAGES: Final = 20
SECONDS: Final = 80.0  # for a whole file
DPI: Final = 300
_MOST_PIXELS: Final = 4_200  # on a side
_POINTS: Final = 72
_SHORT: Final = 1.5  # points by which a line may fail to reach another
_WIDE: Final = 0.3  # of the width of a page: narrower ones are no tables


def read_scan(
    data: bytes,
    *,
    year: int | None = None,
    agency: str | None = None,
    seconds: float = SECONDS,
    most_pages: int = MOST_PAGES,
) -> ReadResult:
    """The report on the pages of a scanned PDF, with a doubt at every cell.

    Raises ``DocumentError`` with a plain sentence for a PDF that has a text layer, has too many pages, takes too long,
    or shows no report.
    """
    pages = _pages(data, most_pages)
    engine = Engine(time.monotonic() + seconds)
    try:
        found = blocks_of_pdf(data, pages, lambda file: _printed(file, engine))
    except (subprocess.SubprocessError, OSError) as error:
        raise DocumentError(_("扫描件的文字识别没有完成。请转成 Word 文件后重试，或者从空白开始填写。")) from error
    result = read_lines(lines_of_blocks(found.blocks), found.doubts, year=year, agency=agency)
    return doubted(result, pages)


def _pages(data: bytes, most: int) -> int:
    try:
        with pikepdf.open(io.BytesIO(data)) as file:
            count = len(file.pages)
    except (pikepdf.PdfError, ValueError) as error:
        raise DocumentError(_("PDF 文件已损坏，无法读取。")) from error
    if count > most:
        raise DocumentError(
            _("扫描件有 %(pages)s 页，最多识别 %(most)s 页。请只保留报告本身后重试。") % {"pages": count, "most": most}
        )
    return count


def _printed(data: bytes, engine: Engine) -> Iterator[PrintedPage]:
    """What is made out on each page, in points."""
    scale = _POINTS / DPI
    for number, picture in enumerate(_pictures(data), 1):
        image = upright(picture)
        dots = ruling(image, DPI)
        strokes = _of_tables(
            [Stroke(*(edge * scale for edge in _edges(stroke))) for stroke in dots], image.width * scale
        )
        tables = [
            Table(_scaled(table.box, 1 / scale), tuple(_scaled(cell, 1 / scale) for cell in table.cells))
            for table in lattices(strokes)
        ]
        found = characters_of(image, tables, engine)
        characters = tuple(
            Character(item.text, item.x0 * scale, item.x1 * scale, item.base * scale, item.size * scale, item.run)
            for item in found
        )
        yield PrintedPage(number, image.width * scale, image.height * scale, characters, tuple(strokes))


def _of_tables(strokes: Sequence[Stroke], width: float) -> list[Stroke]:
    """The lines of tables: strokes of letters cross one another as well, but are small, or lead from nowhere."""
    boxes = [table.box for table in lattices(strokes) if table.box[2] - table.box[0] > _WIDE * width]
    found = [stroke for stroke in strokes if any(_on(stroke, box) for box in boxes)]
    # Once with strokes of letters among those that are met, once without.
    for _round in range(2):
        met = [_between(stroke, found, next(box for box in boxes if _on(stroke, box))) for stroke in found]
        found = [stroke for stroke in met if stroke is not None]
    return found


def _on(stroke: Stroke, box: Box) -> bool:
    """Whether a stroke lies in a table or on its edge."""
    inside = box[0] - NEAR <= stroke.x0 and stroke.x1 <= box[2] + NEAR
    return inside and box[1] - NEAR <= stroke.top and stroke.bottom <= box[3] + NEAR


def _between(stroke: Stroke, strokes: Sequence[Stroke], box: Box) -> Stroke | None:
    """A line from the first line across it to the last, letters at its ends left out; None where it meets no two.

    The edges of the table count as well: a page may have cut it there.
    """
    level = _level(stroke)
    place, start, end = _span(stroke)
    across = [_span(other) for other in strokes if _level(other) != level]
    edges = (box[0], box[2]) if level else (box[1], box[3])
    met = [own for own, low, high in across if low - NEAR <= place <= high + NEAR]
    met = [own for own in (*met, *edges) if start - _SHORT <= own <= end + _SHORT]
    if not met or max(met) - min(met) < 2 * NEAR:
        return None
    return Stroke(min(met), place, max(met), place) if level else Stroke(place, min(met), place, max(met))


def _span(stroke: Stroke) -> tuple[float, float, float]:
    """Where a line stands, and from where to where it goes."""
    if _level(stroke):
        return stroke.top, stroke.x0, stroke.x1
    return stroke.x0, stroke.top, stroke.bottom


def _level(stroke: Stroke) -> bool:
    return stroke.bottom - stroke.top <= stroke.x1 - stroke.x0


def _edges(stroke: Stroke) -> tuple[float, float, float, float]:
    return stroke.x0, stroke.top, stroke.x1, stroke.bottom


def _scaled(box: Box, factor: float) -> Box:
    return box[0] * factor, box[1] * factor, box[2] * factor, box[3] * factor


def _pictures(data: bytes) -> Iterator[Image.Image]:
    """The pages in grey at ``DPI``; larger ones with fewer dots, so that all take as much room."""
    with one_at_a_time, closing(pypdfium2.PdfDocument(data)) as file:
        for index in range(len(file)):
            with closing(file[index]) as page:
                longest = max(page.get_size()) * DPI / _POINTS
                scale = DPI / _POINTS * min(1.0, _MOST_PIXELS / longest)
                yield page.render(scale=scale, grayscale=True).to_pil().convert("L")


def doubted(result: ReadResult, pages: int) -> ReadResult:
    """The reading with a doubt at every cell of its tables; what was not made out is blank."""
    document = result.document
    unsure = {address for address, text in document.printed.items() if UNSURE in text}
    document = document.replace(
        printed={address: text for address, text in document.printed.items() if address not in unsure},
        figures=document.figures.replace({address: None for address in unsure if address in document.figures}),
    )
    whole = Doubt("file", pdf_words.scanned(pages))
    cells = tuple(Doubt(address, _word(document, address, unsure)) for address in document.format.figure_cells)
    # What was said of a cell by the reading of tables says it more exactly.
    return replace(result, document=document, doubts=(whole, *result.doubts, *cells), recognised=True)


def _word(document: Document, address: str, unsure: set[str]) -> str:
    if address in unsure:
        return pdf_words.not_made_out()
    if document.figures.get(address) is None and not document.printed.get(address):
        return pdf_words.no_figure_made_out()
    return pdf_words.made_out()
