"""未读入的数字: figures on a page that went into no cell become doubts about the rows nearest to them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from govreport.documents.read import words
from govreport.documents.read.place import Place
from govreport.documents.read.result import Doubt, ReadResult


def doubted_near(result: ReadResult, lost: Sequence[tuple[str, Place]]) -> ReadResult:
    """The result with a doubt about the row nearest to each text that was lost, on its page or the pages beside it."""
    rows = {
        name: place
        for name, place in result.places.items()
        if name.count(".") == 1 and name[0] == "t" and place.page is not None and place.box is not None
    }
    told = dict.fromkeys(
        Doubt(name, words.figures_beside(text)) for text, place in lost for name in _nearest(rows.items(), place)
    )
    return replace(result, doubts=(*result.doubts, *(doubt for doubt in told if doubt not in result.doubts)))


def _nearest(rows: Iterable[tuple[str, Place]], lost: Place) -> list[str]:
    """The rows directly above and below on the same page, or the last before it and the first behind it."""
    before: list[tuple[tuple[int, float], str]] = []
    after: list[tuple[tuple[int, float], str]] = []
    for name, place in rows:
        (before if _height(place) <= _height(lost) else after).append((_height(place), name))
    return [name for _height_, name in (*sorted(before)[-1:], *sorted(after)[:1])]


def _height(place: Place) -> tuple[int, float]:
    """Page and middle, in points from its top."""
    _x0, top, _x1, bottom = place.box or (0.0, 0.0, 0.0, 0.0)
    return place.page or 0, (top + bottom) / 2
