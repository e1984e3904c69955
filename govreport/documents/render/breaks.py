"""跨页: where page breaks cut the groups of an official table.

WeasyPrint 70 does not print the label of a cut row span again; the document is laid out once more with the label in
both pieces.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from weasyprint.formatting_structure import boxes

from govreport.documents.render.tables import OfficialTable


def cuts(laid: Any, tables: Sequence[OfficialTable]) -> dict[str, tuple[int, ...]]:
    """Table that needs more than a page → rows of its body that begin a page inside a group.

    Lists, which have no groups and are made to run over pages, are left out.
    """
    # HTML elements of the tables in their order, and the rows of each that were met so far.
    met: list[tuple[Any, list[Any]]] = []
    found: dict[str, list[int]] = {}
    for page in laid.pages:
        for table in _tables(page._page_box):
            rows = list(_body_rows(table))
            if not met or met[-1][0] is not table.element:
                met.append((table.element, rows))
                continue
            if rows and met[-1][1] and rows[0].element is met[-1][1][-1].element:
                del rows[0]  # the rest of a row that is higher than a page
            official, at = tables[len(met) - 1], len(met[-1][1])
            met[-1][1].extend(rows)
            if rows and official.layout.layout != "list":
                begins = found.setdefault(official.layout.table, [])
                begins += [at] * _inside_group(official, at)
    return {table: tuple(rows) for table, rows in found.items()}


def _tables(box: Any) -> Iterator[Any]:
    if isinstance(box, boxes.TableBox):
        yield box
    elif not isinstance(box, (boxes.LineBox, boxes.MarginBox)):
        for child in getattr(box, "children", ()):
            yield from _tables(child)


def _body_rows(table: Any) -> Iterator[Any]:
    for group in table.children:
        if isinstance(group, boxes.TableRowGroupBox) and not group.is_header:
            yield from group.children


def _inside_group(table: OfficialTable, at: int) -> bool:
    """Whether a label that begins above row ``at`` reaches beyond it; one printed again counts where it began."""
    spans = (
        number + shown.cell.rowspan for number, row in enumerate(table.body[:at]) for shown in row if not shown.again
    )
    return any(end > at for end in spans)
