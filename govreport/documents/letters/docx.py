"""报送函（Word）: the letter and the report after it as DOCX, for offices that number and print in their own system."""

from typing import Any, Final

from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt, RGBColor

from govreport.documents.letters.docx_foot import add_copies, add_imprint
from govreport.documents.letters.letter import Letter
from govreport.documents.letters.pdf import LINES, lines_needed
from govreport.documents.office.markup import element, put
from govreport.documents.office.word import (
    BODY,
    HEI,
    TITLE_SONG,
    add_title,
    official_word_file,
    set_font,
    word_bytes,
)
from govreport.documents.render.docx import add_report, carry
from govreport.documents.render.model import paper
from govreport.documents.render.title import width
from govreport.standards.document import Document

RED: Final = RGBColor(0xE6, 0x00, 0x12)
# One line of the text block, and one character of it (pt).
_LINE: Final = 28.99
_CHARACTER: Final = 15.793


def letter_docx(letter: Letter, document: Document) -> bytes:
    """Letter and report as one DOCX file that carries the report's data; the same values give the same bytes."""
    printed = paper(document)
    word = official_word_file(letter.title, letter.mark, letter.moment)
    if letter.general:
        _general_head(word, letter)
    else:
        _letter_head(word, letter)
    _elements(word, letter)
    _enclosed(word)
    add_report(word, printed)
    if letter.general:
        add_imprint(word, letter)
    elif letter.copies:
        add_copies(word, letter)
    carry(word, document)
    return word_bytes(word)


def _letter_head(word: Any, letter: Letter) -> None:
    """信函格式: 发文机关标志 30 mm from the edge over its double line, the number at the right edge below it.

    Another double line stands 20 mm from the lower edge; the page has no number.
    """
    section = word.sections[0]
    section.different_first_page_header_footer = True
    section.header_distance, section.footer_distance = Mm(30), Mm(20)
    head = section.first_page_header.paragraphs[0]
    _mark(head, letter)
    _double_line(head, "bottom", "thickThinSmallGap", 11)
    foot = section.first_page_footer.paragraphs[0]
    _exactly(foot, 4)
    _double_line(foot, "bottom", "thinThickSmallGap", 0)
    number = word.add_paragraph(letter.number)
    number.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _exactly(number, 16)
    number.paragraph_format.space_before = Pt(14)
    number.paragraph_format.space_after = Pt(_gap(letter))


def _general_head(word: Any, letter: Letter) -> None:
    """通用格式: 发文机关标志 35 mm below the edge of the text block, 发文字号 two lines lower over a red line."""
    # An earlier paragraph: programs leave out the room above the first one of a page.
    word.add_paragraph()
    head = word.add_paragraph()
    head.paragraph_format.space_before = Pt(35 / 25.4 * 72 - _LINE)
    _mark(head, letter)
    number = word.add_paragraph(letter.number)
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    number.paragraph_format.space_before, number.paragraph_format.space_after = Pt(2 * _LINE), Pt(2 * _LINE)
    borders = element("w:pBdr")
    borders.append(element("w:bottom", val="single", sz="12", space="11", color=str(RED)))
    put(number._p.get_or_add_pPr(), borders)


def _mark(paragraph: Any, letter: Letter) -> None:
    """发文机关标志: the agency's name in red, in the middle."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(letter.mark)
    set_font(run, TITLE_SONG, letter.mark_size)
    run.font.color.rgb = RED
    _exactly(paragraph, letter.mark_size * 1.05)
    put(paragraph._p.get_or_add_pPr(), element("w:snapToGrid", val="0"))


def _double_line(paragraph: Any, side: str, kind: str, space: int) -> None:
    """A red double line of 170 mm, ``space`` points from the text."""
    borders = element("w:pBdr")
    borders.append(element(f"w:{side}", val=kind, sz="24", space=str(space), color="E60012"))
    put(paragraph._p.get_or_add_pPr(), borders)
    paragraph.paragraph_format.left_indent, paragraph.paragraph_format.right_indent = Mm(-8), Mm(-5.9)


def _exactly(paragraph: Any, points: float) -> None:
    layout = paragraph.paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(points)


def _elements(word: Any, letter: Letter) -> None:
    """标题 to 附注, in their order."""
    add_title(word, letter.title_lines)
    word.paragraphs[-1].paragraph_format.space_after = Pt(_LINE)
    word.add_paragraph(f"{letter.addressee}：")
    for text in letter.paragraphs:
        added = word.add_paragraph(text, BODY)
    annex = word.add_paragraph(f"附件：{letter.annex}").paragraph_format
    annex.space_before = Pt(_LINE)
    annex.left_indent, annex.first_line_indent = Pt(5 * _CHARACTER), Pt(-3 * _CHARACTER)
    # The seal never stands on a page without text.
    added.paragraph_format.keep_with_next = annex.keep_with_next = annex.keep_together = True
    _signed(word, letter)
    if letter.note:
        word.paragraphs[-1].paragraph_format.keep_with_next = True
        word.add_paragraph(letter.note, BODY)


def _gap(letter: Letter) -> float:
    """The room below 发文字号 and above 署名 (pt)."""
    # Other programs than ours set a line or two more: a letter that just fits is set closer.
    return _LINE if not letter.general and lines_needed(letter) >= LINES else 2 * _LINE


def _signed(word: Any, letter: Letter) -> None:
    """署名 centred on the date, the date four characters from the edge unless the name is long."""
    name, day = width(letter.mark), width(letter.date)
    date_room = max(4.0, (name - day) / 2)
    for text, room in ((letter.mark, date_room + (day - name) / 2), (letter.date, date_room)):
        line = word.add_paragraph(text)
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.paragraph_format.right_indent = Pt(max(0.0, room) * _CHARACTER)
        line.paragraph_format.keep_together = True
    word.paragraphs[-2].paragraph_format.space_before = Pt(_gap(letter))
    word.paragraphs[-2].paragraph_format.keep_with_next = True


def _enclosed(word: Any) -> None:
    """附件 on the first line of a page of its own; from here on every page is numbered as usual."""
    section = word.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = False
    section.header_distance, section.footer_distance = Mm(15), Mm(23)
    mark = word.add_paragraph()
    set_font(mark.add_run("附件"), HEI, 16)
    mark.paragraph_format.space_after = Pt(_LINE)
