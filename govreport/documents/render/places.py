"""格的位置: where each cell of an official table stands, counted in rows and columns, for files that are grids."""

from collections.abc import Iterator, Sequence

from govreport.documents.render.tables import TableCell


def placed(rows: Sequence[Sequence[TableCell]], width: int) -> Iterator[tuple[int, int, TableCell]]:
    """Row and column of every cell, spans from above taken into account; ``ValueError`` for a row that is too long."""
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(rows):
        x = 0
        for shown in row:
            while (y, x) in taken:
                x += 1
            yield y, x, shown
            span = shown.cell
            taken.update((y + down, x + right) for down in range(span.rowspan) for right in range(span.colspan))
            x += span.colspan
        if x > width:
            raise ValueError(f"row {y} has {x} columns, the table {width}")
