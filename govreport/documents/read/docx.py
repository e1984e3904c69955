"""Word 文件的读取: any DOCX as paragraphs and tables, its automatic numbers written out.

What stands in a text box is beside the text and is told, not read. Words that were struck out while changes are
tracked are not there; hidden words, and words that are crossed out by hand, are told, not read.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from govreport.documents.read import words
from govreport.documents.read.blocks import Block, Blocks, Grid, Paragraph, joined
from govreport.documents.read.grids import GridCell, GridRow
from govreport.documents.read.lines import raised, spaced
from govreport.documents.read.numbering import Numbering, value
from govreport.documents.read.styles_docx import Looks, is_hidden_row
from govreport.documents.read.xml import parsed

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BOX: Final = "txbxContent"
# Parts of a paragraph that are not its words: old text, boxes, the second copy of a drawing, readings of characters.
_SKIPPED: Final = frozenset({"del", "moveFrom", _BOX, "Fallback", "rt", "pPr", "rPr", "instrText", "delText"})
_HEADING: Final = re.compile(r"^(?:heading|标题)\s*[1-6]$", re.I)
_MOST_TABS: Final = 2
_DEPTH: Final = 20


def name_of(item: Any) -> str:
    """The name of an element without its namespace; comments and the like have none."""
    return etree.QName(item).localname if isinstance(item.tag, str) else ""


@dataclass
class _Reader:
    """What is known while a document is read."""

    blocks: Blocks
    numbering: Numbering
    headings: frozenset[str]
    looks: Looks


def blocks_of_docx(body: bytes, styles: bytes = b"", numbers: bytes = b"") -> Blocks:
    """The blocks of ``word/document.xml``; raises ``DocumentError`` where it is broken."""
    root = parsed(body)
    style_root = parsed(styles) if styles else etree.Element("none")
    numbering = Numbering(parsed(numbers) if numbers else None, style_root)
    reader = _Reader(Blocks(), numbering, _headings(style_root), Looks.of(style_root))
    for text in _boxes(root):
        reader.blocks.doubt("file", words.text_box(text))
    if struck := _first(reader, root, reader.looks.is_struck):
        reader.blocks.doubt("file", words.struck_out(struck))
    if hidden := _first(reader, root, reader.looks.is_hidden):
        reader.blocks.doubt("file", words.hidden_text(hidden))
    if root.find(f".//{W}altChunk") is not None:
        reader.blocks.doubt("file", words.embedded_part())
    reader.blocks.blocks.extend(_content(reader, root, 0))
    return reader.blocks


def _first(reader: _Reader, root: Any, left_out: Callable[[Any], bool]) -> str:
    """The first words that are left out for one reason, as far as they stand together; empty where there are none."""
    for paragraph in root.iter(f"{W}p"):
        runs = [run for run in paragraph.iter(f"{W}r") if left_out(run)]
        if text := spaced("".join(_raw(run) for run in runs)):
            return text
    return ""


def _raw(run: Any) -> str:
    return "".join(part.text or "" for part in run.iter(f"{W}t"))


def _headings(styles: Any) -> frozenset[str]:
    """The styles of headings: by name, or by the level they have in the outline."""
    found = set()
    for style in styles.iter(f"{W}style"):
        outline = style.find(f"{W}pPr/{W}outlineLvl")
        label = value(style.find(f"{W}name"))
        if _HEADING.match(label) or (outline is not None and value(outline) in "01234"):
            found.add(str(style.get(f"{W}styleId")))
    return frozenset(found)


def _boxes(root: Any) -> Iterator[str]:
    for box in root.iter(f"{W}{_BOX}"):
        if any(name_of(above) == "Fallback" for above in box.iterancestors()):
            continue
        if text := spaced("".join(box.itertext(f"{W}t"))):
            yield text


def _content(reader: _Reader, parent: Any, depth: int) -> Iterator[Block]:
    """Paragraphs and tables in order; content controls and the like are looked through."""
    for item in parent:
        name = name_of(item)
        if name == "p":
            yield from _paragraph(reader, item)
        elif name == "tbl":
            yield from _table(reader, item, depth)
        elif name in ("body", "sdt", "sdtContent", "customXml", "ins", "moveTo") and depth < _DEPTH:
            yield from _content(reader, item, depth + 1)


def _paragraph(reader: _Reader, item: Any) -> Iterator[Block]:
    text = _text(reader, item)
    style = value(item.find(f"{W}pPr/{W}pStyle"))
    if spaced(text):
        text = reader.numbering.next(item.find(f"{W}pPr/{W}numPr"), style) + text
    if text.count("\t") >= _MOST_TABS and text.strip():
        cells = tuple(GridCell(spaced(cell), place) for place, cell in enumerate(text.split("\t")))
        yield Grid((cells,))
    elif spaced(text):
        yield Paragraph(text, heading=style in reader.headings)


def _text(reader: _Reader, item: Any) -> str:
    """The words of a paragraph; a line end inside it is a line feed."""
    pieces: list[str] = []
    for part in item:
        name = name_of(part)
        if name in _SKIPPED or (name == "r" and reader.looks.is_left_out(part)):
            continue
        if name == "t":
            pieces.append(part.text or "")
        elif name == "tab":
            pieces.append("\t")
        elif name == "cr" or (name == "br" and part.get(f"{W}type") in (None, "textWrapping")):
            pieces.append("\n")
        elif name == "noBreakHyphen":
            pieces.append("-")
        elif name == "r" and value(part.find(f"{W}rPr/{W}vertAlign")) == "superscript":
            pieces.append(raised(_text(reader, part)))
        else:
            pieces.append(_text(reader, part))
    return "".join(pieces)


def _table(reader: _Reader, table: Any, depth: int) -> Iterator[Block]:
    """A table; one around other tables or around running text is a frame and is looked through."""
    rows = [row for row in _rows(table) if row.find(f"{W}trPr/{W}del") is None and not _is_hidden(reader, row)]
    cells = [cell for row in rows for cell in _cells(row)]
    if table.find(f".//{W}tbl") is not None or all(len(_cells(row)) < 2 for row in rows):
        if depth < _DEPTH:
            for cell in cells:
                yield from _content(reader, cell, depth + 1)
        return
    yield Grid(tuple(_row(reader, row) for row in rows))


def _is_hidden(reader: _Reader, row: Any) -> bool:
    """Whether a row is hidden as a whole; it is told."""
    if not is_hidden_row(row):
        return False
    if text := spaced(" ".join(_raw(run) for run in row.iter(f"{W}r"))):
        reader.blocks.doubt("file", words.hidden_text(text))
    return True


def _rows(table: Any) -> list[Any]:
    return [row for row in table.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is table]


def _cells(row: Any) -> list[Any]:
    return [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]


def _row(reader: _Reader, row: Any) -> GridRow:
    found: list[GridCell] = []
    start = _count(row.find(f"{W}trPr/{W}gridBefore"), 0)
    for cell in _cells(row):
        span = _count(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        below = merge is not None and merge.get(f"{W}val") in (None, "continue")
        text = (
            "" if below else joined([piece for part in cell.iter(f"{W}p") for piece in _text(reader, part).split("\n")])
        )
        if value(cell.find(f"{W}tcPr/{W}hMerge")) != "continue":
            found.append(GridCell(text, start, span, below))
        start += span
    return tuple(found)


def _count(item: Any, missing: int) -> int:
    text = value(item)
    return min(int(text), 100) if text.isdecimal() else missing
