"""各表所在的行: which lines belong to which table, by the headings above them or else by the table itself."""

from collections.abc import Mapping, Sequence

from govreport.documents.read.labels import alike, core
from govreport.documents.read.lines import Line, unmarked
from govreport.documents.read.sections import Cut
from govreport.standards.edition import Edition, Table


def regions(edition: Edition, cut: Cut) -> dict[str, tuple[Line, ...]]:
    """Table code → lines of its section; a table without heading is looked for among the rows of other sections."""
    found = {part.section.table: part.lines for part in cut.parts if part.section.table}
    for table in edition.tables:
        if table.code in found:
            continue
        for holder, lines in _holders(cut, found):
            start = _first_anchor(table, lines)
            if start is None:
                continue
            if holder:
                found[holder] = lines[:start]
            end = _next_anchor(edition, table, lines, start)
            found[table.code] = lines[start:end]
            break
    return found


def _holders(cut: Cut, found: Mapping[str, tuple[Line, ...]]) -> list[tuple[str | None, tuple[Line, ...]]]:
    """Where a table may stand: at the end of another table's section, or as rows inside the text."""
    others = [(None, cut.before), *((None, part.lines) for part in cut.parts if not part.section.table)]
    rows = [(holder, tuple(line for line in lines if line.cells or _is_short(line))) for holder, lines in others]
    return [*found.items(), *rows]


def _is_short(line: Line) -> bool:
    """A band of a table that its sheet has as a cell alone."""
    return line.whole and len(line.text) < 30


def _first_anchor(table: Table, lines: Sequence[Line]) -> int | None:
    anchors = _anchors(table)
    for place, line in enumerate(lines):
        texts = [core(unmarked(cell)) for cell in line.cells] or [core(line.text)]
        if any(alike(text, anchor) >= 0.85 for text in texts if len(text) < 60 for anchor in anchors):
            return place
    return None


def _next_anchor(edition: Edition, table: Table, lines: Sequence[Line], start: int) -> int:
    later = edition.tables[edition.tables.index(table) + 1 :]
    ends = [place for other in later if (place := _first_anchor(other, lines[start:])) is not None]
    return start + min(ends) if ends else len(lines)


def _anchors(table: Table) -> set[str]:
    """Labels that open a table: its first band, the note and heads of table three, the blocks of table four."""
    labels = [band.label for band in table.bands[:1]]
    if table.layout == "matrix":
        labels += [table.note, table.rows[0].label, *(head.label for head in table.heads)]
    if table.layout == "blocks":
        labels += [*(row.label for row in table.rows), table.columns[0].label]
    return {core(label) for label in labels}
