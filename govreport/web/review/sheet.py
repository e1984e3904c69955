"""审签单与回执: the way of a version as a printable sheet, and the receipt of each step."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from govreport.documents.letters.receipt import receipt_pdf
from govreport.documents.letters.sheet import sheet_pdf
from govreport.documents.letters.steps import SheetLine, SheetRound, Step, Subject
from govreport.journal import actions
from govreport.journal.models import Event
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.standards.seal import canonical_json, seal, short_code
from govreport.web.desk.access import person, signed_in, version_for
from govreport.workflow.sign_off import SignOff, Standing, sign_offs, signers
from govreport.workflow.transitions import TRANSITIONS

_STEPS: Final = frozenset({*(step.action for step in TRANSITIONS.values()), actions.PASSED, actions.ZEROS_CONFIRMED})


@require_safe
@signed_in
def sheet(request: HttpRequest, pk: int) -> HttpResponseBase:
    """审签单: for everyone who may see the version, once it was submitted; Http404 before."""
    version = version_for(person(request), pk)
    with translation.override("zh-hans"):
        rounds = [SheetRound(each.number, tuple(map(_line, each.steps))) for each in sign_offs(version)]
        hands = signers(version)
    if not rounds:
        raise Http404
    code = short_code(seal(canonical_json(document_of(version))))
    return _pdf(sheet_pdf(_subject(version), rounds, code, hands), f"审签单-{version.title}")


def _line(step: SignOff) -> SheetLine:
    return SheetLine(
        step.name, step.by, step.post, step.behalf, step.at, step.opinion, step.standing is Standing.SKIPPED
    )


@require_safe
@signed_in
def receipt(request: HttpRequest, key: int) -> HttpResponseBase:
    """回执 of one step by its entry in the journal; Http404 for strangers, and for entries that sealed no content."""
    user = person(request)
    event = Event.objects.filter(pk=key, action__in=_STEPS).select_related("actor").first()
    if event is None or "sha256" not in event.payload:
        raise Http404
    version = version_for(user, int(event.subject.removeprefix("version:")))
    with translation.override("zh-hans"):
        step = _step(event)
    return _pdf(receipt_pdf(_subject(version), step), f"{step.name}回执-{version.title}")


def _subject(version: Version) -> Subject:
    report = version.report
    agency = version.agency_name or report.agency.name
    return Subject(version.title, agency, report.year, version.number, version.edition.instrument)


def _step(event: Event) -> Step:
    sha256, step, holder = (str(event.payload.get(key, "")) for key in ("sha256", "step", "on_behalf_of"))
    actor = str(event.actor or "")
    return Step(
        name=f"{step}：{event.display}" if step else event.display,
        by=f"{actor}（代{holder}）" if holder else actor,
        at=event.at,
        code=short_code(sha256) if sha256 else "",
        sha256=sha256,
    )


def _pdf(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = str(content_disposition_header(False, f"{name}.pdf"))
    response["Cache-Control"] = "private, no-store"
    return response
