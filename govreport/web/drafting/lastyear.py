"""从上年报告开始: what would be taken over is shown first; headings only, unless the sentences are asked for."""

from dataclasses import dataclass
from decimal import Decimal

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from govreport.agencies.models import Agency, User
from govreport.documents.headings import headings
from govreport.reports.errors import Refused
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.reports.selectors import standing_version
from govreport.reports.services.taken import continue_report, paragraphs
from govreport.standards.document import Document
from govreport.standards.numbers import format_number
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.pages import page
from govreport.web.desk.panel import section_name
from govreport.web.drafting.forms import TEXTS, ContinueForm

CARRIED = "t3.carried_out.total"


@dataclass(frozen=True, slots=True)
class Offered:
    """上年的一个部分: its headings, and its sentences, which are taken over only when asked for."""

    code: str
    name: str
    headings: tuple[str, ...]
    sentences: tuple[str, ...]


def last_year(agency: Agency, year: int) -> Version:
    """Last year's report; raises ``Refused`` with what to do when there is none."""
    previous = standing_version(agency.pk, year - 1)
    if previous is None:
        raise Refused(
            _(
                "“%(agency)s”没有%(before)s年度的报告可以沿用。请先用“从文件开始”读入%(before)s年度的报告，或从空白开始。"
            )
            % {"agency": agency, "before": year - 1}
        )
    return previous


def offer(request: HttpRequest, agency: Agency, year: int, user: User) -> HttpResponse:
    """The second page: what last year's report would give; raises ``Refused`` if the report cannot be created."""
    previous = last_year(agency, year)
    before = document_of(previous)
    with transaction.atomic():
        _begin(agency, year, user, before, texts=False)
        transaction.set_rollback(True)
    parts = offered(before)
    carried = before.figures.get(CARRIED) if CARRIED in before.figures else None
    context = {
        "agency": agency,
        "year": year,
        "previous": previous,
        "parts": parts,
        "headings": sum(len(part.headings) for part in parts),
        "sentences": sum(len(part.sentences) for part in parts),
        "carried": format_number(carried) if isinstance(carried, Decimal) else "",
        "form": ContinueForm(agencies=Agency.objects.filter(pk=agency.pk), initial={"agency": agency, "year": year}),
    }
    return page(request, "drafting/continue.html", context)


def offered(document: Document) -> tuple[Offered, ...]:
    """The text sections of a report that have something to give, in the order of the form."""
    found = headings(document)
    parts = []
    for section in document.format.sections:
        titles = tuple(found.get(section.code, "").splitlines())
        text = document.sections.get(section.code, "")
        if section.kind != "table" and text.strip():
            sentences = tuple(line for line in paragraphs(text) if line.rstrip("。") not in titles)
            parts.append(Offered(section.code, section_name(document.format, section.code), titles, sentences))
    return tuple(parts)


@require_POST
@signed_in
def continue_(request: HttpRequest) -> HttpResponseBase:
    """Create the report that was offered, with headings or with the sentences too."""
    user = person(request)
    form = ContinueForm(request.POST, agencies=Agency.objects.editable_by(user))
    if not form.is_valid():
        messages.error(request, _("没有看懂要建立哪一份报告，请重新选择。"))
        return redirect("drafting:start")
    agency, year = form.cleaned_data["agency"], form.cleaned_data["year"]
    try:
        before = document_of(last_year(agency, year))
        version = _begin(agency, year, user, before, texts=form.cleaned_data["take"] == TEXTS)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("drafting:start")
    return redirect("drafting:section", version.report_id, version.edition.sections[0].code)


def _begin(agency: Agency, year: int, user: User, before: Document, *, texts: bool) -> Version:
    if not texts:
        return continue_report(agency=agency, year=year, by=user, sections=headings(before), marked={})
    marked = {part.code: part.sentences for part in offered(before)}
    sections = {code: before.sections[code] for code in marked}
    return continue_report(agency=agency, year=year, by=user, sections=sections, marked=marked)
