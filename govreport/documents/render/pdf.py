"""公文 PDF: the report set by GB/T 9704-2012 as PDF/A-3a, with its data attached as ``report.json``.

The same report gives the same bytes: dates come from the report, never from the clock.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache
from threading import Lock
from typing import Any

from django.conf import settings
from django.template.loader import get_template
from django.utils.html import strip_spaces_between_tags
from django.utils.translation import gettext as _

from govreport.documents.fonts import ensure_environment
from govreport.documents.fonts.coverage import visible
from govreport.documents.render.json import render_json
from govreport.documents.render.model import Paper, paper
from govreport.documents.render.tables import OfficialTable
from govreport.standards.document import Document, DocumentError
from govreport.standards.seal import canonical_json, seal, short_code

CHINA = timezone(timedelta(hours=8))
ATTACHMENT = "report.json"
VARIANT = "pdf/a-3a"
# A report of a hundred pages takes a few seconds; a worker is stopped after sixty.
MOST_SECONDS = 45
MOST_CHARACTERS = 3_000_000
# Layouts of a report with a table that no page holds; one is enough for all others.
MOST_LAYOUTS = 4

# Table that needs more than a page → rows of its body that begin one.
Cuts = Mapping[str, tuple[int, ...]]
# Pages as HTML, and the official tables in it in their order.
Compose = Callable[[Cuts], tuple[str, Sequence[OfficialTable]]]

# Pango's font map belongs to one thread at a time.
_one_at_a_time = Lock()


class UnprintableError(DocumentError):
    """印不出: why a report cannot be set as a PDF, as a sentence for the person who asked for it."""


@dataclass(frozen=True, slots=True)
class _Press:
    """What is made once in a process: parsing the style sheet and reading the fonts costs as much as a page."""

    page: Any
    attachment: Any
    fetcher: Any
    fonts: Any
    sheet: Callable[[str], Any]
    tagging: Any
    cuts: Any
    within: Any
    took_too_long: type[Exception]


def render_pdf(document: Document, *, draft: bool = False, published_at: datetime | None = None) -> bytes:
    """The report as a PDF file.

    ``published_at`` (aware) becomes the date of the file; without it the last day of the report year does. What was
    published ends with its 核验码. A draft carries 草稿 across every page.
    """
    moment = published_at or end_of_year(document)
    code = verification_line(document) if published_at else ""

    def compose(cuts: Cuts) -> tuple[str, Sequence[OfficialTable]]:
        printed = paper(document, cuts)
        return print_html(printed, moment, code), official_tables(printed)

    sheets = ("print.css", "draft.css") if draft else ("print.css",)
    return print_pages(compose, sheets=sheets, moment=moment, data=render_json(document))


def print_pages(compose: Compose, *, sheets: Sequence[str], moment: datetime, data: bytes | None = None) -> bytes:
    """Pages of HTML as PDF/A-3a, tagged; the same pages, data and ``moment`` (aware) give the same bytes.

    ``sheets`` are style sheets in ``templates/documents``, ``data`` the exchange format that travels in the file.
    Raises ``UnprintableError`` for pages that are too long or take too long.
    """
    with _one_at_a_time:
        press = _press()
        try:
            with press.within(MOST_SECONDS):
                laid, tables = _laid_out(press, compose, [press.sheet(name) for name in sheets])
        except press.took_too_long as error:
            raise UnprintableError(
                _("报告太长，没有排完，PDF 未能生成。内容都在，可以继续修改；请缩短过长的部分后再试。")
            ) from error
        attachments = [] if data is None else [_attached(press, data, moment)]
        with press.tagging(tables, carries=data is not None):
            pdf: bytes = laid.write_pdf(pdf_variant=VARIANT, attachments=attachments)
    return pdf


def official_tables(printed: Paper) -> list[OfficialTable]:
    """The tables of a report in the order in which they are printed."""
    return [part.table for part in printed.parts if part.table]


def _laid_out(press: "_Press", compose: Compose, sheets: list[Any]) -> tuple[Any, Sequence[OfficialTable]]:
    """The pages, and their official tables.

    A table that no page holds is laid out again, begun under its heading, and once more with the labels of its groups
    repeated where pages end: only a layout tells where that is.
    """
    cuts: dict[str, tuple[int, ...]] = {}
    for _again in range(MOST_LAYOUTS):
        string, tables = compose(cuts)
        if len(string) > MOST_CHARACTERS:
            raise press.took_too_long
        head, body, text = string.partition("<body")
        html = press.page(string=head + body + visible(text), url_fetcher=press.fetcher)
        laid = html.render(stylesheets=sheets, font_config=press.fonts, pdf_variant=VARIANT)
        found = press.cuts(laid, tables) if tables else {}
        if found == cuts:
            break
        # A table found too high once stays so, though it may fit under another heading.
        cuts = {**dict.fromkeys(cuts, ()), **found}
    return laid, tables


def _attached(press: "_Press", data: bytes, moment: datetime) -> Any:
    """The exchange format as the one associated file."""
    return press.attachment(
        string=data,
        name=ATTACHMENT,
        description="年度报告数据",
        created=moment,
        modified=moment,
        relationship="Data",
        url_fetcher=press.fetcher,
    )


def verification_line(document: Document) -> str:
    """核验码: the line under a published report by which anyone can compare a copy with what was published."""
    code = f"核验码：{short_code(seal(canonical_json(document)))}"
    return f"{code}　核验地址：{settings.SITE_URL}/verify/" if settings.SITE_URL else code


def print_html(printed: Paper, moment: datetime, code: str = "") -> str:
    """The report as the HTML that is printed; ``code`` is the line under it.

    Without white space between tags and without the attributes that only screens use: both cost time and mean nothing
    on paper.
    """
    context = {"paper": printed, "plain": True, "created": moment.isoformat(timespec="seconds"), "code": code}
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

    from govreport.documents.render import breaks, tagging, weasy

    weasy.install()
    fetcher = weasy.NothingFetched()
    fonts = FontConfiguration()

    @cache
    def sheet(name: str) -> Any:
        css = get_template(f"documents/{name}").render()
        return weasyprint.CSS(string=css, font_config=fonts, url_fetcher=fetcher)

    return _Press(
        page=weasy.Page,
        attachment=weasyprint.Attachment,
        fetcher=fetcher,
        fonts=fonts,
        sheet=sheet,
        tagging=tagging.tagging,
        cuts=breaks.cuts,
        within=weasy.within,
        took_too_long=weasy.TookTooLongError,
    )
