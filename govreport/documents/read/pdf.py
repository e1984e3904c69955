"""PDF 文字层的读取: the pages of any PDF as paragraphs and tables; a scan, which has no text, is refused."""

import io
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

import pdfplumber
from django.utils.translation import gettext as _
from pdfminer.pdfparser import PDFSyntaxError
from pdfminer.psparser import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from govreport.documents.read import words
from govreport.documents.read.blocks import Blocks
from govreport.documents.read.lines import is_page_number
from govreport.documents.read.pdf_lines import PrintedLine, flow, lines_of_words
from govreport.documents.read.pdf_tables import Ruled, blocks_of_items, ruled
from govreport.standards.document import DocumentError

MOST_PAGES: Final = 200
_MOST_STREAM, _MOST_STREAMS = 64 * 1024 * 1024, 200 * 1024 * 1024
_MOST_MARKS: Final = 20_000  # lines and rectangles on a page
_STREAM: Final = re.compile(rb"stream\r?\n")
_DIGITS: Final = re.compile(r"\d+")
_EDGE: Final = 0.1  # of the height of a page: where running titles and page numbers stand
_OFTEN: Final = 3  # pages

Item = PrintedLine | Ruled


def refuse_bombs(data: bytes) -> None:
    """Raise ``DocumentError`` for packed streams that would grow beyond what a report can be; pictures stay packed."""
    total = 0
    for match in _STREAM.finditer(data):
        if (
            data[match.end() : match.end() + 1] != b"x"
            or b"/Image" in data[max(0, match.start() - 400) : match.start()]
        ):
            continue
        packed = zlib.decompressobj()
        try:
            total += len(packed.decompress(memoryview(data)[match.end() :][:_MOST_STREAM], _MOST_STREAM))
        except zlib.error:
            continue
        if (packed.unconsumed_tail and not packed.eof) or total > _MOST_STREAMS:
            raise DocumentError(_("文件展开后过大，不像一份年度报告。请删去图片等附件，或者另存为文本文件后重试。"))


def blocks_of_pdf(data: bytes, pages: int) -> Blocks:
    """The blocks of a PDF with so many pages; raises ``DocumentError`` with a sentence for one that cannot be read."""
    if pages > MOST_PAGES:
        raise DocumentError(
            _("PDF 有 %(pages)s 页，超过 %(most)s 页，不像一份年度报告。请只保留报告本身后重试。")
            % {"pages": pages, "most": MOST_PAGES}
        )
    found = Blocks()
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            items = [_items(found, page) for page in pdf.pages]
    except (PdfminerException, MalformedPDFException, PDFSyntaxError, PSException) as error:
        raise DocumentError(_("PDF 文件已损坏，无法读取。")) from error
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, AssertionError, RecursionError) as error:
        if isinstance(error, DocumentError):
            raise
        # What the parser of PDF files stumbles over in a broken file is not ours to tell apart.
        raise DocumentError(_("PDF 文件已损坏，无法读取。")) from error
    _refuse_scans(found, items)
    printed = _without_furniture(found, items)
    for before, line, after in zip(printed, printed[1:], printed[2:], strict=False):
        # A row at the head of a page may have lost its upper line: its figures then stand outside the table.
        beside = isinstance(before, Ruled) or isinstance(after, Ruled)
        if isinstance(line, PrintedLine) and beside and any(text.isdigit() for text in line.text.split()):
            found.doubt("file", words.outside_table(line.text))
    found.blocks = blocks_of_items(flow(printed))
    return found


def _items(found: Blocks, page: Any) -> list[Item]:
    """Lines and tables of a page from top to bottom."""
    if len(page.lines) + len(page.rects) + len(page.curves) > _MOST_MARKS:
        raise DocumentError(
            _("PDF 第 %(page)s 页的图形过多，无法读取。请另存为文本文件后重试。") % {"page": page.page_number}
        )
    # A character printed twice for boldness is one character.
    page = page.dedupe_chars(tolerance=0.5)
    tables = [own for table in page.find_tables() if (own := ruled(found, page, table))]
    boxes = [table.box for table in tables]
    printed = [word for word in page.extract_words(extra_attrs=["size"]) if not _is_in(word, boxes)]
    lines = lines_of_words(printed, page.page_number, float(page.height), float(page.width))
    page.close()
    return sorted([*lines, *tables], key=lambda item: item.top)


def _is_in(word: dict[str, Any], boxes: Iterable[tuple[float, float, float, float]]) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in boxes)


def _refuse_scans(found: Blocks, items: Sequence[Sequence[Item]]) -> None:
    empty = [number for number, page in enumerate(items, 1) if not page]
    if len(empty) == len(items):
        raise DocumentError(
            _("PDF 中没有文字，是扫描件或图片。请用文字识别软件转成 Word 或文本文件后重试，或者从空白开始填写。")
        )
    text = "".join(line.text for page in items for line in page if isinstance(line, PrintedLine))
    if 20 * text.count("(cid:") > len(text):
        raise DocumentError(_("PDF 的文字没有可以识别的编码，无法读取。请从 Word 原件另存为 PDF，或者读取 Word 原件。"))
    for number in empty:
        found.doubt("file", words.page_without_text(number))


def _without_furniture(found: Blocks, pages: Sequence[Sequence[Item]]) -> list[Item]:
    """The items of all pages in order, without page numbers and what stands at the edge of page after page."""
    edges = Counter(key for page in pages for key in {_key(item) for item in page if _at_edge(item)})
    repeated = {key for key, count in edges.items() if count >= _OFTEN and key}
    kept: list[Item] = []
    for page in pages:
        for item in page:
            if isinstance(item, PrintedLine):
                if is_page_number(item.text) or (_at_edge(item) and _DIGITS.fullmatch(item.text) and item is page[-1]):
                    continue
                if _at_edge(item) and _key(item) in repeated:
                    found.doubt("file", words.page_furniture(item.text))
                    continue
            kept.append(item)
    return kept


def _at_edge(item: Item) -> bool:
    return isinstance(item, PrintedLine) and not _EDGE < item.top / item.page_height < 1 - _EDGE


def _key(item: Item) -> str:
    return _DIGITS.sub("0", item.text) if isinstance(item, PrintedLine) else ""
