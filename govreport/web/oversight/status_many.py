"""批量办理: call for, accept or send back the reports that were ticked in the list of progress."""

from collections.abc import Callable, Sequence
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from govreport.agencies.models import Agency, User
from govreport.calls.call import call_many
from govreport.calls.standing import Line
from govreport.reports.errors import Refused
from govreport.reports.models import Version
from govreport.standards.numbers import fold
from govreport.web.desk.access import person, signed_in
from govreport.web.oversight.scope import field_of
from govreport.web.oversight.status import LINES_A_PAGE, filter_of, query_of, show
from govreport.workflow.accept import accept
from govreport.workflow.anchors import WHOLE
from govreport.workflow.send_back import send_back

# So many sentences a person reads; the rest are counted.
_SAID = 8


@require_POST
@signed_in
def status_many(request: HttpRequest) -> HttpResponseBase:
    """``verb`` is call, accept or send-back; ``agency`` the codes of those that were ticked on one page."""
    user = person(request)
    field = field_of(request, user)
    verb, note = request.POST.get("verb", ""), request.POST.get("note", "")
    ticked = set(request.POST.getlist("agency")[:LINES_A_PAGE])
    chosen = [line for line in field.lines if line.code in ticked]
    if verb not in ("call", "accept", "send-back"):
        return show(request, note=note, problem=_("请选择要办理的事项。"), status=422)
    if not chosen:
        return show(request, note=note, problem=_("没有选中机关。请至少选择一个。"), status=422)
    if verb == "send-back" and not fold(note):
        return show(request, note=note, problem=_("请写明退回的原因，并说明要改哪里。"), status=422)
    refused = _call(user, field.year, chosen, note) if verb == "call" else _judge(user, chosen, verb, note)
    _say(request, verb, len(chosen) - len(refused), refused)
    return redirect(f"{reverse('oversight:status')}?{query_of(field, filter_of(request)).rstrip('&')}")


def _call(user: User, year: int, chosen: Sequence[Line], note: str) -> list[str]:
    agencies = Agency.objects.filter(pk__in=[line.agency for line in chosen])
    return [
        outcome.refused for outcome in call_many(agencies=agencies, year=year, by=user, note=note) if outcome.refused
    ]


def _judge(user: User, chosen: Sequence[Line], verb: str, note: str) -> list[str]:
    """Accept or send back each, in a transaction of its own."""
    refused = []
    versions = Version.objects.visible_to(user).with_report().in_bulk([line.version for line in chosen if line.version])
    for line in chosen:
        version = versions.get(line.version or 0)
        if version is None:
            refused.append(_("“%(agency)s”还没有开始编制，没有可以办理的年报。") % {"agency": line.name})
            continue
        step: Callable[[], object] = partial(accept, version=version, by=user, seen=version.lock)
        if verb == "send-back":
            step = partial(send_back, version=version, by=user, note=note, seen=version.lock, place=WHOLE)
        try:
            step()
        except Refused as error:
            refused.append(_("%(agency)s：%(why)s") % {"agency": line.name, "why": error})
    return refused


def _say(request: HttpRequest, verb: str, done: int, refused: Sequence[str]) -> None:
    if done:
        sentences = {
            "call": ngettext("已催报 %(count)s 个机关。", "已催报 %(count)s 个机关。", done),
            "accept": ngettext("已接收 %(count)s 份年报。", "已接收 %(count)s 份年报。", done),
            "send-back": ngettext("已退回 %(count)s 份年报。", "已退回 %(count)s 份年报。", done),
        }
        messages.success(request, sentences[verb] % {"count": done})
    for sentence in refused[:_SAID]:
        messages.error(request, sentence)
    if len(refused) > _SAID:
        left = len(refused) - _SAID
        words = ngettext("另有 %(count)s 个机关没有办理。", "另有 %(count)s 个机关没有办理。", left)
        messages.error(request, words % {"count": left})
