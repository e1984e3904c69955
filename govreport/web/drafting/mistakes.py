"""读者意见: what readers said is wrong in a report's publications, and what the agency's people found."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from govreport.agencies.permissions import works_at
from govreport.publishing.mistake_models import Mistake, MistakeState
from govreport.publishing.mistakes import TEXT_LIMIT, may_settle, places_of, settle_mistake
from govreport.reports.errors import Refused
from govreport.web.desk.access import person, report_for, signed_in
from govreport.web.desk.pages import latest, page


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def mistakes(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The list, what waits first; POST settles one. Readers' contacts are for the agency's own people only."""
    user = person(request)
    report = report_for(user, pk)
    if not works_at(user, report.agency_id):
        raise PermissionDenied(_("读者意见由公布机关的人员处理。"))
    settles = may_settle(user, report.agency_id)
    problem, key, note = "", 0, ""
    if request.method == "POST":
        if not settles:
            raise PermissionDenied(_("读者意见由起草人、审核人或签发人处理。"))
        key, note = _key(request.POST.get("mistake", "")), request.POST.get("note", "")
        chosen = Mistake.objects.filter(pk=key, publication__version__report=report)
        found = chosen.select_related("publication__version__report__agency").first()
        if found is None and key:
            raise Http404
        try:
            if found is None:
                raise Refused(_("请先选择一条意见。"))
            settle_mistake(mistake=found, state=_state(request.POST.get("state", "")), note=note, by=user)
        except Refused as refused:
            problem = str(refused)
        else:
            return redirect(request.path)
    places = places_of(report.edition)
    all_of_them = Mistake.objects.filter(publication__version__report=report).select_related(
        "publication__version", "settled_by"
    )
    listed = [(item, places.get(item.place, "")) for item in all_of_them]
    context = {
        "report": report,
        "version": latest(report),
        "waiting": [pair for pair in listed if pair[0].state == MistakeState.NEW],
        "settled": [pair for pair in listed if pair[0].state != MistakeState.NEW],
        "states": [(item.value, item.label) for item in MistakeState if item is not MistakeState.NEW],
        "settles": settles,
        "problem": problem,
        # Where its form still stands, the sentence stands beside it.
        "key": key if any(item.pk == key and item.state == MistakeState.NEW for item, _place in listed) else 0,
        "note": note,
        "limit": TEXT_LIMIT,
    }
    return page(request, "drafting/mistakes.html", context, status=422 if problem else 200)


def _key(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _state(text: str) -> MistakeState:
    """The state that was chosen; anything else is no choice."""
    return MistakeState(text) if text in MistakeState.values else MistakeState.NEW
