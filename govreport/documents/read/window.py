"""数值列的定位: where the values of a row begin, by the columns of like rows, never by counting from the end."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from govreport.documents.read.align import LIKELY, Match
from govreport.documents.read.labels import alike, core, is_fragment


@dataclass(frozen=True, slots=True)
class Body:
    """行的数值部分: a matched row seen as label and values.

    ``label`` is the column of the last piece of its label (-1 where lost), ``filled`` the columns after it that hold
    anything, ``split`` whether the label stands in several cells.
    """

    match: Match
    label: int
    filled: tuple[int, ...]
    split: bool

    @property
    def length(self) -> int:
        """Cells in the row, empty ones included."""
        return len(self.match.raw.cells)


@dataclass
class Placement:
    """数值位置: the column of a row's first value; None where nothing tells; ``loose`` where only unlike rows tell."""

    start: int | None
    loose: bool = False
    columns: tuple[int, ...] = field(default=())


def body_of(match: Match, ignored: frozenset[str] = frozenset()) -> Body:
    """Tell the label of a matched row from its values; ``ignored`` are words that are neither, such as units."""
    raw, names = match.raw, match.official.names
    texts, first_value = raw.texts, min(raw.values, default=len(raw.cells))
    pieces = [place for place in raw.words if any(_is_piece(core(texts[place]), name) for name in names)]
    own = [place for place in pieces if not _is_group(core(texts[place]), names)]
    # Words before the label are the group above it; words after it are what was filled in.
    label = own[-1] if own else max((place for place in raw.words if place < first_value), default=-1)
    filled = tuple(place for place in range(label + 1, len(texts)) if texts[place] and texts[place] not in ignored)
    whole = any(alike(core(texts[place]), name) > 0.85 for place in own for name in names)
    return Body(match, label, filled, len(own) > 1 and not whole)


def _is_piece(found: str, name: str) -> bool:
    return alike(found, name) >= LIKELY or (len(found) > 1 and is_fragment(found, name))


def _is_group(found: str, names: Sequence[str]) -> bool:
    """Whether the words are the group above the row rather than a piece of its own label."""
    groups = [name.removesuffix(names[0]) for name in names[1:] if name.endswith(names[0])]
    return any(is_fragment(found, group) for group in groups if group)


class Columns:
    """列位: the columns in which the values of complete rows begin, by how much those rows resemble a given one."""

    def __init__(self, bodies: Sequence[Body], width: int) -> None:
        self.width = width
        self.bodies = bodies
        self.seen: Counter[tuple[object, ...]] = Counter()
        for body in bodies:
            if self._complete(body):
                for key in self._keys(body):
                    self.seen[(*key, body.filled[0])] += 1

    def _complete(self, body: Body) -> bool:
        return len(body.filled) == self.width and body.filled[-1] - body.filled[0] == self.width - 1

    @staticmethod
    def _keys(body: Body) -> list[tuple[object, ...]]:
        depth = body.match.official.depth
        return [
            ("alike", depth, body.label, body.length),
            ("label", depth, body.label),
            ("depth", depth),
            ("any",),
        ]

    def place(self, body: Body, head: int | None = None) -> Placement:
        """Where the values of a row stand; complete rows tell it themselves, others by the rows most like them.

        ``head`` is the column of the first column label above the row, where there is one.
        """
        filled = body.filled
        if not filled:
            return Placement(None)
        raw = body.match.raw
        if raw.first is not None and body.label < raw.first <= filled[0] and len(raw.cells) - raw.first == self.width:
            return Placement(raw.first, columns=tuple(range(raw.first, raw.first + self.width)))
        span = filled[-1] - filled[0] + 1
        if span == self.width or self.width == 1 == len(filled):
            return Placement(filled[0], columns=tuple(range(filled[0], filled[0] + self.width)))
        if span > self.width:
            # As many values as columns, with empty columns between them: merged cells of the layout.
            return Placement(filled[0], loose=True, columns=filled) if len(filled) == self.width else Placement(None)
        if not body.match.raw.tabular:
            return Placement(None)  # where cells are not parted by marks, a blank one cannot be seen
        if head is not None and body.label < head <= filled[0] and filled[-1] < head + self.width:
            return Placement(head, columns=tuple(range(head, head + self.width)))
        for strength, key in enumerate(self._keys(body)):
            starts = self._starts(key, filled, body.label)
            if len(starts) > 1:
                return Placement(None)
            if starts:
                start = starts.pop()
                # One row is no rule: it may be the one that moved.
                alone = self.seen[(*key, start)] < min(2, len(self.bodies) - 1)
                return Placement(start, strength > 1 or alone, tuple(range(start, start + self.width)))
        return Placement(None)

    def _starts(self, key: tuple[object, ...], filled: tuple[int, ...], label: int) -> set[int]:
        starts = {entry[-1] for entry in self.seen if entry[:-1] == key}
        fitting = (start for start in starts if isinstance(start, int) and label < start <= filled[0])
        return {start for start in fitting if filled[-1] < start + self.width}

    def steady(self) -> bool:
        """Whether the complete rows of each depth all begin in one column."""
        begins = {(body.match.official.depth, body.filled[0]) for body in self.bodies if self._complete(body)}
        return len({depth for depth, _start in begins}) == len(begins)

    def mostly_full(self) -> bool:
        """Whether most rows of several columns have a figure in each, so that a blank one is an exception."""
        complete = sum(1 for body in self.bodies if self._complete(body))
        return self.width > 1 and 2 * complete >= sum(1 for body in self.bodies if body.filled)

    def usual(self, depth: int) -> tuple[int, int] | None:
        """The columns of label and first value in most complete rows of a depth; None where there are none."""
        rows = [body for body in self.bodies if body.match.official.depth == depth and self._complete(body)]
        counts = Counter((body.label, body.filled[0]) for body in rows)
        if not counts:
            return None
        most = max(counts.values())
        pairs = [pair for pair, count in counts.items() if count == most]
        return min(pairs, key=lambda pair: (abs(pair[0] - depth), pair[1]))
