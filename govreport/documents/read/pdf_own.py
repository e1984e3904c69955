"""本系统 PDF 的核对: the data that a PDF of ours carries count only while its pages say the same.

Whoever changes a page with another program leaves the data as they were; what people read are the pages.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from govreport.documents.layout.plain import words as letters
from govreport.documents.read import pdf_words, words
from govreport.documents.read.blocks import Block, Blocks, Paragraph, lines_of_blocks
from govreport.documents.read.pdf import blocks_of_pdf
from govreport.documents.read.result import Doubt, ReadResult
from govreport.documents.read.text import read_lines
from govreport.documents.render.text import printable
from govreport.standards.document import Document, DocumentError
from govreport.standards.numbers import format_number

_SHORTEST: Final = 4  # characters of a paragraph: shorter ones may be taken for the number of a page


def as_printed(document: Document, data: bytes, pages: int) -> Document | Blocks:
    """The carried document where the pages agree with it; else what stands on the pages, with doubts that say where.

    Pages that cannot be read, because they are too many or hold no text, are not compared.
    """
    try:
        blocks = blocks_of_pdf(data, pages)
        result = read_lines(lines_of_blocks(blocks.blocks), year=document.year)
    except DocumentError:
        return document
    if not (found := [*_other_figures(document, result), *_other_texts(document, result, blocks.blocks)]):
        return document
    blocks.doubt("file", words.changed_since())
    for doubt in found:
        blocks.doubt(doubt.place, doubt.message)
    blocks.base = document
    return blocks


def _other_figures(document: Document, result: ReadResult) -> Iterator[Doubt]:
    """Cells of which the pages say something else, as far as they were read without a doubt."""
    if result.document.edition != document.edition:
        return
    unsure = {doubt.place for doubt in result.doubts} | set(result.inferred)
    unsure |= {address for finding in result.findings for address in finding.addresses}
    for address, cell in document.format.figure_cells.items():
        row = address.rpartition(".")[0]
        if cell.numeric and not unsure & {address, row, cell.table}:
            page, kept = _shown(result.document, address), _shown(document, address)
            if _digits(page) != _digits(kept):
                yield Doubt(address, pdf_words.page_says(page, kept))


def _shown(document: Document, address: str) -> str:
    """What a cell shows."""
    if text := document.printed.get(address, ""):
        return printable(text)
    value = document.figures.get(address)
    return "" if value is None else format_number(value)


def _digits(text: str) -> str:
    """What makes a number; words beside it may hold characters that no font has."""
    return "".join(character for character in letters(text) if character.isdigit())


def _other_texts(document: Document, result: ReadResult, blocks: Iterable[Block]) -> Iterator[Doubt]:
    """Sections of which a paragraph does not stand on the pages, or stands there with more."""
    whole = _common("".join(block.text for block in blocks if isinstance(block, Paragraph)))
    headed = {section.code for section in document.format.sections if section.number}
    for code, text in document.sections.items():
        lines = [_common(printable(line)) for line in text.split("\n")]
        gone = any(line not in whole for line in lines if len(line) >= _SHORTEST)
        kept, page = _common(printable(text)), _common(result.document.sections.get(code, ""))
        # Without a heading of its own a text has no certain end; in section six stand fee statement and closing words.
        more = code in headed - {"sec6"} and kept != page and kept in page
        if text.strip() and (gone or more):
            yield Doubt(code, pdf_words.text_differs())


def _common(text: str) -> str:
    """Letters, digits and the Chinese characters that every font has; for others a page shows what it can."""
    return letters(text).encode("gb2312", "ignore").decode("gb2312")
