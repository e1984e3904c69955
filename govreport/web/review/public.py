"""公布与更正: what is public of a report, and how it is released at a set time, corrected, withdrawn."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from govreport.agencies.permissions import may_edit
from govreport.checks.publication.pub import deadline
from govreport.publishing.correct import abandon, begin_correction, last_publication, may_abandon, may_correct, reword
from govreport.publishing.models import Correction, TimedRelease, WithdrawalKind
from govreport.publishing.selectors import versions_of
from govreport.publishing.timed import cancel_time, last_release, set_time, waiting_release
from govreport.publishing.withdraw import (
    ask,
    decline,
    may_ask,
    may_settle,
    open_withdrawal,
    open_withdrawals,
    withdraw,
    withdrawal_of,
)
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.models import State, Version
from govreport.reports.models.version import UNPUBLISHED
from govreport.reports.selectors import current_version
from govreport.web.desk.access import person, seen, signed_in, version_for
from govreport.web.desk.pages import page
from govreport.web.review.releasing import releasing
from govreport.workflow.permissions import allowed_verbs, holds_role
from govreport.workflow.transitions import TRANSITIONS


@require_safe
@signed_in
def public(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The page of a report's publication, for everyone who may see the version."""
    return show(request, version_for(person(request), pk))


def show(
    request: HttpRequest, version: Version, extra: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """The page; ``extra`` brings back what was typed and could not be accepted."""
    user, report = person(request), version.report
    current = current_version(report) or version
    published = last_publication(report)
    in_force = published if published and published.version.state == State.PUBLISHED else None
    entries = versions_of(published) if published else []
    requests = open_withdrawals(report) if published else []
    asked = {item.publication_id for item in requests}
    open_to = [item for item in entries if item.version.state in _READ and item.pk not in asked]
    agency = report.agency
    context = {
        "report": report,
        "version": current,
        "asked_for": version,
        "published": published,
        "in_force": in_force,
        "withdrawal": withdrawal_of(published) if published and not in_force else None,
        "entries": entries,
        "may_correct": may_correct(user, report),
        "correction": Correction.objects.filter(version=current, version__state__in=UNPUBLISHED).first(),
        "may_reword": current.editable and may_edit(user, agency),
        "may_abandon": may_abandon(user, current),
        "open_to": open_to if published and may_ask(user, published.version) else [],
        "kinds": WithdrawalKind.choices,
        "requests": [(item, may_settle(user, item)) for item in requests],
        "may_time": "publish" in allowed_verbs(user, current),
        "time": _set_time(current),
        "last_time": last_release(current),
        "due": deadline(report.year, kind=agency.kind, level=agency.level),
        **releasing(current),
        **(extra or {}),
    }
    return page(request, "review/public.html", context, status=status)


# The versions that the public can read, and that can be withdrawn.
_READ = TRANSITIONS["withdraw"].sources


def _set_time(version: Version) -> TimedRelease | None:
    """The time that was set; a release at once has none."""
    found = waiting_release(version)
    return None if found and found.at_once else found


@require_POST
@signed_in
def correct(request: HttpRequest, pk: int) -> HttpResponseBase:
    """更正: begin the next version, and go on writing it; or reword the reason of the one that is being written."""
    user = person(request)
    version = version_for(user, pk)
    reason = request.POST.get("reason", "")
    if request.POST.get("reword"):
        done = _try(request, version, lambda: reword(version=version, reason=reason, by=user), {"typed_reason": reason})
        if done is not None:
            return done
        messages.success(request, _("更正原因已保存。"))
        return redirect("review:public", pk)
    done = _try(
        request, version, lambda: begin_correction(report=version.report, reason=reason, by=user), {"typed_why": reason}
    )
    if done is not None:
        return done
    messages.success(request, _("已经建立更正稿，内容与公布的一版相同。改好后提交审核，发布时替换现行版次。"))
    return redirect("drafting:report", version.report_id)


@require_POST
@signed_in
def abandon_correction(request: HttpRequest, pk: int) -> HttpResponseBase:
    """废止更正稿: the draft goes no further; what is public stays as it is."""
    user = person(request)
    version = version_for(user, pk)
    reason = request.POST.get("reason", "")
    done = _try(request, version, lambda: abandon(version=version, reason=reason, by=user), {"typed_end": reason})
    if done is not None:
        return done
    messages.success(request, _("更正稿已废止，公布的内容没有变化。需要时可以重新开始更正。"))
    return redirect("review:public", pk)


@require_POST
@signed_in
def ask_withdrawal(request: HttpRequest, pk: int) -> HttpResponseBase:
    """申请撤回: the public reason and its kind; ``number`` says which version of the report, where it has several."""
    user = person(request)
    version = version_for(user, pk)
    if number := request.POST.get("number", ""):
        chosen = version.report.versions.filter(number=number).first() if number.isdecimal() else None
        version = version_for(user, chosen.pk) if chosen else version
    kind, reason = request.POST.get("kind", ""), request.POST.get("reason", "")
    typed = {"typed_kind": kind, "typed_withdrawal": reason, "typed_number": version.number}
    done = _try(request, version, lambda: ask(version=version, kind=kind, reason=reason, by=user), typed)
    if done is not None:
        return done
    messages.success(request, _("已经申请撤回，等待另一位签发人批准。批准以前公众仍可查阅。"))
    return redirect("review:public", pk)


@require_POST
@signed_in
def settle_withdrawal(request: HttpRequest, pk: int) -> HttpResponseBase:
    """批准或不批准撤回: by a signatory who did not ask."""
    user = person(request)
    version = version_for(user, pk)
    if not holds_role(user, version, TRANSITIONS["withdraw"]):
        raise PermissionDenied(_("撤回公布由本机关的签发人批准，您的岗位不能办理。"))
    waiting = open_withdrawal(version)
    if waiting is None:
        messages.error(request, _("没有等待批准的撤回申请，可能已经办理。"))
        return redirect("review:public", pk)
    note, approves = request.POST.get("note", ""), request.POST.get("verb") == "approve"
    step = (
        (lambda: withdraw(withdrawal=waiting, by=user))
        if approves
        else (lambda: decline(withdrawal=waiting, note=note, by=user))
    )
    done = _try(request, version, step, {"typed_note": note, "typed_for": waiting.pk})
    if done is not None:
        return done
    said = (
        _("《%(title)s》已经撤回，原来的地址显示撤回公告。")
        if approves
        else _("没有批准撤回《%(title)s》，公众仍可查阅。")
    )
    messages.success(request, said % {"title": version.title})
    return redirect("review:public", pk)


@require_POST
@signed_in
def time(request: HttpRequest, pk: int) -> HttpResponseBase:
    """定时发布: set or move the time (minutes, in the time of China), or cancel it."""
    user = person(request)
    version = version_for(user, pk)
    if not holds_role(user, version, TRANSITIONS["publish"]):
        raise PermissionDenied(_("定时发布由本机关的签发人设定，您的岗位不能办理。"))
    typed = request.POST.get("at", "")
    if request.POST.get("verb") == "cancel":
        done = _try(request, version, lambda: cancel_time(version=version, by=user), {})
        said = _("已取消定时发布。需要时请另行发布。")
    else:
        at = _moment(typed)
        if at is None:
            problem = _("请填写发布的日期和时间，例如 2026-01-30 09:00。")
            return show(request, version, {"problem": problem, "typed_at": typed}, status=422)
        done = _try(
            request, version, lambda: set_time(version=version, at=at, by=user, seen=seen(request)), {"typed_at": typed}
        )
        said = _("已设定发布时间，到时自动发布；在此以前可以改期或取消。")
    if done is not None:
        return done
    messages.success(request, said)
    return redirect("review:public", pk)


def _moment(text: str) -> datetime | None:
    """What a field for date and time sent, or a person typed; None when it is none."""
    plain = text.strip().replace("/", "-").replace("T", " ").replace("：", ":")
    for form in ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"):
        try:
            return timezone.make_aware(datetime.strptime(plain, form))
        except (ValueError, OverflowError):
            continue
    return None


def _try(
    request: HttpRequest, version: Version, step: Callable[[], object], typed: Mapping[str, Any]
) -> HttpResponse | None:
    """Take the step; the page with the reason and what was typed when it was refused, None when it is done."""
    try:
        step()
    except NotAllowed as denied:
        raise PermissionDenied(str(denied)) from denied
    except Refused as refused:
        return show(request, version, {"problem": str(refused), **typed}, status=422)
    return None
