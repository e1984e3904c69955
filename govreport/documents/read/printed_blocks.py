"""表四印出的列: in which order its heads print the blocks and the columns of each."""

from collections.abc import Sequence
from itertools import pairwise

from govreport.documents.read import words
from govreport.documents.read.labels import core
from govreport.documents.read.printed import Printed, label_of
from govreport.documents.read.rows import RawRow
from govreport.standards.edition import Table


def printed_blocks(table: Table, heads: Sequence[RawRow]) -> Printed:
    """The fifteen columns in printed order; those of the form, with a doubt, where the heads do not tell clearly."""
    size = len(table.columns)
    official = tuple(range(size * len(table.rows)))
    labels = [core(column.label) for column in table.columns]
    lines = [[label_of(raw.texts[place], labels) for place in raw.words] for raw in heads]
    named = [[place for place in line if place is not None] for line in lines]
    whole = next((line for line in named if len(line) == len(official)), None)
    columns = whole or [place for line in named for place in line]
    order = _blocks(table, [raw.texts[place] for raw in heads for place in raw.words])
    if not columns and not order:
        return Printed(official, words.no_heads())
    if len(columns) != len(official) or order is None or len(order) < len(table.rows):
        # Lost or torn heads say nothing as long as what is left of them keeps the order of the form.
        straight = order is not None and order == sorted(order) and _turns(columns) < len(table.rows)
        return Printed(official, "" if straight else words.unclear_heads())
    runs = [columns[start : start + size] for start in range(0, len(columns), size)]
    if any(len(set(run)) < size for run in runs):
        return Printed(official, words.unclear_heads())
    # A block without a heading above it has its columns a line higher, and so before the others.
    read = (
        order if whole else sorted(order, key=lambda block: (table.rows[block].group is not None, order.index(block)))
    )
    found = tuple(block * size + column for block in order for column in runs[read.index(block)])
    return Printed(found, "" if found == official else words.other_order())


def _blocks(table: Table, texts: Sequence[str]) -> list[int] | None:
    """The blocks in printed order as far as they are named; None where their names contradict each other."""
    names = [core(row.label) for row in table.rows]
    groups = [core(group.label) for group in table.groups]
    found: list[int | str] = []
    inside: list[int] = []
    for text in texts:
        row, group = label_of(text, names), label_of(text, groups)
        if group is not None:
            found.append(table.groups[group].code)
        elif row is not None:
            (inside if table.rows[row].group else found).append(row)
    # A merged head that was written into each of its columns is one.
    found = [item for place, item in enumerate(found) if not place or found[place - 1] != item]
    inside = [item for place, item in enumerate(inside) if not place or inside[place - 1] != item]
    if len(set(found)) < len(found) or len(set(inside)) < len(inside):
        return None
    flat: list[int] = []
    for item in found:
        flat += [item] if isinstance(item, int) else inside
    return flat if any(isinstance(item, str) for item in found) else [*flat, *inside]


def _turns(columns: Sequence[int]) -> int:
    """How often the columns begin anew."""
    return sum(1 for one, other in pairwise(columns) if other <= one)
