"""报送函（PDF）: the letter and, after it, the report, in one file with running page numbers and the report's data."""

from collections.abc import Sequence
from math import ceil
from typing import Final

from django.template.loader import get_template
from django.utils.html import strip_spaces_between_tags

from govreport.documents.letters.letter import Letter
from govreport.documents.render.json import render_json
from govreport.documents.render.model import paper
from govreport.documents.render.pdf import Cuts, official_tables, print_pages
from govreport.documents.render.tables import OfficialTable
from govreport.documents.render.title import width
from govreport.standards.document import Document

# 抄送 is set in 4号 with one character free on either side; lines after the first stand under the first name.
_COPIES_FIRST: Final = 29.0
_COPIES_LINE: Final = 26.0
# Beside 印发日期 this many characters are left for 印发机关.
_OFFICE_LINE: Final = 19.0
# Lines of 10.2 mm that the first page holds under its red line and the number, and that stand between its parts.
LINES: Final = 20
_BETWEEN: Final = 6
_CHARACTERS: Final = 28


def letter_pdf(letter: Letter, document: Document, code: str = "") -> bytes:
    """Letter and report as PDF/A-3a with ``report.json``; the same values give the same bytes.

    ``code`` is the line with the 核验码 under a report that is published.
    """

    def compose(cuts: Cuts) -> tuple[str, Sequence[OfficialTable]]:
        printed = paper(document, cuts)
        context = {
            "letter": letter,
            "paper": printed,
            "plain": True,
            "code": code,
            "created": letter.moment.isoformat(timespec="seconds"),
            "foot_lines": foot_lines(letter),
            "crowded": not letter.general and lines_needed(letter) > LINES,
        }
        html = get_template("documents/letters/letter.html").render(context)
        return strip_spaces_between_tags(html), official_tables(printed)

    format_sheet = "letters/general.css" if letter.general else "letters/letter.css"
    sheets = ("print.css", "letters/elements.css", format_sheet)
    return print_pages(compose, sheets=sheets, moment=letter.moment, data=render_json(document))


def foot_lines(letter: Letter) -> int:
    """How many lines 版记 takes: the foot of the last page is kept free for so many."""
    return copies_lines(letter.copies) + office_lines(letter.printed_by)


def copies_lines(copies: str) -> int:
    """How many lines 抄送 takes."""
    if not copies:
        return 0
    rest = width(f"抄送：{copies}。") - _COPIES_FIRST
    return 1 + max(0, ceil(rest / _COPIES_LINE))


def office_lines(printed_by: str) -> int:
    """How many lines 印发机关 takes beside 印发日期."""
    return ceil(width(printed_by) / _OFFICE_LINE)


def lines_needed(letter: Letter) -> int:
    """How many lines the letter takes when it is set with all its blank ones."""
    indented = [*letter.paragraphs, letter.note] if letter.note else letter.paragraphs
    texts = [letter.addressee, *(f"　　{text}" for text in indented)]
    lines = sum(ceil(width(text) / _CHARACTERS) for text in texts)
    annex = ceil(width(letter.annex) / (_CHARACTERS - 5))
    # A line of the title is 12 mm high.
    return _BETWEEN + ceil(len(letter.title_lines) * 1.18) + lines + annex + 2
