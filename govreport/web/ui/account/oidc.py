"""统一身份认证登录: going to the provider, coming back from it, and leaving it too."""

import logging

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from govreport.accounts import oidc
from govreport.accounts.identities import NoAccountError, account
from govreport.agencies.models import User
from govreport.standards.characters import clean
from govreport.web.ui.account.entering import WAY, ours
from govreport.web.ui.account.sign_in import FAREWELL, go_on, note_failure, note_stranger

logger = logging.getLogger(__name__)


@never_cache
@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """/accounts/oidc/: on to the provider."""
    _there()
    try:
        back = ours(request, "account:oidc-back")
        return HttpResponseRedirect(oidc.address(request.session, back=back, onward=request.GET.get("next", "")))
    except oidc.ProviderError as error:
        return _unreachable(request, error)


@never_cache
@require_safe
def back(request: HttpRequest) -> HttpResponse:
    """/accounts/oidc/back/: where the provider returns to."""
    _there()
    if isinstance(request.user, User):
        return redirect(settings.LOGIN_REDIRECT_URL)
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
        note_failure(proof.name, way="oidc", why=str(error))
        messages.error(
            request,
            _("统一身份认证已通过，但本系统没有您可用的账号（%(name)s）。请联系本机关的系统管理员。")
            % {"name": clean(proof.name)[:50] or "—"},
        )
        return redirect("login")
    request.session[WAY] = "oidc"
    if settings.OIDC_LOGOUT:
        request.session[oidc.HINT] = proof.token
    return go_on(request, user, onward=proof.onward, proven=proof.two)


@never_cache
@require_safe
def left(request: HttpRequest) -> HttpResponse:
    """/accounts/oidc/left/: signed out here, and the way to sign out there."""
    _there()
    return render(request, "registration/left.html", {"farewell": request.session.pop(FAREWELL, "")})


def _there() -> None:
    if not oidc.on():
        raise Http404


def _unreachable(request: HttpRequest, error: Exception) -> HttpResponse:
    logger.error("OpenID Connect: %s", error)
    messages.error(request, _("统一身份认证现在连不上，没有登录。请过几分钟再试；急用的，请告诉系统管理员。"))
    return redirect("login")
