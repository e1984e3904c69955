"""登录设备: where somebody is signed in, and signing out there; whether the time is up, for the page's script."""

import re
from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from govreport.accounts import sessions
from govreport.accounts.lockout import agency_of
from govreport.accounts.models import Device
from govreport.agencies.models import User
from govreport.journal import actions
from govreport.journal.services import record
from govreport.web.ui.account.entering import myself
from govreport.web.ui.account.proof import recently_proven

# How browsers and systems name themselves, the special before the general.
BROWSERS: Final = (
    (r"Edg/(\d+)", "Edge"),
    (r"QAXBrowser|qaxbrowser", "奇安信可信浏览器"),
    (r"UOS\b.*Chrome/(\d+)", "统信浏览器"),
    (r"Firefox/(\d+)", "Firefox"),
    (r"Chrome/(\d+)", "Chrome"),
    (r"Version/(\d+).*Safari", "Safari"),
)
SYSTEMS: Final = (
    (r"Windows", "Windows"),
    (r"UOS", "统信 UOS"),
    (r"Kylin", "麒麟"),
    (r"Android", "Android"),
    (r"iPhone|iPad", "iOS"),
    (r"Mac OS X", "macOS"),
    (r"Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """一处登录: a device as it is shown; ``here``: the one from which the page is looked at."""

    device: Device
    name: str
    here: bool


def named(agent: str) -> str:
    """Browser and system in words, as far as the browser tells."""
    found = []
    for table in (BROWSERS, SYSTEMS):
        for pattern, name in table:
            match = re.search(pattern, agent)
            if match:
                number = match.group(1) if match.groups() else None
                found.append(f"{name} {number}" if number else name)
                break
    return " · ".join(found)


@require_safe
@login_required
def devices(request: HttpRequest) -> HttpResponse:
    """/accounts/devices/"""
    user = myself(request)
    here = request.session.session_key
    places = [Place(device, named(device.agent), device.session_key == here) for device in sessions.living(user)]
    answer = render(request, "registration/devices.html", {"places": places, "most": sessions.most()})
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
@login_required
@recently_proven(back="account:devices")
def end(request: HttpRequest) -> HttpResponse:
    """退出: one device of one's own, or with ``others`` all but this one."""
    user, here = myself(request), request.session.session_key
    wanted = request.POST.get("device", "")
    mine = Device.objects.filter(user=user).exclude(session_key=here or "")
    chosen = (
        mine if wanted == "others" else mine.filter(pk=int(wanted) if wanted.isdecimal() and len(wanted) < 10 else 0)
    )
    ended = sum(sessions.end(device) for device in chosen)
    if ended:
        payload = {"note": str(user), "count": ended}
        record(actions.DEVICE_ENDED, by=user, agency=agency_of(user), subject=f"user:{user.pk}", payload=payload)
        messages.success(request, _("已退出 %(count)s 处登录。") % {"count": ended})
    else:
        messages.info(request, _("那里已经退出了。"))
    return redirect("account:devices")


@never_cache
def left(request: HttpRequest) -> JsonResponse:
    """How many seconds are left until the idle exit: asking is no use of the system, posting is.

    ``{"left": 1234}``; 401 where nobody is signed in.
    """
    if request.method not in ("GET", "POST"):
        answer = JsonResponse({}, status=405)
        answer["Allow"] = "GET, POST"
        return answer
    if not isinstance(request.user, User):
        return JsonResponse({"message": _("登录已过期，已填内容保存在本机，请重新登录")}, status=401)
    now = timezone.now().timestamp()
    if request.method == "POST":
        sessions.use(request.session)
    seen, since = (float(request.session.get(name) or now) for name in (sessions.SEEN, sessions.SINCE))
    until = min(seen + sessions.IDLE.total_seconds(), since + sessions.LONGEST.total_seconds())
    return JsonResponse({"left": max(0, int(until - now))})
