"""PDF 文字层的读取: the pages of any PDF as paragraphs and tables; a scan, which has no text, is refused."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final

import pypdfium2

from govreport.documents.read import pdf_words, words
from govreport.documents.read.blocks import Blocks
from govreport.documents.read.lines import is_page_number
from govreport.documents.read.pdf_breaks import Ruled
from govreport.documents.read.pdf_lines import PrintedLine, flow, lines_of_characters
from govreport.documents.read.pdf_page import UNKNOWN, PrintedPage, pages_of_pdf
from govreport.documents.read.pdf_rules import lattices
from govreport.documents.read.pdf_struck import struck_out
from govreport.documents.read.pdf_tables import blocks_of_items, ruled, runs_of
from govreport.documents.read.result import ScanError
from govreport.documents.read.rows import is_value
from govreport.documents.read.told import phrase as _
from govreport.standards.document import DocumentError

MOST_PAGES: Final = 200
_DIGITS: Final = re.compile(r"\d+")
_OF_TOTAL: Final = re.compile(r"\d+\s*[/／]\s*\d+")
_EDGE: Final = 0.1  # of the height of a page: where running titles and page numbers stand
_OFTEN: Final = 3  # pages
_FEW: Final = 5  # pages that are told one by one

Item = PrintedLine | Ruled


def blocks_of_pdf(data: bytes, pages: int, printed: Callable[[bytes], Iterable[PrintedPage]] = pages_of_pdf) -> Blocks:
    """The blocks of a PDF with so many pages; raises ``DocumentError`` with a sentence for one that cannot be read.

    ``printed`` tells what stands on them: the file itself unless somebody else looks (``scan.py``).
    """
    if pages > MOST_PAGES:
        raise DocumentError(
            _("PDF 有 %(pages)s 页，超过 %(most)s 页，不像一份年度报告。请只保留报告本身后重试。")
            % {"pages": pages, "most": MOST_PAGES}
        )
    found = Blocks()
    try:
        read = [(page, _items(found, page)) for page in printed(data)]
    except pypdfium2.PdfiumError as error:
        raise DocumentError(_("PDF 文件已损坏，无法读取。")) from error
    items = [own for _page, own in read]
    _refuse_scans(found, [page for page, _own in read])
    flowing = _without_furniture(found, items)
    for before, line, after in zip(flowing, flowing[1:], flowing[2:], strict=False):
        # What a page has left of a table without lines around it.
        beside = isinstance(before, Ruled) or isinstance(after, Ruled)
        if isinstance(line, PrintedLine) and beside and any(text.isdigit() for text in line.text.split()):
            found.doubt("file", words.outside_table(line.text))
    found.blocks = blocks_of_items(flow(flowing))
    return found


def _items(found: Blocks, page: PrintedPage) -> list[Item]:
    """Lines and tables of a page from top to bottom."""
    if struck := struck_out(page):
        found.doubt("file", pdf_words.struck_out(struck, page.number))
    if page.hidden:
        found.doubt("file", pdf_words.hidden(page.hidden, page.number))
    runs = runs_of(page)
    tables = [own for lattice in lattices(page.strokes) if (own := ruled(found, page, lattice, runs))]
    around = [character for run in runs for character in run]
    return sorted([*lines_of_characters(around, page), *tables], key=lambda item: item.top)


def _refuse_scans(found: Blocks, pages: Sequence[PrintedPage]) -> None:
    empty = [page.number for page in pages if not page.characters]
    if len(empty) == len(pages):
        raise ScanError(
            _("PDF 中没有文字，是扫描件或图片。请用文字识别软件转成 Word 或文本文件后重试，或者从空白开始填写。")
        )
    unknown = sum(1 for page in pages for character in page.characters if character.text == UNKNOWN)
    if 20 * unknown > sum(len(page.characters) for page in pages):
        raise DocumentError(_("PDF 的文字没有可以识别的编码，无法读取。请从 Word 原件另存为 PDF，或者读取 Word 原件。"))
    if unknown:
        found.doubt("file", pdf_words.unknown_characters(unknown))
    if any(page.recognised for page in pages):
        found.recognised = True
        found.doubt("file", pdf_words.recognised())
    if len(empty) > _FEW:
        found.doubt("file", pdf_words.pages_without_text(empty[0], len(empty)))
    else:
        for number in empty:
            found.doubt("file", words.page_without_text(number))


def _without_furniture(found: Blocks, pages: Sequence[Sequence[Item]]) -> list[Item]:
    """The items of all pages in order, without page numbers and what stands at the edge of page after page."""
    edges = Counter(key for page in pages for key in {key for item in page for key in _keys(item)})
    often = min(_OFTEN, max(2, len(pages)))
    # A figure alone is a page number only where it counts most pages.
    starts = Counter(start for page in pages for start in {_start(item) for item in page} if start is not None)
    counting = {start for start, count in starts.items() if count >= max(2, len(pages) / 2)}
    kept: list[Item] = []
    for page in pages:
        for item in page:
            if isinstance(item, PrintedLine):
                start = _start(item)
                if is_page_number(item.text) or start in counting:
                    continue
                if start is None and any(edges[key] >= often for key in _keys(item)):
                    found.doubt("file", words.page_furniture(item.text))
                    continue
            kept.append(item)
    return kept


def _start(item: Item) -> int | None:
    """The page from which a figure alone at the edge of its page would count."""
    if not isinstance(item, PrintedLine) or not _at_edge(item) or not _DIGITS.fullmatch(item.text):
        return None
    return int(item.text[:6]) - item.page


def _at_edge(item: Item) -> bool:
    return isinstance(item, PrintedLine) and not _EDGE < item.top / item.page_height < 1 - _EDGE


def _keys(item: Item) -> set[str]:
    """What is the same on other pages if the line is a running title: its words, or all but a number that counts pages.

    A line of several figures is a row of a table, however often it stands at the edge of a page.
    """
    if not isinstance(item, PrintedLine) or not _at_edge(item) or _is_row(item.text):
        return set()
    text, page = item.text, item.page
    counted = {
        f"{text[: found.start()]}<{int(found[0][:6]) - page}>{text[found.end() :]}" for found in _DIGITS.finditer(text)
    }
    return {text, *counted}


def _is_row(text: str) -> bool:
    return not _OF_TOTAL.fullmatch(text) and sum(1 for word in text.split() if is_value(word)) > 1
