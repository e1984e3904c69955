"""版记（Word）: the foot of the last page of a letter, in a place that WPS and Word keep there."""

from typing import Any, Final

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt

from govreport.documents.letters.letter import Letter
from govreport.documents.letters.pdf import copies_lines
from govreport.documents.office.markup import element, put
from govreport.documents.office.word import FANG, set_font

# One line of 版记, and one character of it (pt); the width of the text block as Word counts it (twips).
_LINE: Final = 7.5 / 25.4 * 72
_CHARACTER: Final = 14.15
_BLOCK: Final = 8845
# Lines of 0.35 mm and of 0.25 mm in eighths of a point.
_OUTER, _INNER = "8", "6"
# Columns of 印发机关 and 印发日期 (mm, 156 together).
_COLUMNS: Final = (105.0, 51.0)


def add_copies(word: Any, letter: Letter) -> None:
    """版记 of 信函格式: 抄送 alone, as a frame."""
    line = word.add_paragraph()
    _copies(line, letter)
    height = str(round(copies_lines(letter.copies) * _LINE * 20))
    frame = {"w": str(_BLOCK), "h": height, "hRule": "atLeast", "wrap": "around"}
    place = {"vAnchor": "margin", "hAnchor": "margin", "xAlign": "left", "yAlign": "bottom"}
    put(line._p.get_or_add_pPr(), element("w:framePr", **frame, **place))


def add_imprint(word: Any, letter: Letter) -> None:
    """版记 of the general format: 抄送 over 印发机关 and 印发日期, each between its lines, as a table that floats."""
    # Not alone on a page: the last lines of the text go with it.
    word.paragraphs[-1].paragraph_format.keep_with_next = True
    table = word.add_table(rows=2 if letter.copies else 1, cols=2)
    table.autofit = False
    _place(table)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(element("w:cantSplit"))
        for cell, width in zip(row.cells, _COLUMNS, strict=True):
            cell.width = Mm(width)
    if letter.copies:
        first = table.rows[0].cells[0].merge(table.rows[0].cells[1])
        _copies(first.paragraphs[0], letter)
    office, day = table.rows[-1].cells
    _write(office.paragraphs[0], letter.printed_by).left_indent = Pt(_CHARACTER)
    _write(day.paragraphs[0], letter.printed_on).right_indent = Pt(_CHARACTER)
    day.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    # A text must end with a paragraph; this one takes no room.
    last = word.add_paragraph().paragraph_format
    last.line_spacing_rule, last.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(1)


def _place(table: Any) -> None:
    """The foot of the text block, over its whole width, with lines above, between and below."""
    properties = table._tbl.tblPr
    anchor = {"vertAnchor": "margin", "horzAnchor": "margin", "tblpXSpec": "left", "tblpYSpec": "bottom"}
    put(properties, element("w:tblpPr", leftFromText="0", rightFromText="0", **anchor))
    put(properties, element("w:tblOverlap", val="never"))
    put(properties, element("w:tblW", w=str(_BLOCK), type="dxa"))
    borders = element("w:tblBorders")
    for side, size in (("top", _OUTER), ("bottom", _OUTER), ("insideH", _INNER)):
        borders.append(element(f"w:{side}", val="single", sz=size, space="0", color="000000"))
    put(properties, borders)
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w="0", type="dxa"))
    put(properties, margins)


def _copies(paragraph: Any, letter: Letter) -> None:
    """抄送: one character in on either side; further lines begin under the first name."""
    layout = _write(paragraph, f"抄送：{letter.copies}。")
    layout.left_indent, layout.first_line_indent = Pt(4 * _CHARACTER), Pt(-3 * _CHARACTER)
    layout.right_indent = Pt(_CHARACTER)


def _write(paragraph: Any, text: str) -> Any:
    """One line or more of 4号仿宋; the layout of the paragraph."""
    set_font(paragraph.add_run(text), FANG, 14)
    layout = paragraph.paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(_LINE)
    return layout
