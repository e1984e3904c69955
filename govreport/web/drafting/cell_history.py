"""填写历史: who wrote what in a cell, a text or the title, and when; from the journal."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from govreport.reports.figures import document_of
from govreport.reports.history import changes_of
from govreport.standards.document import Document
from govreport.standards.edition import Section
from govreport.web.desk.access import person, report_for, signed_in
from govreport.web.desk.pages import latest, page
from govreport.web.desk.panel import anchor
from govreport.web.drafting.imports.reads import reads
from govreport.web.drafting.meeting import place_of, stored
from govreport.web.drafting.whole_history import whole_history


@require_safe
@signed_in
def cell_history(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The changes at ``?cell=<name>``, newest first; without a name, what has been done to the report.

    For everyone who may see the report; Http404 for a name its edition does not have. The section page shows the same
    table in a dialog, for which it asks with ``X-Part: dialog``.
    """
    report = report_for(person(request), pk)
    name = request.GET.get("cell", "")
    if not name:
        return whole_history(request, report)
    version = latest(report)
    document = document_of(version)
    section = _section(name, document)
    context: dict[str, Any] = {
        "report": report,
        "version": version,
        "place": place_of(name, document.format),
        "section": section,
        "anchor": anchor(document.format, section.code, name),
        "changes": changes_of(report, name)[::-1],
        "reads": reads(report, name),
        "now": stored(document, [name])[name],
        "created": version.report.versions.earliest("number"),
    }
    if request.headers.get("X-Part") == "dialog":
        return render(request, "drafting/cell_history_part.html", context)
    return page(request, "drafting/cell_history.html", context)


def _section(name: str, document: Document) -> Section:
    """The part of the report in which a name stands; Http404 if it stands in none."""
    try:
        place_of(name, document.format)
    except KeyError as error:
        raise Http404 from error
    table, _, code = name.partition(".")
    for section in document.format.sections:
        if table in (section.table, section.kind) or (table == "sections" and section.code == code):
            return section
    return document.format.sections[0]
