"""公文 PDF: the report set by GB/T 9704-2012 as PDF/A-3a, with its data attached as ``report.json``.

The same report gives the same bytes: dates come from the report, never from the clock.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache
from threading import Lock
from typing import Any

from django.template.loader import get_template
from django.utils.html import strip_spaces_between_tags

from govreport.documents.fonts import ensure_environment
from govreport.documents.render.json import render_json
from govreport.documents.render.model import Paper, paper
from govreport.standards.document import Document

CHINA = timezone(timedelta(hours=8))
ATTACHMENT = "report.json"

# Pango's font map belongs to one thread at a time.
_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class _Press:
    """What is made once in a process: parsing the style sheet and reading the fonts costs as much as a page."""

    weasyprint: Any
    fetcher: Any
    fonts: Any
    sheets: Any
    draft_sheets: Any
    tagging: Any


def render_pdf(document: Document, *, draft: bool = False, published_at: datetime | None = None) -> bytes:
    """The report as a PDF file.

    ``published_at`` (aware) becomes the date of the file; without it the last day of the report year does. A draft
    carries 草稿 across every page.
    """
    moment = published_at or end_of_year(document)
    printed = paper(document)
    html = print_html(printed, moment)
    tables = [part.table for part in printed.parts if part.table]
    with _one_at_a_time:
        press = _press()
        weasyprint = press.weasyprint
        data = weasyprint.Attachment(
            string=render_json(document),
            name=ATTACHMENT,
            description="年度报告数据",
            created=moment,
            modified=moment,
            relationship="Data",
            url_fetcher=press.fetcher,
        )
        with press.tagging(tables):
            pdf: bytes = weasyprint.HTML(string=html, url_fetcher=press.fetcher).write_pdf(
                stylesheets=press.draft_sheets if draft else press.sheets,
                font_config=press.fonts,
                pdf_variant="pdf/a-3a",
                attachments=[data],
            )
    return pdf


def print_html(printed: Paper, moment: datetime) -> str:
    """The report as the HTML that is printed.

    Without white space between tags and without the attributes that only screens use: both cost time and mean nothing
    on paper.
    """
    context = {"paper": printed, "plain": True, "created": moment.isoformat(timespec="seconds")}
    return strip_spaces_between_tags(get_template("documents/print.html").render(context))


def end_of_year(document: Document) -> datetime:
    """The date of a document that has not been published: the last day of its report year, in China."""
    return datetime(document.year or document.format.from_year, 12, 31, tzinfo=CHINA)


@cache
def _press() -> _Press:
    # WeasyPrint reads the font configuration when it is imported: the environment must be set before.
    ensure_environment()
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    from govreport.documents.render import tagging, weasy

    weasy.install()
    fetcher = weasy.NothingFetched()
    fonts = FontConfiguration()

    def sheet(name: str) -> Any:
        css = get_template(f"documents/{name}").render()
        return weasyprint.CSS(string=css, font_config=fonts, url_fetcher=fetcher)

    usual = sheet("print.css")
    return _Press(weasyprint, fetcher, fonts, [usual], [usual, sheet("draft.css")], tagging.tagging)
