"""表内其他文字: words of a table's section that are no row: headings, the words of a text row, or strays."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from govreport.documents.read import words
from govreport.documents.read.align import Alignment, Match
from govreport.documents.read.cells import Harvest, numbers_within
from govreport.documents.read.labels import alike, core, is_fragment
from govreport.documents.read.place import around
from govreport.documents.read.rows import RawRow
from govreport.standards.edition import Table

_MANY: Final = 4  # such rows to a row of the form are a quarter of it


@cache
def _headings(table: Table) -> tuple[str, ...]:
    """Everything the form prints besides values, folded."""
    labels = [row.label for row in table.rows] + [column.label for column in table.columns]
    labels += [heading.label for heading in (*table.bands, *table.groups, *table.heads)]
    labels += [table.note, table.title, table.name, table.stub_head, table.unit_head, table.value_head]
    return tuple(dict.fromkeys(name for label in labels if (name := core(label))))


def is_heading(table: Table, text: str) -> bool:
    """Whether words are a heading or label of the form, whole, misprinted or a piece of one."""
    found = core(text)
    if not found or text in {row.unit for row in table.rows}:
        return True
    names = _headings(table)
    if any(is_fragment(found, name) or alike(found, name) >= 0.5 for name in names):
        return True
    # Several headings may have run together in one cell: every word of it is then one.
    parts = text.split()
    if len(parts) > 1 and all(any(is_fragment(core(part), name) for name in names) for part in parts):
        return True
    return all(_is_run(core(part), names) for part in parts)


def _is_run(found: str, names: Sequence[str]) -> bool:
    """Whether a text is nothing but pieces of headings: their lines side by side where nothing parts the columns."""
    reached = [True] + [False] * len(found)
    for end in range(2, len(found) + 1):
        reached[end] = any(
            reached[start] and any(found[start:end] in name for name in names) for start in range(end - 1)
        )
    return reached[-1]


def _is_heading_row(table: Table, raw: RawRow) -> bool:
    return all(is_heading(table, raw.texts[place]) for place in raw.words)


def stray_words(harvest: Harvest, table: Table, rows: Sequence[RawRow]) -> None:
    """A doubt for words that the form does not have: notes under a table have no place in a report's data."""
    strange = [
        raw.texts[place]
        for raw in rows
        if not raw.values
        for place in raw.words
        if not is_heading(table, raw.texts[place])
    ]
    if strange:
        harvest.doubt(table.code, words.outside_table(strange[0]))


def words_below(harvest: Harvest, table: Table, alignment: Alignment) -> set[int]:
    """Take the words below a row that holds words (统计表“申请公开的主要内容”); returns the rows taken, by number."""
    taken: set[int] = set()
    for match in alignment.matches:
        row = match.official.row
        if row is None or row.type != "text":
            continue
        start = match.raw.number
        until = min((other.raw.number for other in alignment.matches if other.raw.number > start), default=1 << 30)
        below = [
            raw
            for raw in alignment.left_over
            if start < raw.number < until and raw.words and not _is_heading_row(table, raw)
        ]
        if below and f"{table.code}.{row.code}" not in harvest.printed:
            harvest.printed[f"{table.code}.{row.code}"] = "\n".join(" ".join(filter(None, raw.texts)) for raw in below)
            harvest.places.pop(f"{table.code}.{row.code}", None)
            harvest.found(f"{table.code}.{row.code}", around(place for raw in below for place in raw.places))
            taken |= {raw.number for raw in below}
    return taken


def stray_figures(harvest: Harvest, table: Table, alignment: Alignment, rest: Sequence[RawRow]) -> None:
    """Doubts about the rows beside figures that went into no cell: they may be the rest of those of the row.

    A row with a label of its own and all its figures is one that the form does not have. Where there are many of them,
    or of their pieces, the lines of the table were not told apart, and every row is doubtful.
    """
    holding = [(raw, found) for raw in rest if (found := _figures(raw))]
    width = max(1, len(table.columns))
    loose = [(raw, found) for raw, found in holding if not _is_whole(raw, width, alignment)]
    if _MANY * len([raw for raw, _found in holding if len(raw.values) >= width or not raw.values]) > len(table.rows):
        for row in table.rows if loose else ():
            harvest.doubt(f"{table.code}.{row.code}", words.rows_mixed(loose[0][1]))
    for raw, found in loose:
        for match in _beside(raw, alignment):
            if match.official.row is not None:
                harvest.doubt(f"{table.code}.{match.official.row.code}", words.figures_beside(found))


def _figures(raw: RawRow) -> str:
    return "、".join([raw.texts[place] for place in raw.values] or numbers_within(raw.texts))


def _is_whole(raw: RawRow, width: int, alignment: Alignment) -> bool:
    """Whether a left-over row is one in its own right, not the end of that above."""
    if not raw.words or len(raw.values) < width:
        return False
    label = core(raw.texts[raw.words[-1]])
    return not any(is_fragment(label, name) for match in _beside(raw, alignment) for name in match.official.names)


def _beside(raw: RawRow, alignment: Alignment) -> list[Match]:
    """The rows of the form before and behind a left-over one."""
    before = [match for match in alignment.matches if match.raw.number <= raw.number]
    behind = [match for match in alignment.matches if match.raw.number > raw.number]
    return [
        *sorted(before, key=lambda match: match.raw.number)[-1:],
        *sorted(behind, key=lambda match: match.raw.number)[:1],
    ]
