"""表内其他文字: words of a table's section that are no row: headings, the words of a text row, or strays."""

from collections.abc import Sequence
from functools import cache

from govreport.documents.read import words
from govreport.documents.read.align import Alignment
from govreport.documents.read.cells import Harvest
from govreport.documents.read.labels import alike, core, is_fragment
from govreport.documents.read.place import around
from govreport.documents.read.rows import RawRow
from govreport.standards.edition import Table


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
    return len(parts) > 1 and all(any(is_fragment(core(part), name) for name in names) for part in parts)


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
