"""整改通知（PDF）: the letter on official paper, for offices that print or sign it as it is."""

from datetime import datetime, time

from django.template.loader import get_template
from django.utils.html import strip_spaces_between_tags

from govreport.documents.findings import Listing
from govreport.documents.findings.notice import CHINA, Office, chinese_date, notice
from govreport.documents.office.word import HEADINGS
from govreport.documents.render.pdf import print_pages
from govreport.documents.render.text import printable
from govreport.documents.render.title import title_lines

SHEETS = ("print.css", "letters/elements.css", "findings/notice.css")


def notice_pdf(item: Listing, office: Office) -> bytes:
    """The letter as PDF/A-3a; the same findings and dates give the same bytes.

    Raises ``ValueError`` when the report has nothing to correct or to explain.
    """
    letter = notice(item, office)
    moment = datetime.combine(office.issued, time(), CHINA)
    context = {
        "title": letter.title,
        "title_lines": title_lines(letter.title),
        "addressee": letter.paragraphs[0][1],
        "paragraphs": [(_level(style), printable(text)) for style, text in letter.paragraphs[1:]],
        "office": printable(office.name),
        "date": chinese_date(office.issued),
        "created": moment.isoformat(timespec="seconds"),
    }
    html = strip_spaces_between_tags(get_template("documents/findings/notice.html").render(context))
    return print_pages(lambda _cuts: (html, ()), sheets=SHEETS, moment=moment)


def _level(style: str) -> int:
    """1 or 2 for a heading of that level, 0 for a paragraph."""
    return HEADINGS.index(style) + 1 if style in HEADINGS else 0
