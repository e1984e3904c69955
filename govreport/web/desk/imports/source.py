"""来源一侧: the file as the page draws it, the selected place marked; the markup is ours, whatever the file is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from govreport.documents.read.place import Place


@dataclass(frozen=True, slots=True)
class SourceCell:
    """一格: ``gap`` columns stay free before it."""

    text: str
    gap: int
    span: int
    number: int
    here: bool


@dataclass(frozen=True, slots=True)
class SourceRow:
    """一行."""

    number: int
    cells: tuple[SourceCell, ...]
    here: bool


@dataclass(frozen=True, slots=True)
class SourceBlock:
    """一段或一张表, from 1; ``sheet`` where a new sheet begins."""

    number: int
    text: str
    heading: bool
    rows: tuple[SourceRow, ...]
    sheet: str
    here: bool


@dataclass(frozen=True, slots=True)
class SourcePage:
    """PDF 的一页: its number and measures in points; ``box`` is what is marked (x, y, width, height)."""

    number: int
    width: float
    height: float
    box: tuple[float, float, float, float] | None


@dataclass(frozen=True, slots=True)
class SourceView:
    """来源: ``kind`` is ``pdf`` (one page at a time), ``blocks`` or ``lines``."""

    kind: str
    pages: int = 0
    page: SourcePage | None = None
    blocks: tuple[SourceBlock, ...] = ()
    lines: tuple[SourceBlock, ...] = ()


def source_view(source: Mapping[str, Any], place: Place | None, page: int | None) -> SourceView:
    """How the file is drawn; of a PDF the page of the place, unless another is asked for."""
    kind = source.get("kind", "")
    if kind == "pdf":
        sizes = source["pages"]
        number = page or (place.page if place and place.page else 1)
        number = min(max(number, 1), len(sizes))
        return SourceView(kind, pages=len(sizes), page=_page(number, sizes[number - 1], place))
    if kind == "lines":
        lines = enumerate(source["lines"], 1)
        return SourceView(
            kind,
            lines=tuple(
                SourceBlock(number, text, False, (), "", place is not None and _is_within(place, place.line, number))
                for number, text in lines
            ),
        )
    return SourceView(kind, blocks=tuple(_blocks(source.get("blocks", ()), place)))


def _page(number: int, size: tuple[float, float], place: Place | None) -> SourcePage:
    width, height = size
    if place is None or place.page != number or place.box is None:
        return SourcePage(number, width, height, None)
    x0, top, x1, bottom = place.box
    # What read the file and what draws it may measure a page differently.
    across = width / place.size[0] if place.size and place.size[0] else 1.0
    down = height / place.size[1] if place.size and place.size[1] else 1.0
    box = (x0 * across, top * down, (x1 - x0) * across, (bottom - top) * down)
    return SourcePage(number, width, height, tuple(round(side, 1) for side in box))  # type: ignore[arg-type]


def _is_within(place: Place, first: int | None, number: int) -> bool:
    return first is not None and first <= number <= (place.last or first)


def _blocks(blocks: Any, place: Place | None) -> list[SourceBlock]:
    found = []
    sheet = ""
    for number, block in enumerate(blocks, 1):
        here = place is not None and _is_within(place, place.block, number)
        head = block.get("sheet", "")
        rows = tuple(_row(row, at, place if here else None) for at, row in enumerate(block.get("rows", ()), 1))
        whole = here and (not rows or (place is not None and place.row is None))
        found.append(
            SourceBlock(
                number, block.get("text", ""), block.get("heading", False), rows, head if head != sheet else "", whole
            )
        )
        sheet = head
    return found


def _row(row: Any, number: int, place: Place | None) -> SourceRow:
    here = place is not None and place.row == number
    cells = tuple(
        SourceCell(text, gap, span, at, here and place is not None and place.column == at)
        for at, (text, gap, span) in enumerate(row, 1)
    )
    return SourceRow(number, cells, here and place is not None and place.column is None)


def anchor(place: Place | None) -> str:
    """The id of the piece of the page that shows a place."""
    if place is None or place.page:
        return "source"
    if place.block and place.row:
        return f"src-{place.block}-{place.row}"
    number = place.block or place.line
    return f"src-{number}" if number and not place.table else "source"
