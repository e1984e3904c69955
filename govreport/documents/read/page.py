"""网页的读取: any HTML page or pasted table as paragraphs and tables; what stands around the report is told and left.

Scripts, styles and hidden parts are not there; what is struck out is told and left. The report is the smallest part of
the page that holds its headings and tables; its title may stand before that part.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

import lxml.etree
import lxml.html
from django.utils.translation import gettext as _

from govreport.documents.read import words
from govreport.documents.read.blocks import Block, Blocks, Grid, Paragraph, joined, lines_of_blocks
from govreport.documents.read.front import find_title
from govreport.documents.read.grids import GridCell, GridRow
from govreport.documents.read.labels import alike, core
from govreport.documents.read.lines import raised, spaced
from govreport.standards import all_editions
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
_FRAME: Final = 1_000  # characters; no cell of a table is so long
_FURNITURE: Final = frozenset(
    {
        "打印", "关闭", "关闭窗口", "打印本页", "关闭本页", "返回顶部", "分享到", "分享", "收藏",
        "上一篇", "下一篇", "扫一扫在手机打开当前页",
    }
)  # fmt: skip


@dataclass
class _Piece:
    """一段: a block, and the element of the page that it stands in."""

    block: Block
    element: Any


@dataclass
class _Walk:
    pieces: list[_Piece] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    cells: int = 0

    def flush(self, element: Any, *, heading: bool = False) -> None:
        """End the paragraph that is being gathered."""
        text = "".join(self.text)
        if len(text) > _MOST_TEXT:
            raise DocumentError(words.too_long())
        text = spaced(text.replace("\n", " "))
        self.text.clear()
        if text and text.strip("【】[]（）() ") not in _FURNITURE:
            self.pieces.append(_Piece(Paragraph(text, heading), element))


def page_of(text: str) -> Any:
    """The parsed page; raises ``DocumentError`` for one without content."""
    try:
        # Bytes, because lxml refuses text with an encoding declaration.
        return lxml.html.document_fromstring(text.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError) as error:
        raise DocumentError(_("网页文件没有内容，无法读取。")) from error


def blocks_of_page(page: Any) -> Blocks:
    """The blocks of the report in a page."""
    walk = _Walk()
    _enter(walk, page, 0)
    walk.flush(page)
    found = _report(walk.pieces)
    if walk.struck:
        found.doubt("file", words.struck_out(walk.struck[0]))
    return found


def _name(item: Any) -> str:
    return item.tag.rpartition("}")[2].lower() if isinstance(item.tag, str) else ""


def _enter(walk: _Walk, item: Any, depth: int) -> None:
    """Gather one element."""
    name = _name(item)
    if not name or name in _DROPPED or _is_hidden(item):
        return
    if _is_struck(walk, item, name):
        return
    if depth > _DEPTH:
        raise DocumentError(_("网页的层次过深，不像一份年度报告。请另存为文本文件后重试。"))
    if name in ("input", "textarea"):
        walk.text.append(_filled_in(item, name))
    elif name == "table" and not _is_frame(item):
        walk.flush(item)
        walk.pieces.append(_Piece(Grid(_rows(walk, item)), item))
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


def _is_struck(walk: _Walk, item: Any, name: str) -> bool:
    """Whether what stands in an element is crossed out; it is noted."""
    if name not in _STRUCK and "line-through" not in (item.get("style") or ""):
        return False
    if text := spaced(item.text_content()):
        walk.struck.append(text)
    return True


def _is_hidden(item: Any) -> bool:
    style = (item.get("style") or "").replace(" ", "").lower()
    return "hidden" in item.attrib or "display:none" in style


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
        if _is_hidden(row):
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
    walk = _Walk(struck=outer.struck)
    _inside(walk, cell, "td", 0)
    walk.flush(cell)
    return joined([piece.block.text for piece in walk.pieces if isinstance(piece.block, Paragraph)])


# --- 报告所在的部分 ------------------------------------------------------------------------------------------


def _report(pieces: Sequence[_Piece]) -> Blocks:
    marks = [piece.element for piece in pieces if _is_mark(piece)]
    if len(marks) < 2:
        return Blocks([piece.block for piece in pieces])
    holder = _common(marks)
    inside = [place for place, piece in enumerate(pieces) if _holds(holder, piece.element)]
    kept = set(range(inside[0], inside[-1] + 1))
    if find_title(lines_of_blocks(pieces[place].block for place in sorted(kept))) is None:
        kept |= _title_before(pieces, inside[0])
    found = Blocks([pieces[place].block for place in sorted(kept)])
    left = (piece.block for place, piece in enumerate(pieces) if place not in kept)
    if around := next((text for block in left if (text := _text(block))), ""):
        found.doubt("file", words.around_report(around))
    return found


def _text(block: Block) -> str:
    return next((line.text for line in lines_of_blocks([block]) if line.text), "")


def _is_mark(piece: _Piece) -> bool:
    """Whether this is a heading that the form prescribes, or a table of figures."""
    if isinstance(piece.block, Grid):
        return len(piece.block.rows) > 3
    if next(piece.element.iter("a"), None) is not None or len(piece.block.text) > 40:
        return False
    found = core(piece.block.text)
    return any(alike(found, title) >= 0.9 for title in _titles())


def _titles() -> Iterator[str]:
    for item in all_editions():
        for section in item.sections:
            if section.number:
                yield core(section.title)


def _common(elements: Sequence[Any]) -> Any:
    """The smallest element that holds all of these."""
    chains = [[*reversed(list(element.iterancestors())), element] for element in elements]
    shared = chains[0]
    for chain in chains[1:]:
        length = next((n for n, (a, b) in enumerate(zip(shared, chain, strict=False)) if a is not b), None)
        shared = shared[: min(len(shared), len(chain)) if length is None else length]
    return shared[-1]


def _holds(holder: Any, element: Any) -> bool:
    return element is holder or any(above is holder for above in element.iterancestors())


def _title_before(pieces: Sequence[_Piece], until: int) -> set[int]:
    """The places of the last title before the report."""
    lines = [(place, line) for place in range(until) for line in lines_of_blocks([pieces[place].block])]
    for start in range(len(lines) - 1, -1, -1):
        if title := find_title([line for _place, line in lines[start : start + 3]]):
            return {place for place, _line in lines[start + title.first : start + title.last + 1]}
    return set()
