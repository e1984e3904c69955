"""历年数据与比较: an agency's years side by side, and agencies of one year side by side, with drawings and tables."""

import csv
import io
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from govreport.publishing.changed import reports_changed
from govreport.publishing.models import Publication
from govreport.publishing.opendata import BOM, plain
from govreport.publishing.search import Question, found
from govreport.publishing.series import MOST_COMPARED, compared, over_years, reports_of, side_by_side
from govreport.standards.numbers import format_number
from govreport.web.portal import catalogue
from govreport.web.portal.charts import chart, english
from govreport.web.ui.conditional import conditional, file_if_changed, last_of, page_if_changed

# Agencies offered for comparison at once.
_OFFERED: Final = 12


@require_safe
def years(request: HttpRequest, code: str) -> HttpResponseBase:
    """The agency's years side by side; 404 when it has published nothing."""
    agency = get_object_or_404(catalogue.agencies(), code=code)
    publications = reports_of(agency)
    blocks = [(block, [found for line in block.lines if (found := chart(line))]) for block in over_years(publications)]
    context = {
        "agency": agency,
        "publications": publications,
        "blocks": blocks,
        "english": english(),
    }
    return page_if_changed(request, render(request, "portal/years.html", context), reports_changed(agency.pk))


@require_safe
def years_csv(request: HttpRequest, code: str) -> HttpResponseBase:
    """The same numbers as a CSV file (UTF-8 with a byte order mark)."""
    agency = get_object_or_404(catalogue.agencies(), code=code)
    publications = reports_of(agency)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["indicator", "label", "unit", *(item.version.report.year for item in publications), "note"])
    for block in over_years(publications):
        for line in block.lines:
            numbers = ["" if point.value is None else format_number(point.value) for point in line.points]
            notes = " ".join(item.note for item in line.notes)
            writer.writerow([line.series.code, plain(line.series.label), line.series.unit, *numbers, plain(notes)])
    response = HttpResponse(BOM + text.getvalue().encode(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = str(content_disposition_header(True, f"{agency.name}历年数据.csv"))
    return file_if_changed(request, response, last_of(reports_changed(agency.pk)))


@require_safe
@conditional
def compare(request: HttpRequest) -> HttpResponseBase:
    """`year`, `agency` (repeated, up to six codes), `q` to look for further ones."""
    counted = catalogue.years()
    year = _year(request.GET.get("year", ""), [item.year for item in counted])
    codes = [code.replace("\x00", "") for code in request.GET.getlist("agency")]
    chosen = compared(year, codes) if year else []
    held = [item.version.report.agency.code for item in chosen]
    question = Question.asked(request.GET.get("q", ""), year=year)
    full = len(held) >= MOST_COMPARED
    more = [] if full or not year else _offered(question, held)
    context = {
        "years": counted,
        "year": year,
        "chosen": [(item, _query(year, [code for code in held if code != own])) for item, own in _with_codes(chosen)],
        "codes": held,
        "offered": [(item, _query(year, [*held, own])) for item, own in _with_codes(more)],
        "groups": side_by_side(chosen),
        "q": question.q,
        "full": full,
        "most": MOST_COMPARED,
        "english": english(),
    }
    return render(request, "portal/compare.html", context)


def _offered(question: Question, held: list[str]) -> list[Publication]:
    others = found(question).exclude(version__report__agency__code__in=held)
    return list(others[:_OFFERED])


def _with_codes(publications: list[Publication]) -> list[tuple[Publication, str]]:
    return [(item, item.version.report.agency.code) for item in publications]


def _year(text: str, known: list[int]) -> int | None:
    if text.isascii() and text.isdecimal() and len(text) == 4 and int(text) in known:
        return int(text)
    return known[0] if known else None


def _query(year: int | None, codes: list[str]) -> str:
    return urlencode([("year", str(year)), *(("agency", code) for code in codes)])
