"""网页的读取: any HTML page or pasted table as paragraphs and tables; what stands around the report is told and left.

Scripts are not there; hidden parts and what is struck out are told and left. The report is the smallest part of the
page that holds its headings and tables; its title may stand before that part.
"""

from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

import lxml.etree
import lxml.html

from govreport.documents.read import sheet_words, words
from govreport.documents.read.blocks import Blocks, Grid, Paragraph, joined
from govreport.documents.read.grids import GridCell, GridRow
from govreport.documents.read.lines import raised, spaced
from govreport.documents.read.page_parts import Piece, is_within, report_in
from govreport.documents.read.styles_page import Looks
from govreport.documents.read.told import phrase as _
from govreport.standards.document import DocumentError

_DROPPED: Final = frozenset(
    {
        "script", "style", "head", "nav", "aside", "noscript", "template", "iframe", "object",
        "embed", "svg", "math", "form", "button", "select", "canvas",
        "audio", "video", "map", "rt", "rp",
    }
)  # fmt: skip
_BLOCKS: Final = frozenset(
    {
        "address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5",
        "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre",
        "section", "ul",
    }
)  # fmt: skip
_STRUCK: Final = frozenset(["del", "s", "strike"])
_FIELDS: Final = frozenset(["", "text", "number", "tel"])
_HEADINGS: Final = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_DEPTH: Final = 200
_MOST_ROWS, _MOST_CELLS, _MOST_SPAN = 3_000, 60_000, 100
_MOST_TEXT: Final = 1_000_000  # characters of a paragraph; a whole report has no more
_MOST_TOLD: Final = 5  # hidden texts
_FAINT: Final = 200  # characters
_FRAME: Final = 1_000  # characters; no cell of a table is so long
_FURNITURE: Final = frozenset(
    {
        "打印", "关闭", "关闭窗口", "打印本页", "关闭本页", "返回顶部", "分享到", "分享", "收藏",
        "上一篇", "下一篇", "扫一扫在手机打开当前页",
    }
)  # fmt: skip


@dataclass
class _Walk:
    pieces: list[Piece] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    hidden: list[tuple[Any, str]] = field(default_factory=list)
    looks: Looks = field(default_factory=Looks)
    cells: int = 0

    def flush(self, element: Any, *, heading: bool = False) -> None:
        """End the paragraph that is being gathered."""
        text = "".join(self.text)
        if len(text) > _MOST_TEXT:
            raise DocumentError(words.too_long())
        text = spaced(text.replace("\n", " "))
        self.text.clear()
        if text and text.strip("【】[]（）() ") not in _FURNITURE:
            self.pieces.append(Piece(Paragraph(text, heading), element))


def page_of(text: str) -> Any:
    """The parsed page; raises ``DocumentError`` for one without content."""
    try:
        # Bytes, because lxml refuses text with an encoding declaration.
        return lxml.html.document_fromstring(text.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError) as error:
        raise DocumentError(_("网页文件没有内容，无法读取。")) from error


def blocks_of_page(page: Any) -> Blocks:
    """The blocks of the report in a page."""
    walk = _Walk(looks=Looks.of(page))
    _enter(walk, page, 0)
    walk.flush(page)
    found, holder = report_in(walk.pieces)
    if walk.struck:
        found.doubt("file", words.struck_out(walk.struck[0]))
    # Menus and windows around the report are hidden on many pages: they are no part of it.
    for doubt in [doubt for element, doubt in walk.hidden if holder is None or is_within(holder, element)][:_MOST_TOLD]:
        found.doubt("file", doubt)
    return found


def _name(item: Any) -> str:
    return item.tag.rpartition("}")[2].lower() if isinstance(item.tag, str) else ""


def _enter(walk: _Walk, item: Any, depth: int) -> None:
    """Gather one element."""
    name = _name(item)
    if not name or name in _DROPPED or _is_left_out(walk, item, name):
        return
    if depth > _DEPTH:
        raise DocumentError(_("网页的层次过深，不像一份年度报告。请另存为文本文件后重试。"))
    if name in ("input", "textarea"):
        walk.text.append(_filled_in(item, name))
    elif name == "table" and not _is_frame(item):
        walk.flush(item)
        walk.pieces.append(Piece(Grid(_rows(walk, item)), item))
    elif name == "br":
        walk.flush(item.getparent())
    else:
        _gather(walk, item, name, depth)


def _gather(walk: _Walk, item: Any, name: str, depth: int) -> None:
    """An element that is neither a table nor a field."""
    block = name in _BLOCKS or name in ("table", "tr", "td", "th", "caption")
    if block:
        walk.flush(item.getparent() if item.getparent() is not None else item)
    begun = len(walk.text)
    _inside(walk, item, name, depth)
    if name == "sup":
        walk.text[begun:] = map(raised, walk.text[begun:])
    if block:
        walk.flush(item, heading=name in _HEADINGS)


def _inside(walk: _Walk, item: Any, name: str, depth: int) -> None:
    _say(walk, item, item.text, name)
    for child in item:
        _enter(walk, child, depth + 1)
        _say(walk, item, child.tail, name)


def _filled_in(item: Any, name: str) -> str:
    """What stands in a field of a form, where that is a table with fields for its figures; nothing elsewhere."""
    if next(item.iterancestors("td"), None) is None or (item.get("type") or "").lower() not in _FIELDS:
        return ""
    return str(item.text if name == "textarea" else item.get("value") or "") or ""


def _say(walk: _Walk, item: Any, text: str | None, name: str) -> None:
    pieces = (text or "").split("\n") if name == "pre" else [text or ""]
    for place, piece in enumerate(pieces):
        if place:
            walk.flush(item)
        walk.text.append(piece)


def _is_left_out(walk: _Walk, item: Any, name: str) -> bool:
    """Whether what stands in an element is hidden or crossed out; it is noted."""
    faint = walk.looks.is_faint(item)
    if (faint or walk.looks.is_hidden(item)) and (text := spaced(_said(item))):
        # Whole parts of a page are faint until its program shows them.
        read = faint and len(text) > _FAINT
        walk.hidden.append((item, sheet_words.hidden_but_read(text) if read else words.hidden_text(text)))
        return not read
    if name not in _STRUCK and not walk.looks.is_struck(item):
        return False
    if text := spaced(_said(item)):
        walk.struck.append(text)
    return True


def _said(item: Any) -> str:
    """The words of an element, without those of scripts and styles in it."""
    pieces = (part.text for part in item.iter() if _name(part) not in ("", "script", "style", "template"))
    tails = (part.tail for part in item.iterdescendants())
    return " ".join(text for text in (*pieces, *tails) if text)


def _is_frame(table: Any) -> bool:
    """Whether a table only places text on the page: around another table, one cell wide, or with running text in it."""
    rows = _own_rows(table)
    if table.find(".//table") is not None or all(len(_cells(row)) < 2 for row in rows):
        return True
    return any(len(spaced(cell.text_content())) > _FRAME for row in rows for cell in _cells(row))


def _own_rows(table: Any) -> list[Any]:
    rows = list(islice(table.iter("tr"), _MOST_ROWS + 1))
    if len(rows) > _MOST_ROWS:
        raise DocumentError(words.too_long())
    return [row for row in rows if next(row.iterancestors("table")) is table]


def _cells(row: Any) -> list[Any]:
    return [cell for cell in row if _name(cell) in ("td", "th")]


def _rows(walk: _Walk, table: Any) -> tuple[GridRow, ...]:
    """The rows of a table, each cell with its place: as HTML says how rowspan and colspan fill the grid."""
    found: list[GridRow] = []
    open_: dict[int, tuple[int, int]] = {}  # first column → (span, rows to come)
    for row in _own_rows(table):
        if _is_left_out(walk, row, "tr"):
            continue
        cells, place = [], 0
        below = {start: span for start, (span, _left) in open_.items()}
        coming = {start: (span, left - 1) for start, (span, left) in open_.items() if left > 1}
        for cell in _cells(row):
            while place in below:
                place += below[place]
            span, height = _span(cell, "colspan"), _span(cell, "rowspan")
            cells.append(GridCell(_cell_text(walk, cell), place, span))
            if height > 1:
                coming[place] = (span, height - 1)
            place += span
        walk.cells += len(cells) + len(below)
        if walk.cells > _MOST_CELLS:
            raise DocumentError(words.too_long())
        cells += [GridCell("", start, span, below=True) for start, span in below.items()]
        found.append(tuple(sorted(cells, key=lambda cell: cell.start)))
        open_ = coming
    return tuple(row for row in found if row)


def _span(cell: Any, name: str) -> int:
    text = (cell.get(name) or "1").strip()
    number = int(text) if text.isdecimal() and len(text) < 6 else 1
    return min(max(number, 1), _MOST_SPAN)


def _cell_text(outer: _Walk, cell: Any) -> str:
    if _is_left_out(outer, cell, "td"):
        return ""
    walk = _Walk(struck=outer.struck, hidden=outer.hidden, looks=outer.looks)
    _inside(walk, cell, "td", 0)
    walk.flush(cell)
    return joined([piece.block.text for piece in walk.pieces if isinstance(piece.block, Paragraph)])
