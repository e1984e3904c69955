"""出处: where in a source file something stands, so that a page can show it beside what was read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final, Self

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """出处; everything counts from 1. An empty one is the data that a file of ours carries.

    PDF: ``page``, and there ``box`` (x0, top, x1, bottom in points from the top left corner) on a page of ``size``
    (width, height). DOCX, HTML and XLSX: ``block``, the paragraph or table in the order of the file, which is the
    ``paragraph``-th or ``table``-th of its kind, there ``row`` and ``column`` (the cell of the row as the source has
    it); XLSX says ``sheet`` and ``cell`` (``D7``) as well. Texts: ``line``. ``last`` is the last block or line of
    several.
    """

    page: int | None = None
    box: Box | None = None
    size: tuple[float, float] | None = None
    block: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    sheet: str = ""
    cell: str = ""
    line: int | None = None
    last: int | None = None

    def to_plain(self) -> dict[str, Any]:
        """As data for JSON: only what is known."""
        known = ((item.name, getattr(self, item.name)) for item in fields(self))
        return {name: list(value) if isinstance(value, tuple) else value for name, value in known if value}

    @classmethod
    def from_plain(cls, data: Mapping[str, Any]) -> Self:
        """The place again."""
        known: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in data.items()
        }
        return cls(**known)


Places = Sequence[Place | None]
CARRIED: Final = Place()


def around(places: Iterable[Place | None]) -> Place | None:
    """The place of several things that follow each other: where the first stands, and as far as the last.

    Of a PDF it is the box around those on the first page.
    """
    known = [place for place in places if place is not None]
    if not known:
        return None
    first, last = known[0], known[-1]
    if first.page is not None:
        boxes = [place.box for place in known if place.page == first.page and place.box is not None]
        return replace(first, box=_union(boxes), column=None)
    end = last.last or last.block or last.line
    begin = first.block or first.line
    same_row = (first.block, first.row) == (last.block, last.row)
    return replace(
        first,
        row=first.row if same_row else None,
        column=first.column if first == last else None,
        cell=first.cell if first == last else f"{first.cell}:{last.cell}" if first.cell and last.cell else "",
        last=end if end != begin else None,
    )


def rounded(box: Box | None) -> Box | None:
    """A box to a tenth of a point."""
    if box is None:
        return None
    x0, top, x1, bottom = (round(float(edge), 1) for edge in box)
    return x0, top, x1, bottom


def _union(boxes: Sequence[Box]) -> Box | None:
    if not boxes:
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def at(places: Places, index: int) -> Place | None:
    """The place of one cell of a row; None where it is not known."""
    return places[index] if 0 <= index < len(places) else None
