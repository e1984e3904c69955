"""校核结果清单（Word）: the findings of one report as a table in an official page, to be printed and worked through."""

from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from govreport.documents.findings import Line, Listing
from govreport.documents.findings.xlsx import summary
from govreport.documents.office.markup import element, put
from govreport.documents.office.word import (
    BODY,
    TABLE_HEAD,
    TABLE_TEXT,
    add_table,
    add_title,
    official_word_file,
    word_bytes,
)
from govreport.documents.render.title import title_lines

# 序号, 级别, 位置, 问题, 依据: 156 mm together.
WIDTHS = (11, 17, 34, 60, 34)


def findings_docx(item: Listing, moment: datetime) -> bytes:
    """The list as a DOCX file dated ``moment`` (aware); the same list gives the same bytes."""
    title = _("《%(title)s》校核结果") % {"title": item.title}
    word = official_word_file(title, item.agency, moment)
    add_title(word, title_lines(title))
    word.add_paragraph(summary(item), BODY)
    if item.caution:
        word.add_paragraph(item.caution, BODY)
    if item.lines:
        findings_table(word, item.lines)
    return word_bytes(word)


def findings_table(word: Any, lines: tuple[Line, ...]) -> None:
    """The findings as a table whose head repeats on each page."""
    table = add_table(word, WIDTHS, len(lines) + 1)
    head = (_("序号"), _("级别"), _("位置"), _("问题"), _("依据或理由"))
    for cell, words in zip(table.rows[0].cells, head, strict=True):
        _write(cell, words, TABLE_HEAD)
    for row, line in zip(table.rows[1:], lines, strict=True):
        texts = (str(line.number), line.word, line.place, line.message, f"{line.ground}（{line.rule}）")
        for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            _write(cell, text, TABLE_TEXT, left=place > 1)


def _write(cell: Any, text: str, style: str, *, left: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    paragraph.text = text
    if (get_language() or "").startswith("en"):
        # The styles say that all is Chinese, in which a line may end after any letter.
        for run in paragraph.runs:
            put(run._r.get_or_add_rPr(), element("w:lang", val="en-GB", eastAsia="zh-CN"))
    if left:
        paragraph.alignment = 0
