"""结构标记: the tag tree of an official PDF, made from the boxes that WeasyPrint has drawn.

WeasyPrint 70 makes one element of each piece that a page break leaves of a paragraph, section or table (#2902, #2903),
one of each line, gives table headers no scope (#2508), and finds wrong headers for most cells of a table with spans.
This takes the place of its ``add_tags``: one element for each element of the HTML, whatever pages it stands on, and the
headers that the layout of the table names. A head repeated on the next page, and page numbers, are artifacts.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from govreport.documents.render.tables import OfficialTable, TableCell

# HTML elements that are elements of the document; all others hand their text to the one they stand in.
_ROLES: Final = {
    "section": "Sect",
    "p": "P",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
}
_SCOPES: Final = {"row": "Row", "rowgroup": "Row", "col": "Column", "colgroup": "Column"}
_CELLS: Final = ("th", "td")

_tables: ContextVar[Sequence[OfficialTable]] = ContextVar("tables", default=())
_carries: ContextVar[bool] = ContextVar("carries", default=True)


@contextmanager
def tagging(tables: Sequence[OfficialTable], *, carries: bool = True) -> Iterator[None]:
    """The official tables of the document that is about to be written, in its order; whether it carries a file."""
    tokens = _tables.set(tables), _carries.set(carries)
    try:
        yield
    finally:
        _tables.reset(tokens[0])
        _carries.reset(tokens[1])


def add_tags(pdf: Any, document: Any, pdf_version: Any, page_streams: Sequence[Any]) -> None:
    """Add the tag tree; the same arguments and place as WeasyPrint's own function."""
    tree = _Tree(pdf)
    for number, (page, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
        tree.add_page(number, page._page_box, stream)
    tree.finish()
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    # PDF/A names each attachment twice; a list that takes each once puts that right.
    if _carries.get():
        pdf.catalog["AF"] = _Once()


class _Once(pydyf.Array):  # type: ignore[misc]  # pydyf has no types
    def extend(self, items: Iterable[Any]) -> None:
        for item in items:
            if item not in self:
                self.append(item)


class _Tree:
    """结构树: one structure element for each HTML element, in the order in which they were met."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.elements: dict[int, Any] = {}
        # Keeps the HTML elements alive, so that no two of them ever share an id.
        self.sources: list[Any] = []
        self.parents = pydyf.Array()
        self.ids: dict[str, Any] = {}
        self.cells = iter([_cells(table) for table in _tables.get()])
        self.row: Iterator[TableCell] = iter(())
        self.mapping = self._object({"Nums": self.parents})
        self.root = self._object({"Type": "/StructTreeRoot", "ParentTree": self.mapping.reference})
        self.document = self._element("Document", self.root)
        self.root["K"] = pydyf.Array([self.document.reference])
        pdf.catalog["StructTreeRoot"] = self.root.reference

    def _object(self, values: dict[str, Any]) -> Any:
        made = pydyf.Dictionary(values)
        self.pdf.add_object(made)
        return made

    def _element(self, role: str, parent: Any) -> Any:
        return self._object({"Type": "/StructElem", "S": f"/{role}", "P": parent.reference, "K": pydyf.Array()})

    def add_page(self, number: int, box: Any, stream: Any) -> None:
        """Everything that one page shows."""
        page = _Page(number, self.pdf.page_references[number], stream._tags)
        self._walk(box, self.document, page, heads=False)
        page.make_artifacts(stream)
        # What is no longer asked for keeps its place in the list, as null.
        owners = [page.owners.get(mcid, "null") for mcid in range(page.count)]
        self.parents.extend([number, pydyf.Array(owners)])

    def _walk(self, box: Any, parent: Any, page: "_Page", *, heads: bool) -> None:
        """``heads``: inside a table head that stands on an earlier page already."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, boxes.MarginBox):
            return
        if isinstance(box, boxes.TextBox):
            if not heads:
                page.show(box, parent)
            return
        own = parent
        if _is_element(box, parent):
            known = self.elements.get(id(box.element))
            own = self._new(box, parent) if known is None else known
            # Labels of a group that are printed again on the next page are no headers of their own.
            heads = heads or (known is not None and box.element_tag == "thead") or own is parent
        for child in getattr(box, "children", ()):
            self._walk(child, own, page, heads=heads)

    def _new(self, box: Any, parent: Any) -> Any:
        """The element of a box that was not met before; ``parent`` itself for a label that is only printed again."""
        shown = next(self.row, None) if box.element_tag in _CELLS else None
        if shown is not None and shown.again:
            self.elements[id(box.element)] = parent
            self.sources.append(box.element)
            return parent
        role = _ROLES[box.element_tag]
        made = self._element(role, parent)
        parent["K"].append(made.reference)
        self.elements[id(box.element)] = made
        self.sources.append(box.element)
        if box.element_tag == "table":
            table = next(self.cells, None)
            self.row = iter(table[1] if table else ())
            if table:
                made["A"] = pydyf.Dictionary({"O": "/Table", "Summary": pydyf.String(table[0])})
        elif box.element_tag in _CELLS:
            self._describe(made, box, shown)
        return made

    def _describe(self, made: Any, box: Any, shown: TableCell | None) -> None:
        """Spans, scope and headers of a cell."""
        attributes = pydyf.Dictionary({"O": "/Table"})
        rows = box.rowspan if shown is None else shown.cell.rowspan
        for name, span in (("ColSpan", box.colspan), ("RowSpan", rows)):
            if span != 1:
                attributes[name] = span
        if shown is None:
            # A table of our own, not of the form, says it in its HTML.
            if scope := _SCOPES.get(box.element.get("scope", "")):
                attributes["Scope"] = f"/{scope}"
        else:
            if box.element_tag == "th":
                attributes["Scope"] = f"/{_SCOPES[shown.scope]}"
                self.ids[shown.cell.id] = made
                made["ID"] = pydyf.String(shown.cell.id)
            if shown.cell.headers:
                attributes["Headers"] = pydyf.Array([pydyf.String(name) for name in shown.cell.headers])
        made["A"] = attributes

    def finish(self) -> None:
        """The table of ids, which headers are looked up in."""
        if self.ids:
            names = pydyf.Array()
            for name in sorted(self.ids):
                names.extend([pydyf.String(name), self.ids[name].reference])
            self.root["IDTree"] = self._object({"Names": names}).reference
        self.root["ParentTreeNextKey"] = len(self.parents) // 2


class _Page:
    """一页: its marked pieces of text, and which element each belongs to."""

    def __init__(self, number: int, reference: Any, tags: dict[Any, Any]) -> None:
        self.number, self.reference, self.tags = number, reference, tags
        self.count = len(tags)
        self.owners: dict[int, Any] = {}

    def show(self, box: Any, element: Any) -> None:
        """The text of a box belongs to an element, which may have begun on an earlier page."""
        kid = self.tags.pop(box, None)
        if kid is None:
            return
        element.setdefault("Pg", self.reference)
        mcid = kid["mcid"]
        self.owners[mcid] = element.reference
        if element["Pg"] == self.reference:
            element["K"].append(mcid)
        else:
            element["K"].append(pydyf.Dictionary({"Type": "/MCR", "Pg": self.reference, "MCID": mcid}))

    def make_artifacts(self, stream: Any) -> None:
        """Marked text that belongs to no element is decoration: page numbers, repeated heads."""
        left = {kid["mcid"] for kid in self.tags.values()}
        self.tags.clear()
        for place, item in enumerate(stream.stream):
            if isinstance(item, pydyf.Dictionary) and item.get("MCID") in left:
                stream.stream[place - 1] = "/Artifact"
                stream.stream[place] = pydyf.Dictionary({"Type": "/Pagination"})


def _is_element(box: Any, parent: Any) -> bool:
    """Whether a box stands for an element of its own; an anonymous box inside a cell does not."""
    if box.element is None or box.element_tag not in _ROLES:
        return False
    # A table is wrapped in a box of the same element; so are the contents of a cell.
    return not isinstance(box, boxes.LineBox)


def _cells(table: OfficialTable) -> tuple[str, list[TableCell]]:
    """Title and cells of a table in the order in which they are written."""
    return table.layout.title, [shown for row in (*table.head, *table.body) for shown in row]
