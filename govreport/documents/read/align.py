"""行的对应: which printed row is which official row, by label and by order, so that one misprint moves nothing else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from govreport.documents.read.labels import alike, core, number
from govreport.documents.read.rows import RawRow, label_variants, merged
from govreport.standards.edition import Heading, Row, Table, next_named

CLEAR = 0.8  # a row of words alone must be this much like an official label
LIKELY = 0.5  # a row with values may be as badly misprinted as this
_LINES = 3  # of a label below its figures
UNNAMED = 0.05  # a row whose label is lost fits anywhere, but only where a row is missing


@dataclass(frozen=True, slots=True)
class Official:
    """规定的行: a row of the form, or a band above rows (``row`` None); ``names`` are its folded labels."""

    row: Row | None
    names: tuple[str, ...]
    number: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """对应: a printed row and the row of the form it is; ``likeness`` 0 where the label is lost."""

    raw: RawRow
    official: Official
    likeness: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """对应结果: matches in the order of the form, its rows that were not found, printed rows that are none of it."""

    matches: tuple[Match, ...]
    missing: tuple[Row, ...]
    left_over: tuple[RawRow, ...]

    def is_completed(self, match: Match) -> bool:
        """Whether the lines of words right below a row make its label, word for word, one of the form.

        Where no lines part the cells, the figures stand beside any line of a label that has several.
        """
        behind = [other.raw.number for other in self.matches if other.raw.number > match.raw.number]
        behind += [raw.number for raw in self.left_over if raw.number > match.raw.number and raw.values]
        below = [raw for raw in self.left_over if match.raw.number < raw.number < min(behind, default=1 << 30)]
        labels = label_variants(match.raw)
        # Of words of two columns in one line the last are those of the row.
        for last in (_whole, _last):
            text = ""
            for raw in below[:_LINES]:
                text += last(" ".join(filter(None, raw.texts)))
                if any(core(last(label) + text) in match.official.names for label in labels):
                    return True
        return False


def _whole(text: str) -> str:
    return text


def _last(text: str) -> str:
    return text.split()[-1] if text else ""


def officials(table: Table) -> list[Official]:
    """The rows of a table in printed order, with the bands that stand above them as lines of their own."""
    found: list[Official] = []
    shown: set[str] = set()
    for row in table.rows:
        for band in _chain(table.bands, row.band):
            if band.code not in shown:
                shown.add(band.code)
                found.append(Official(None, (core(band.label),), number(band.label)))
        groups = _chain(table.groups, row.group)
        names = [core(label) for label in (row.label, *row.aliases)]
        within = "".join(core(group.label) for group in groups[-1:])
        whole = "".join(core(group.label) for group in groups)
        names += [prefix + name for prefix in dict.fromkeys((within, whole)) if prefix for name in names[:1]]
        found.append(Official(row, tuple(names), number(row.label), len(groups)))
    return found


def _chain(headings: tuple[Heading, ...], code: str | None) -> list[Heading]:
    chain: list[Heading] = []
    while code is not None:
        heading = next_named(headings, code)
        chain.insert(0, heading)
        code = heading.parent
    return chain


def likeness(raw: RawRow, official: Official) -> float:
    """How alike a printed row's label is to that of an official row; the printed number helps a little."""
    best = 0.0
    for variant in label_variants(raw):
        name = core(variant)
        score = max(alike(name, other) for other in official.names)
        printed = number(variant)
        if printed and official.number:
            score += 0.05 if printed == official.number else -0.05
        best = max(best, score)
    return best


def align(table: Table, rows: Sequence[RawRow]) -> Alignment:
    """Match printed rows with the rows of the form, keeping the order of both."""
    official = officials(table)
    rows = merged(list(rows), lambda raw: _best(raw, official) >= CLEAR)
    scores = [[_score(raw, other) for other in official] for raw in rows]
    pairs = _in_order(scores)
    pairs |= _out_of_order(rows, official, scores, pairs)
    pairs = {
        raw: other for raw, other in pairs.items() if rows[raw].words or _certain(raw, other, pairs, rows, official)
    }
    matches = [
        Match(rows[raw], official[other], 0.0 if not rows[raw].words else scores[raw][other])
        for raw, other in sorted(pairs.items(), key=lambda pair: pair[1])
        if official[other].row is not None
    ]
    found = {match.official.row.code for match in matches if match.official.row}
    return Alignment(
        tuple(matches),
        tuple(row for row in table.rows if row.code not in found),
        tuple(raw for place, raw in enumerate(rows) if place not in pairs),
    )


def _best(raw: RawRow, official: Iterable[Official]) -> float:
    return max((likeness(raw, other) for other in official if other.row is not None), default=0.0)


def _score(raw: RawRow, other: Official) -> float:
    if not raw.words:
        return UNNAMED if raw.values and other.row is not None else 0.0
    score = likeness(raw, other)
    # Words alone are a row of the form left blank, or a heading, or noise: only a clear label counts.
    return score if score >= (LIKELY if raw.values and other.row is not None else CLEAR) else 0.0


def _in_order(scores: list[list[float]]) -> dict[int, int]:
    """The pairs (printed, official) with the greatest sum of scores that keep both orders."""
    rows, width = len(scores), len(scores[0]) if scores else 0
    best = [[0.0] * (width + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        for column in range(width - 1, -1, -1):
            skip = max(best[row + 1][column], best[row][column + 1])
            take = scores[row][column] + best[row + 1][column + 1] if scores[row][column] else 0.0
            best[row][column] = max(skip, take)
    pairs: dict[int, int] = {}
    row = column = 0
    while row < rows and column < width:
        score = scores[row][column]
        if score and best[row][column] == score + best[row + 1][column + 1]:
            pairs[row] = column
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1
    return pairs


def _out_of_order(
    rows: Sequence[RawRow], official: Sequence[Official], scores: list[list[float]], pairs: dict[int, int]
) -> dict[int, int]:
    """Rows that stand elsewhere than in the form, if their label is clear and the place is free."""
    taken, found = set(pairs.values()), dict[int, int]()
    for place, raw in enumerate(rows):
        if place in pairs or not raw.values or not raw.words:
            continue
        other = max(range(len(official)), key=lambda index: scores[place][index])
        if scores[place][other] > 0.9 and official[other].row is not None and other not in taken:
            found[place] = other
            taken.add(other)
    return found


def _certain(
    place: int, other: int, pairs: dict[int, int], rows: Sequence[RawRow], official: Sequence[Official]
) -> bool:
    """Whether a row without a label can only be this row: as many such rows in the gap as rows of the form."""
    named = {raw: index for raw, index in pairs.items() if rows[raw].words}
    low_raw = max((raw for raw in named if raw < place), default=-1)
    high_raw = min((raw for raw in named if raw > place), default=len(rows))
    low, high = named.get(low_raw, -1), named.get(high_raw, len(official))
    nameless = [raw for raw in range(low_raw + 1, high_raw) if rows[raw].values and not rows[raw].words]
    free = [index for index in range(low + 1, high) if official[index].row is not None]
    return len(nameless) == len(free) and nameless.index(place) == free.index(other)
