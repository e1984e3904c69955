"""结构标记: what a screen reader is told of the PDF: its parts, paragraphs, tables, and the headers of every figure."""

import io
from collections.abc import Iterator
from functools import cache
from typing import Any

import pikepdf
import pytest

from govreport.documents.render import tagging
from govreport.documents.render.model import paper
from govreport.documents.services import render_pdf
from govreport.standards import edition
from govreport.standards.document import Document
from govreport.standards.grid import grid
from tests.builders import balanced
from tests.documents.render.rendered import LONG

CODES = ["e2014", "e2019", "e2021"]


def long() -> Document:
    return balanced().replace(sections={**balanced().sections, "sec1": LONG})


@cache
def opened(code: str) -> Any:
    document = long() if code == "long" else balanced(code)
    return pikepdf.open(io.BytesIO(render_pdf(document)))


def elements(file: Any, role: str = "") -> list[Any]:
    """All structure elements of a role, in reading order."""
    return [item for item in _below(file.Root.StructTreeRoot) if not role or f"/{role}" == item.S]


def _below(element: Any) -> Iterator[Any]:
    kids = element.get("/K", pikepdf.Array([]))
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _below(kid)


def leaves(element: Any) -> int:
    """How many pieces of text an element holds itself."""
    return sum(not (isinstance(kid, pikepdf.Dictionary) and "/S" in kid) for kid in element.get("/K", []))


def headers(cell: Any) -> tuple[str, ...]:
    return tuple(str(name) for name in cell.A.get("/Headers", []))


@pytest.mark.parametrize("code", CODES)
def test_every_figure_names_exactly_its_headers(code: str) -> None:
    expected = [
        cell.headers
        for table in edition(code).tables
        for row in (*grid(code, table.code).head, *grid(code, table.code).body)
        for cell in row
        if cell.kind not in ("head", "band", "stub")
    ]
    assert [headers(cell) for cell in elements(opened(code), "TD")] == expected


@pytest.mark.parametrize("code", CODES)
def test_every_header_has_a_scope_and_an_id_that_the_table_of_ids_knows(code: str) -> None:
    file = opened(code)
    cells = elements(file, "TH")
    assert all(str(cell.A.Scope) in ("/Row", "/Column") for cell in cells)
    ids = [str(cell.ID) for cell in cells]
    assert len(set(ids)) == len(ids)
    names = [str(name) for name in list(file.Root.StructTreeRoot.IDTree.Names)[::2]]
    assert names == sorted(ids)
    assert {name for cell in elements(file, "TD") for name in headers(cell)} <= set(ids)


@pytest.mark.parametrize("code", [*CODES, "long"])
def test_a_table_is_one_element_whatever_pages_it_stands_on(code: str) -> None:
    form = "e2021" if code == "long" else code
    tables = elements(opened(code), "Table")
    assert [str(table.A.Summary) for table in tables] == [
        grid(form, table.code).title for table in edition(form).tables
    ]
    for table, official in zip(tables, edition(form).tables, strict=True):
        layout = grid(form, official.code)
        assert sum(item.S == "/TR" for item in _below(table)) == len(layout.head) + len(layout.body)


@pytest.mark.parametrize("code", [*CODES, "long"])
def test_a_paragraph_is_one_element_whatever_lines_and_pages_it_fills(code: str) -> None:
    printed = paper(long() if code == "long" else balanced(code))
    running = [item for part in printed.parts for item in part.paragraphs if not item.is_heading]
    notes = [1] if printed.annex_note else []
    found = elements(opened(code), "P")
    assert len(found) == len(running) + len(notes)
    assert all(leaves(item) for item in found)


@pytest.mark.parametrize("code", [*CODES, "long"])
def test_all_text_is_marked_and_belongs_to_an_element_or_is_an_artifact(code: str) -> None:
    file = opened(code)
    owners = file.Root.StructTreeRoot.ParentTree.Nums
    for number, page in enumerate(file.pages):
        depth, seen = 0, []
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) in ("BDC", "BMC"):
                depth += 1
                if str(operator) == "BDC" and "/MCID" in operands[1]:
                    seen.append(int(operands[1]["/MCID"]))
            elif str(operator) == "EMC":
                depth -= 1
            elif str(operator) in ("Tj", "TJ"):
                assert depth == 1
        owned = owners[2 * number + 1]
        assert all(isinstance(owned[mcid], pikepdf.Dictionary) for mcid in seen)
        assert len(seen) == len(set(seen))


def test_page_numbers_and_repeated_heads_are_artifacts() -> None:
    marked = [
        str(operands[1].get("/Type"))
        for page in opened("e2014").pages
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) == "BDC" and str(operands[0]) == "/Artifact"
    ]
    assert marked.count("/Pagination") >= len(opened("e2014").pages)


def test_the_data_file_is_associated_once() -> None:
    assert len(opened("e2021").Root.AF) == 1


def test_headings_are_headings_in_their_order() -> None:
    roles = [str(item.S) for item in elements(opened("e2021")) if str(item.S).startswith("/H")]
    assert roles[:3] == ["/H1", "/H2", "/H3"]
    assert roles.count("/H1") == 1


def test_weasyprint_still_tags_wrongly_without_us(monkeypatch: pytest.MonkeyPatch) -> None:
    """When this fails, WeasyPrint has learned it: compare its tags with ours, and take ``tagging.py`` out."""
    ours = [headers(cell) for cell in elements(opened("e2021"), "TD")]
    from weasyprint import pdf as weasyprint_pdf
    from weasyprint.pdf import tags

    monkeypatch.setattr(weasyprint_pdf, "add_tags", tags.add_tags)
    file = pikepdf.open(io.BytesIO(render_pdf(balanced())))
    assert all("/Scope" not in cell.A for cell in elements(file, "TH"))
    assert [headers(cell) for cell in elements(file, "TD")] != ours
    assert tagging.add_tags is not tags.add_tags
