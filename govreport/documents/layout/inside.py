"""幅面与版心: L-01 page and text block, L-02 nothing outside of it, cut or missing."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from govreport.checks.layout import BY_ID
from govreport.documents.fonts.coverage import missing_in
from govreport.documents.layout.measures import (
    BOTTOM,
    FIRST_LINE,
    LEFT,
    PAPER,
    RIGHT,
    TOLERANCE,
    TOP,
)
from govreport.documents.layout.proof import Proof
from govreport.documents.layout.sheet import Box, Glyph
from govreport.standards.finding import Finding

L01, L02 = BY_ID["L-01"], BY_ID["L-02"]
# White space, in millimetres, that a character of 16 pt may have on its left.
_BEARING = 1.5
_NO_GLYPH = "□"
# Characters quoted of what is out of place.
_QUOTED = 12


def page_address(number: int) -> str:
    """The place of a finding about a page of the PDF."""
    return f"page.{number}"


def page_and_block(proof: Proof) -> Iterator[Finding]:
    """L-01: the size of each page, and where its text block begins and ends."""
    for sheet in proof.sheets:
        size = (round(sheet.width, 1), round(sheet.height, 1))
        if any(abs(found - due) > TOLERANCE for found, due in zip(size, PAPER, strict=True)):
            yield L01.finding(
                [page_address(sheet.number)],
                f"第 {sheet.number} 页的纸张是 {size[0]:g}×{size[1]:g} 毫米，应为 A4（210×297 毫米）。",
                f"Page {sheet.number} is {size[0]:g} × {size[1]:g} mm; it should be A4 (210 × 297 mm).",
            )
    yield from _left_edge(proof)
    yield from _top_edges(proof)


def _left_edge(proof: Proof) -> Iterator[Finding]:
    """Lines that are not the first of their paragraph begin at the left edge, and so do tables."""
    edges = {f.page: f.columns[0] for f in reversed(proof.fragments)}
    for body in proof.body:
        for glyph in body:
            edges[glyph.page] = min(edges.get(glyph.page, glyph.box.left), glyph.box.left)
    if not edges:
        return
    page, left = min(edges.items(), key=lambda item: item[1])
    # The ink of a character may begin a little after its place, never a whole indent.
    if left > LEFT + TOLERANCE + _BEARING:
        yield L01.finding(
            [page_address(page)],
            f"第 {page} 页的文字从左边 {left:.1f} 毫米处开始，版心应从 28 毫米处开始。",
            f"Text begins {left:.1f} mm from the left on page {page}; the text block begins at 28 mm.",
        )
    elif left < LEFT - TOLERANCE:
        yield L01.finding(
            [page_address(page)],
            f"第 {page} 页的文字从左边 {left:.1f} 毫米处开始，超出版心（28 毫米）。",
            f"Text begins {left:.1f} mm from the left on page {page}, outside the text block (28 mm).",
        )


def _top_edges(proof: Proof) -> Iterator[Finding]:
    for sheet, body in zip(proof.sheets, proof.body, strict=True):
        tops = [glyph.box.top for glyph in body]
        tops += [fragment.rows[0] for fragment in proof.fragments if fragment.page == sheet.number]
        if tops and not TOP - TOLERANCE <= min(tops) <= FIRST_LINE + TOLERANCE:
            yield L01.finding(
                [page_address(sheet.number)],
                f"第 {sheet.number} 页的第一行在上边 {min(tops):.1f} 毫米处，版心应从 37 毫米处开始。",
                f"The first line of page {sheet.number} stands {min(tops):.1f} mm from the top; "
                "the text block begins at 37 mm.",
            )


def nothing_lost(proof: Proof) -> Iterator[Finding]:
    """L-02: text and lines inside the block, whole, and all of the text there."""
    for sheet, foot in zip(proof.sheets, proof.feet, strict=True):
        numbers = {id(glyph) for glyph in foot.glyphs}
        outside = [glyph for glyph in sheet.glyphs if id(glyph) not in numbers and not _inside(glyph.box)]
        if outside:
            yield _glyphs(sheet.number, outside, "超出版心", "stands outside the text block")
        elif any(not _inside(box) for box in (*sheet.strokes, *sheet.shapes)):
            yield L02.finding(
                [page_address(sheet.number)],
                f"第 {sheet.number} 页的表格超出版心。",
                f"A table stands outside the text block on page {sheet.number}.",
            )
        if cut := [glyph for glyph in sheet.glyphs if glyph.cut]:
            yield _glyphs(sheet.number, cut, "被截断", "is cut")
    crossing = (glyph for fragment in proof.fragments for glyph in fragment.crossing() if _inside(glyph.box))
    for page, glyphs in groupby(crossing, key=lambda glyph: glyph.page):
        yield _glyphs(page, glyphs, "越过表格的线", "crosses a line of the table")
    yield from _missing(proof)
    yield from _boxes(proof)


def _inside(box: Box) -> bool:
    return (
        box.left >= LEFT - TOLERANCE
        and box.right <= RIGHT + TOLERANCE
        and box.top >= TOP - TOLERANCE
        and box.bottom <= BOTTOM + TOLERANCE
    )


def _glyphs(page: int, glyphs: Iterable[Glyph], what: str, what_en: str) -> Finding:
    text = "".join(glyph.text for glyph in glyphs)
    words = text if len(text) <= _QUOTED else f"{text[:_QUOTED]}……"
    return L02.finding([page_address(page)], f"第 {page} 页的“{words}”{what}。", f"“{words}” on page {page} {what_en}.")


def _missing(proof: Proof) -> Iterator[Finding]:
    page = 1
    for run in proof.runs:
        page = run.glyphs[0].page if run.glyphs else page
        # Those that no font has are told of below, as what they are printed as.
        undrawn = missing_in(run.missing)
        if lost := "".join(letter for letter in run.missing if letter not in undrawn):
            words = lost if len(lost) <= _QUOTED else f"{lost[:_QUOTED]}……"
            yield L02.finding(
                [page_address(page)],
                f"第 {page} 页：{run.style.name}中的“{words}”没有印出，请核对其中是否有生僻字或特殊符号。",
                f"Page {page}: “{words}” of {run.style.name_en} is not printed; look for rare characters or symbols.",
            )


def _boxes(proof: Proof) -> Iterator[Finding]:
    """A character that no font has is printed as □; one that the author wrote as □ is meant."""
    document = proof.document
    meant = sum(text.count(_NO_GLYPH) for text in (document.title, document.agency.name, *document.sections.values()))
    drawn = [glyph for body in proof.body for glyph in body if glyph.text == _NO_GLYPH]
    if len(drawn) > meant:
        page, count = drawn[0].page, len(drawn) - meant
        yield L02.finding(
            [page_address(page)],
            f"第 {page} 页起有 {count} 个字没有字形，印成了“□”。请改用其他写法。",
            f"From page {page} on, {count} characters that no font has are printed as “□”; write them otherwise.",
        )
