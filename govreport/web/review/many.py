"""批量办理: agree to, return or remind of the reports that were ticked in a list."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from govreport.agencies.models import User
from govreport.reports.models import Version
from govreport.standards.numbers import fold
from govreport.web.desk.access import person, signed_in
from govreport.web.review.queue import LINES_A_PAGE, show
from govreport.workflow.many import Outcome, approve_many, remind_many, return_many

# So many sentences a person reads; the rest are counted.
_SAID = 8


@require_POST
@signed_in
def many(request: HttpRequest) -> HttpResponseBase:
    """``verb`` is approve, return or remind; ``version`` the keys of those that were ticked on one page."""
    user = person(request)
    verb, note = request.POST.get("verb", ""), request.POST.get("note", "")
    chosen = _chosen(request, user)
    if not chosen:
        return show(request, note=note, problem=_("没有选中报告。请至少选择一份。"), status=422)
    if verb == "return" and not fold(note):
        return show(request, note=note, problem=_("请写明退回的原因，并说明要改哪里。"), status=422)
    match verb:
        case "approve":
            outcomes = approve_many(versions=chosen, by=user)
        case "return":
            outcomes = return_many(versions=chosen, by=user, note=note)
        case "remind":
            outcomes = remind_many(versions=chosen, by=user)
        case _:
            return show(request, note=note, problem=_("请选择要办理的事项。"), status=422)
    _say(request, verb, outcomes)
    # Back to the same choice of year and agency, which the form's address carries.
    query = request.GET.copy()
    query["tab"] = "begun" if verb == "remind" else "waiting"
    return redirect(f"{reverse('review:queue')}?{query.urlencode()}")


def _chosen(request: HttpRequest, user: User) -> Sequence[Version]:
    """The versions that were ticked and that the person may see; of keys made up nothing is learnt."""
    keys = [int(key) for key in request.POST.getlist("version")[:LINES_A_PAGE] if key.isdecimal() and len(key) < 19]
    found = Version.objects.visible_to(user).with_report().select_related("fee_statement").filter(pk__in=keys)
    return list(found.order_by("pk"))


def _say(request: HttpRequest, verb: str, outcomes: Sequence[Outcome]) -> None:
    done = sum(not outcome.refused for outcome in outcomes)
    if done:
        sentences = {
            "approve": ngettext("已同意 %(count)s 份报告。", "已同意 %(count)s 份报告。", done),
            "return": ngettext("已退回 %(count)s 份报告。", "已退回 %(count)s 份报告。", done),
            "remind": ngettext("已催办 %(count)s 份报告。", "已催办 %(count)s 份报告。", done),
        }
        messages.success(request, sentences[verb] % {"count": done})
    refused = [outcome for outcome in outcomes if outcome.refused]
    for outcome in refused[:_SAID]:
        words = {"title": outcome.version.title, "why": outcome.refused}
        messages.error(request, _("《%(title)s》：%(why)s") % words)
    if len(refused) > _SAID:
        left = len(refused) - _SAID
        words_left = ngettext("另有 %(count)s 份没有办理。", "另有 %(count)s 份没有办理。", left)
        messages.error(request, words_left % {"count": left})
