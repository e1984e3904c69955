"""统一身份认证登录: going to the provider, coming back from it, and leaving it too."""

import logging
import time
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from govreport.accounts import oidc
from govreport.accounts.farewells import CAME, heard, names
from govreport.accounts.identities import NoAccountError, account
from govreport.accounts.models import Device, Identity
from govreport.agencies.models import User
from govreport.standards.characters import clean
from govreport.web.ui.account.entering import WAY, ours, prove, safe
from govreport.web.ui.account.sign_in import FAREWELL, LONGEST, go_on, note_stranger
from govreport.web.ui.limits import ONE_MINUTE, Limit, waiting

logger = logging.getLogger(__name__)
# What one address may say to the open address of signing out, and how much of what is refused is written down. The
# provider's server tells of everybody from one address, at the end of the day of many at once.
TOLD: Final = Limit("oidc-out", 600, ONE_MINUTE)
REFUSED: Final = Limit("oidc-refused", 10, ONE_MINUTE)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """/accounts/oidc/: on to the provider, from a form of ours; who follows a link is asked to press the button.

    The page that leads on does so by a header: browsers hold a redirect after a form against the policy of the page
    that the form stood on, which knows no other site.
    """
    _there()
    if request.method != "POST":
        onward = request.GET.get("next", "")
        return redirect(f"{resolve_url('login')}?{urlencode({'next': onward})}" if onward else "login")
    try:
        back = ours(request, "account:oidc-back")
        again = request.user.pk if isinstance(request.user, User) else None
        where = oidc.address(request.session, back=back, onward=request.POST.get("next", ""), again=again)
    except oidc.ProviderError as error:
        return _unreachable(request, error)
    answer = render(request, "registration/oidc_on.html", {"where": where})
    answer["Refresh"] = f"0; url={where}"
    return answer


@never_cache
@require_safe
def back(request: HttpRequest) -> HttpResponse:
    """/accounts/oidc/back/: where the provider returns to."""
    _there()
    if isinstance(request.user, User):
        if oidc.again(request.session, request.GET.get("state", "")) != request.user.pk:
            return redirect(settings.LOGIN_REDIRECT_URL)
        return _again(request, request.user)
    began = time.time()
    try:
        proof = oidc.proof(request.session, request.GET.dict())
    except oidc.ProviderError as error:
        return _unreachable(request, error)
    except oidc.TokenError as error:
        note_stranger(request, way="oidc", why=str(error))
        messages.error(request, _("统一身份认证没有完成，没有登录。请再试一次；总是不行的，请告诉系统管理员。"))
        return redirect("login")
    try:
        user = account(proof)
    except NoAccountError as error:
        note_stranger(request, way="oidc", why=str(error), name=proof.name)
        messages.error(
            request,
            _("统一身份认证已通过，但本系统没有您可用的账号（%(name)s）。请联系本机关的系统管理员。")
            % {"name": clean(proof.name)[:50] or "—"},
        )
        return redirect("login")
    request.session[WAY] = "oidc"
    request.session[oidc.THERE] = proof.session
    request.session[CAME] = {"at": began, "names": names(proof.subject, proof.session)}
    if settings.OIDC_LOGOUT:
        request.session[oidc.HINT] = proof.token
    return go_on(request, user, onward=proof.onward, proven=proof.two, at=proof.at)


def _again(request: HttpRequest, user: User) -> HttpResponse:
    """再次验证 at the provider, of somebody signed in: the same person, and signed in there a moment ago."""
    try:
        proof = oidc.proof(request.session, request.GET.dict())
        if not Identity.objects.filter(user=user, issuer=proof.issuer, subject=proof.subject).exists():
            raise oidc.TokenError("another person")
    except oidc.ProviderError as error:
        logger.error("OpenID Connect: %s", error)
        messages.error(request, _("统一身份认证现在连不上，身份没有核对，什么都没有改。请过几分钟再试。"))
        return redirect(settings.LOGIN_REDIRECT_URL)
    except oidc.TokenError as error:
        note_stranger(request, way="oidc", why=str(error))
        messages.error(request, _("统一身份认证没有核对出是您本人，什么都没有改。请用您本人的统一身份再试一次。"))
        return redirect(settings.LOGIN_REDIRECT_URL)
    if proof.just_now:
        prove(request, proof.at)
        messages.success(request, _("身份已经核对，10 分钟内可以改动。"))
    else:
        note_stranger(request, way="oidc", why="not signed in anew")
        messages.error(
            request,
            _(
                "统一身份认证没有说明您刚才重新登录过，身份没有核对，什么都没有改。请再试一次；总是不行的，请告诉系统管理员。"
            ),
        )
    if settings.OIDC_LOGOUT:
        request.session[oidc.HINT] = proof.token
    if proof.session:  # the provider may have begun another session of its own
        Device.objects.filter(session_key=request.session.session_key).update(provider_session=proof.session)
    return redirect(safe(request, proof.onward))


@never_cache
@require_safe
def left(request: HttpRequest) -> HttpResponse:
    """/accounts/oidc/left/: signed out here, and the way to sign out there."""
    _there()
    return render(request, "registration/left.html", {"farewell": request.session.pop(FAREWELL, "")})


@csrf_exempt  # the provider's server asks, which has no page of ours; its signature says who it is
@never_cache
@sensitive_post_parameters("logout_token")
@require_POST
def out(request: HttpRequest) -> JsonResponse:
    """/accounts/oidc/out/: the provider says who has signed out there; 400 for what is not to be believed."""
    _there()
    if seconds := waiting(request, TOLD):
        return _later(429, seconds)
    try:
        return JsonResponse({"ended": heard(request.POST.get("logout_token", ""))})
    except oidc.TokenError as error:
        _log_refused(request, logging.WARNING, error)
        return JsonResponse({"error": "invalid_request"}, status=400)
    except oidc.ProviderError as error:
        _log_refused(request, logging.ERROR, error)
        return _later(503, ONE_MINUTE)


def _later(status: int, seconds: int) -> JsonResponse:
    answer = JsonResponse({"error": "temporarily_unavailable"}, status=status)
    answer["Retry-After"] = str(seconds)
    return answer


def _log_refused(request: HttpRequest, level: int, error: Exception) -> None:
    """In the log, on one line: what was sent may stand in the error, and anybody can send it."""
    if not waiting(request, REFUSED):
        line = "".join(sign if sign.isprintable() else " " for sign in str(error)[:LONGEST])
        logger.log(level, "OpenID Connect, signing out: %s", line)


def _there() -> None:
    if not oidc.on():
        raise Http404


def _unreachable(request: HttpRequest, error: Exception) -> HttpResponse:
    logger.error("OpenID Connect: %s", error)
    messages.error(request, _("统一身份认证现在连不上，没有登录。请过几分钟再试；急用的，请告诉系统管理员。"))
    return redirect("login")
