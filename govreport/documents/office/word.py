"""公文版式（Word）: an empty document of GB/T 9704-2012 with real styles, for WPS and Word.

The proprietary fonts that offices have are named; where they are missing, the programs use their own substitutes.
"""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import docx
from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from govreport.documents.office.markup import element, put, watermark
from govreport.documents.office.package import settled

FANG: Final = "仿宋_GB2312"
HEI: Final = "黑体"
KAI: Final = "楷体_GB2312"
TITLE_SONG: Final = "方正小标宋简体"
SONG: Final = "宋体"

TITLE, BODY = "公文标题", "正文段落"
HEADINGS: Final = ("一级标题", "二级标题", "三级标题", "四级标题")
TABLE_TEXT, TABLE_HEAD = "表格文字", "表格栏目"
SIGNED = "落款"

# One line of 22 on 225 mm; 28 characters on 156 mm are 0.2 pt narrower than 16 pt (in twentieths of a point, as Word
# counts). A grid of characters would do the same in Word, but other programs reckon it from another font size.
_LINE_PITCH, _CHARACTER_SPACE, _CHARACTER = "580", "-4", 316
_LINE = Pt(28.99)


def official_word_file(title: str, author: str, moment: datetime) -> WordFile:
    """An empty document: page, grid, page numbers and styles; ``moment`` (aware) becomes its date."""
    word = docx.Document()
    _page(word)
    _styles(word)
    _page_numbers(word)
    properties = word.core_properties
    properties.title, properties.author, properties.last_modified_by = title[:250], author, author
    properties.created = properties.modified = moment.replace(tzinfo=None)
    properties.language, properties.comments, properties.revision = "zh-CN", "", 1
    return word


def add_title(word: WordFile, lines: Sequence[str]) -> None:
    """The title, its lines broken where they are."""
    paragraph = word.add_paragraph(style=TITLE)
    for number, line in enumerate(lines):
        if number:
            paragraph.add_run().add_break()
        paragraph.add_run(line)


def add_watermark(word: WordFile, text: str) -> None:
    """Large grey words across every page, behind its text."""
    section = word.sections[0]
    for number, header in enumerate((section.header, section.even_page_header), 1):
        header.is_linked_to_previous = False
        header.paragraphs[0].add_run()._r.append(watermark(text, number))


def word_bytes(word: WordFile) -> bytes:
    """The file; the same document gives the same bytes."""
    target = io.BytesIO()
    word.save(target)
    return settled(target.getvalue())


def _page(word: WordFile) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(28), Mm(25.9)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.header_distance, section.footer_distance = Mm(15), Mm(23)
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(element("w:docGrid", type="lines", linePitch=_LINE_PITCH))


def _styles(word: WordFile) -> None:
    normal: Any = word.styles["Normal"]
    set_font(normal, FANG, 16)
    _language(normal)
    _narrow(normal)
    layout = normal.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, _LINE
    layout.widow_control = False
    _style(word, BODY, FANG, 16, indent=2, align=WD_ALIGN_PARAGRAPH.JUSTIFY)
    title = _style(word, TITLE, TITLE_SONG, 22, align=WD_ALIGN_PARAGRAPH.CENTER, level=0)
    title.paragraph_format.line_spacing, title.paragraph_format.space_after = Pt(34), Pt(20)
    # Some programs would stretch each of its lines to two of the page's grid.
    put(title._element.get_or_add_pPr(), element("w:snapToGrid", val="0"))
    for level, font in enumerate((HEI, KAI, FANG, FANG)):
        heading = _style(word, HEADINGS[level], font, 16, indent=2, level=level)
        heading.paragraph_format.keep_with_next = True
    for name, font in ((TABLE_TEXT, FANG), (TABLE_HEAD, HEI)):
        cell = _style(word, name, font, 10.5, align=WD_ALIGN_PARAGRAPH.CENTER)
        cell.paragraph_format.line_spacing = Pt(14)
        put(cell._element.get_or_add_pPr(), element("w:snapToGrid", val="0"))
    signed = _style(word, SIGNED, FANG, 16, align=WD_ALIGN_PARAGRAPH.RIGHT)
    _characters(signed, "rightChars", 4)


def _style(
    word: WordFile,
    name: str,
    font: str,
    size: float,
    *,
    indent: int = 0,
    align: WD_ALIGN_PARAGRAPH | None = None,
    level: int | None = None,
) -> Any:
    """A paragraph style; ``indent`` in characters, ``level`` of the outline (0 is the highest)."""
    style: Any = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = word.styles["Normal"]
    style.quick_style = True
    set_font(style, font, size)
    if align is not None:
        style.paragraph_format.alignment = align
    if indent:
        _characters(style, "firstLineChars", indent)
    if level is not None:
        put(style._element.get_or_add_pPr(), element("w:outlineLvl", val=str(level)))
    return style


def set_font(item: Any, font: str, size: float) -> None:
    """Give a style or run one font for Chinese and for digits, in black."""
    item.font.name, item.font.size, item.font.bold, item.font.italic = font, Pt(size), False, False
    item.font.color.rgb = RGBColor(0, 0, 0)
    fonts = item._element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:eastAsia", "w:hAnsi", "w:cs"):
        fonts.set(qn(script), font)


def _characters(style: Any, side: str, count: int) -> None:
    """Indent by whole characters, as WPS and Word show it: firstLineChars or rightChars in hundredths."""
    indent = style._element.get_or_add_pPr().get_or_add_ind()
    indent.set(qn(f"w:{side}"), str(count * 100))
    # Programs that do not know whole characters take the length.
    indent.set(qn(f"w:{side.removesuffix('Chars')}"), str(count * _CHARACTER))


def _narrow(style: Any) -> None:
    """Twenty-eight characters a line."""
    put(style._element.get_or_add_rPr(), element("w:spacing", val=_CHARACTER_SPACE))


def _language(style: Any) -> None:
    put(style._element.get_or_add_rPr(), element("w:lang", val="zh-CN", eastAsia="zh-CN"))


def _page_numbers(word: WordFile) -> None:
    """— 1 — in 4号宋体, odd pages right and even pages left, one character in."""
    word.settings.odd_and_even_pages_header_footer = True
    section = word.sections[0]
    for footer, align, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT, "rightChars"),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT, "leftChars"),
    ):
        footer.is_linked_to_previous = False
        line = footer.paragraphs[0]
        line.alignment = align
        line._p.get_or_add_pPr().get_or_add_ind().set(qn(f"w:{side}"), "100")
        for piece in ("— ", "PAGE", " —"):
            run = line.add_run()
            set_font(run, SONG, 14)
            if piece == "PAGE":
                _field(run, piece)
            else:
                run.text = piece


def _field(run: Any, name: str) -> None:
    code = element("w:instrText")
    code.text = name
    for part in (element("w:fldChar", fldCharType="begin"), code, element("w:fldChar", fldCharType="end")):
        run._r.append(part)


def add_table(word: WordFile, widths: Sequence[float], rows: int, *, head: int = 1) -> Any:
    """A table of black half-point lines whose ``head`` rows repeat on each page; ``widths`` in millimetres."""
    table = word.add_table(rows=rows, cols=len(widths))
    table.autofit = False
    put(table._tbl.tblPr, _borders())
    put(table._tbl.tblPr, _margins())
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    # python-docx counts the whole grid anew for each cell it is asked for; the elements are there already.
    for row in table._tbl.tr_lst:
        row.get_or_add_trPr().append(element("w:cantSplit"))
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = Mm(width)
            put(cell.get_or_add_tcPr(), element("w:vAlign", val="center"))
    for row in table._tbl.tr_lst[:head]:
        row.get_or_add_trPr().append(element("w:tblHeader"))
    return table


def _margins() -> Any:
    """Room above and below the text of a cell (twips)."""
    margins = element("w:tblCellMar")
    for side, width in (("top", "28"), ("left", "40"), ("bottom", "28"), ("right", "40")):
        margins.append(element(f"w:{side}", w=width, type="dxa"))
    return margins


def _borders() -> Any:
    borders = element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(f"w:{side}", val="single", sz="4", space="0", color="000000"))
    return borders
