"""填报格的写法: the HTML of one cell of a table to be filled in, written here because a table has hundreds of them.

A template asks some forty questions for every cell; these functions ask the few that matter and keep what never
changes (headings, the names of the inputs). Everything that is not a literal goes through ``format_html``.
"""

from dataclasses import dataclass
from functools import cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from govreport.documents.render.tables import TableCell
from govreport.standards.grid import GridCell
from govreport.web.desk.remarks import Remark
from govreport.web.ui.templatetags.ui import icon

NOTHING = SafeString("")


@dataclass(frozen=True, slots=True)
class Filled:
    """格: what a cell to be filled in shows.

    ``mark`` is the worst severity of the findings at the cell; ``sum`` the number its parts add up to where a declared
    total differs from it; ``last`` last year's text; ``expected`` what follows from last year's report (None where
    nothing does), shown while the cell ``differs``; ``locked``: the cell takes last year's number; ``reason``: why it
    does not; ``remark``: what a reviewer asks here.
    """

    css: str
    text: str = ""
    label: str = ""
    readonly: bool = False
    mark: str = ""
    sum: str | None = None
    last: str = ""
    expected: str | None = None
    differs: bool = False
    locked: bool = False
    reason: str = ""
    remark: Remark | None = None


@cache
def heading(printed: TableCell, css: str, *, english: bool) -> SafeString:
    """A label of the form; it never changes, whatever the report."""
    cell = printed.cell
    lines = format_html_join("", '<span class="cell-line">{}</span>', ((line,) for line in printed.lines))
    gloss = (
        format_html('<span class="gloss" lang="en">{}</span>', cell.english) if english and cell.english else NOTHING
    )
    attributes = "".join(
        [
            _attribute("id", cell.id),
            _attribute("scope", printed.scope),
            _attribute("headers", " ".join(cell.headers)),
            _attribute("rowspan", cell.rowspan if cell.rowspan > 1 else ""),
            _attribute("colspan", cell.colspan if cell.colspan > 1 else ""),
        ]
    )
    return format_html(
        '<{0} class="{1}"{2}><span class="cell-label">{3}{4}</span></{0}>',
        printed.tag,
        css,
        SafeString(attributes),
        lines,
        gloss,
    )


def filled(cell: GridCell, shown: Filled, *, english: bool) -> SafeString:
    """A cell with its input and what is to be seen beside it."""
    return format_html(
        '<td class="{}"{}{}{}</td>',
        shown.css,
        _opening(cell),
        _input(cell, shown, english=english),
        _beside(cell, shown),
    )


@cache
def _opening(cell: GridCell) -> SafeString:
    span = _attribute("colspan", cell.colspan if cell.colspan > 1 else "")
    return format_html(' headers="{}"{} data-cell="{}">', " ".join(cell.headers), span, cell.address)


def _input(cell: GridCell, shown: Filled, *, english: bool) -> SafeString:
    lang = SafeString(' lang="en"') if english else NOTHING
    if cell.kind == "words":
        written = '<textarea class="cell-input" id="cell-{0}" name="{0}" rows="3" aria-label="{1}"{2}{3}>{4}</textarea>'
        closed = SafeString(" readonly") if shown.readonly else NOTHING
        return format_html(written, cell.address, shown.label, lang, closed, shown.text)
    return format_html(
        '<input class="cell-input" id="cell-{0}" name="{0}" value="{1}" type="text" inputmode="decimal"'
        ' autocomplete="off" spellcheck="false" aria-label="{2}"{3}{4}{5}>',
        cell.address,
        shown.text,
        shown.label,
        lang,
        _closed(shown),
        SafeString(' aria-invalid="true"') if shown.mark == "error" else NOTHING,
    )


def _closed(shown: Filled) -> SafeString:
    """What cannot be typed in is passed over by the tabulator, but for a locked cell, which says why."""
    if not shown.readonly:
        return NOTHING
    return SafeString(" readonly") if shown.locked else SafeString(' readonly tabindex="-1"')


def _beside(cell: GridCell, shown: Filled) -> SafeString:
    parts = [
        icon(shown.mark, "cell-icon") if shown.mark else NOTHING,
        _remark(shown.remark) if shown.remark else NOTHING,
        icon("lock", "cell-lock") if shown.locked else NOTHING,
        _reason(shown.reason) if shown.reason else NOTHING,
        _last(shown.last) if shown.last else NOTHING,
        NOTHING if shown.expected is None else _expected(cell, shown),
        NOTHING if shown.sum is None else _sum(shown.sum),
    ]
    return SafeString("".join(parts))


def _remark(remark: Remark) -> SafeString:
    first = Truncator(remark.first).chars(60)
    return format_html(
        '<a class="cell-remark" href="#thread-{0}" title="{1}" tabindex="-1">{2}'
        '<span class="visually-hidden">{3}{4}{1}</span></a>',
        remark.key,
        first,
        icon("comment"),
        _("审核意见"),
        _("："),
    )


def _reason(reason: str) -> SafeString:
    written = '<span class="cell-reason" title="{0}"><span class="visually-hidden">{1}{0}</span></span>'
    return format_html(written, reason, _("与上年不一致的原因："))


def _last(last: str) -> SafeString:
    return format_html('<span class="cell-prev"><span class="visually-hidden">{} </span>{}</span>', _("上年"), last)


def _expected(cell: GridCell, shown: Filled) -> SafeString:
    return format_html(
        '<span class="cell-expected" data-expected="{}"{}>{} <b>{}</b></span>',
        cell.address,
        NOTHING if shown.differs else SafeString(" hidden"),
        _("按上年推算"),
        shown.expected,
    )


def _sum(number: str) -> SafeString:
    return format_html('<span class="cell-sum" aria-hidden="true">{} {}</span>', _("相加"), number)


def _attribute(name: str, value: object) -> SafeString:
    return format_html(' {}="{}"', SafeString(name), value) if value else NOTHING
