"""年报（Word）: the report as DOCX in the layout of GB/T 9704-2012, with real styles and tables that can be edited.

It carries its data as a part of its own (``customXml``), so that the file can be read in again without loss.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import _Cell
from lxml import etree

from govreport.documents.office.markup import element, put
from govreport.documents.office.package import safe_parser
from govreport.documents.office.word import (
    BODY,
    HEADINGS,
    KAI,
    TABLE_HEAD,
    TABLE_TEXT,
    add_table,
    add_title,
    add_watermark,
    official_word_file,
    set_font,
    word_bytes,
)
from govreport.documents.render.json import script_data
from govreport.documents.render.model import Paper, Part, paper
from govreport.documents.render.places import placed
from govreport.documents.render.tables import OfficialTable, TableCell
from govreport.documents.render.text import Paragraph
from govreport.standards.document import Document

DATA_PART: Final = "/customXml/govreport.xml"
DATA_NAMESPACE: Final = "urn:govreport:report:1"
_TEXT: Final = qn("w:t")
# Marks cells that a span takes the place of, while the table is made.
_GONE: Final = "gone"

# By the way a table is drawn: column widths (mm, 156 together); size, line and room above and below the text (pt).
_WIDTHS: Final = {
    "bands": (58.0, 32.0, 32.0, 34.0),
    "matrix": (12.2, 15.4, 47.4, 12.0, 11.2, 11.2, 11.2, 11.2, 12.2, 12.0),
    "blocks": (10.4,) * 15,
    "list": (110.0, 18.0, 28.0),
}
_SIZES: Final = {
    "bands": (12.0, 18.0, 3.0),
    "matrix": (10.0, 12.5, 0.0),
    "blocks": (10.5, 14.0, 3.0),
    "list": (10.5, 14.0, 1.5),
}
# One line of the text block, and one character of it (pt).
_LINE: Final = 28.99
_CHARACTER: Final = 15.793
# The room below a title of one to four lines, so that the text begins on the same line as in the PDF (pt).
_BELOW_TITLE: Final = (53.0, 48.0, 43.0, 38.0)
# How far the indicators of 2014 stand in, by their level (pt).
_INDENTS: Final = {"level-1": 21.0, "level-2": 31.5, "level-3": 47.0}


def render_docx(document: Document, moment: datetime, *, draft: bool = False) -> bytes:
    """The report as a DOCX file dated ``moment``; the same report and date give the same bytes.

    A draft carries 草稿 across every page.
    """
    printed = paper(document)
    word = official_word_file(printed.title, printed.agency, moment)
    add_report(word, printed)
    if draft:
        add_watermark(word, "草稿")
    carry(word, document)
    return word_bytes(word)


def add_report(word: Any, printed: Paper) -> None:
    """Title and parts of a report at the end of a document."""
    add_title(word, printed.title_lines)
    below = _BELOW_TITLE[min(len(printed.title_lines), len(_BELOW_TITLE)) - 1]
    word.paragraphs[-1].paragraph_format.space_after = Pt(below)
    for part in printed.parts:
        _part(word, printed, part)


def _part(word: Any, printed: Paper, part: Part) -> None:
    if part.annex:
        _annex_head(word, printed, part)
    elif part.title:
        word.add_paragraph(part.title, HEADINGS[0])
    for number, paragraph in enumerate(part.paragraphs):
        _paragraph(word, paragraph)
        if part.code == "closing" and not number:
            word.paragraphs[-1].paragraph_format.space_before = Pt(_LINE)
    if part.table:
        _table(word, part.table)


def _annex_head(word: Any, printed: Paper, part: Part) -> None:
    """附件说明 under the text; then 附件 flush left on a page of its own, and its title."""
    if printed.annex_note:
        note = word.add_paragraph(f"附件：{printed.annex_note}").paragraph_format
        note.space_before = Pt(_LINE)
        note.left_indent, note.first_line_indent = Pt(5 * _CHARACTER), Pt(-3 * _CHARACTER)
    head = word.add_paragraph("附件", HEADINGS[0])
    head.paragraph_format.page_break_before = True
    head.paragraph_format.space_after = Pt(_LINE)
    put(head._p.get_or_add_pPr(), element("w:ind", firstLineChars="0", firstLine="0"))
    add_title(word, part.annex_title_lines)


def _paragraph(word: Any, paragraph: Paragraph) -> None:
    if paragraph.is_heading:
        word.add_paragraph(paragraph.lead_in, HEADINGS[paragraph.level - 1])
        return
    added = word.add_paragraph(style=BODY)
    if paragraph.lead_in:
        set_font(added.add_run(paragraph.lead_in), KAI, 16)
    added.add_run(paragraph.text)


def _table(word: Any, official: OfficialTable) -> None:
    kind = official.layout.layout
    rows = (*official.head, *official.body)
    table = add_table(word, _WIDTHS[kind], len(rows), head=len(official.head))
    grid = [row.tc_lst for row in table._tbl.tr_lst]
    for y, x, shown in placed(rows, len(official.columns)):
        _span(grid, y, x, shown.cell.rowspan, shown.cell.colspan)
        _write(_Cell(grid[y][x], table), shown, kind)
    for cell in [cell for line in grid for cell in line if cell.get(_GONE)]:
        cell.getparent().remove(cell)
    if kind == "list":
        _keep_bands(table, rows)
    else:
        _keep_together(table)
    gap = word.add_paragraph(style=TABLE_TEXT)
    gap.paragraph_format.line_spacing = Pt(8)


def _span(grid: list[list[Any]], y: int, x: int, rows: int, columns: int) -> None:
    """Mark the cells that one covers: those to its right go, those below it continue it."""
    for down in range(rows):
        first = grid[y + down][x]
        properties = first.get_or_add_tcPr()
        if columns > 1:
            width = sum(grid[y + down][x + right].width for right in range(columns))
            put(properties, element("w:gridSpan", val=str(columns)))
            first.width = width
        if rows > 1:
            put(properties, element("w:vMerge", val="continue" if down else "restart"))
        for right in range(1, columns):
            grid[y + down][x + right].set(_GONE, "1")


def _write(own: Any, shown: TableCell, kind: str) -> None:
    paragraph = own.paragraphs[0]
    # A list prints its bands and main indicators in 黑体, as the form of 2014 does.
    strong = kind == "list" and shown.cell.kind in ("head", "band")
    paragraph.style = TABLE_HEAD if strong else TABLE_TEXT
    size, line, room = _SIZES[kind]
    layout = paragraph.paragraph_format
    layout.line_spacing, layout.space_before, layout.space_after = Pt(line), Pt(room), Pt(room)
    for name in shown.classes.split():
        if name in _INDENTS:
            layout.left_indent = Pt(_INDENTS[name])
    if _stands_left(shown, kind):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    for number, text in enumerate(shown.lines):
        run = paragraph.add_run()
        if number:
            run.add_break(WD_BREAK.LINE)
        run.add_text(text)
        run.font.size = Pt(9.0 if "cell-long" in shown.classes else size)


def _stands_left(shown: TableCell, kind: str) -> bool:
    """Row labels of tables that have many, as on the printed form; group labels stand in the middle."""
    if kind == "list":
        return shown.cell.kind in ("stub", "words", "band")
    return kind == "matrix" and shown.cell.kind == "stub" and shown.cell.rowspan == 1


def _keep_together(table: Any) -> None:
    """The table stays on one page with its heading: every row but the last is kept with the next."""
    for row in table._tbl.tr_lst[:-1]:
        _keep_with_next(row)


def _keep_bands(table: Any, rows: Sequence[Sequence[TableCell]]) -> None:
    """A list may run over pages, but the heading of a group of its rows is kept with the first of them."""
    for row, shown in list(zip(table._tbl.tr_lst, rows, strict=True))[:-1]:
        if shown[0].cell.kind == "band":
            _keep_with_next(row)


def _keep_with_next(row: Any) -> None:
    for cell in row.tc_lst:
        for paragraph in cell.p_lst:
            put(paragraph.get_or_add_pPr(), element("w:keepNext"))


def carry(word: Any, document: Document) -> None:
    """The data of the report as a part of the package, which WPS and Word keep when they save."""
    root = etree.Element(f"{{{DATA_NAMESPACE}}}report", nsmap={"g": DATA_NAMESPACE})
    # Whether somebody has changed the words or figures since then, the reader sees from this.
    root.set("seen", seen(etree.tostring(word.element)))
    # Whatever XML cannot hold is escaped as JSON has it.
    root.text = script_data(document)
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = PackagePart(PackURI(DATA_PART), "application/xml", data, word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def seen(body: bytes) -> str:
    """A digest of the words and figures of a Word document (``word/document.xml``), however they are cut into runs."""
    words = "".join(text for text in etree.fromstring(body, parser=safe_parser()).itertext(_TEXT))
    return hashlib.sha256(words.encode()).hexdigest()
