"""进入系统: what happens once it is certain who signs in, whichever way that was found out."""

import time
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from govreport.accounts import farewells, oidc, passwords, second_factor, sessions
from govreport.accounts.lockout import agency_of
from govreport.agencies.models import User
from govreport.journal import actions
from govreport.journal.services import record
from govreport.web.ui.account.middleware import FIRST
from govreport.web.ui.limits import address_of

BACKEND = "django.contrib.auth.backends.ModelBackend"
# Key of the session: when the person last proved in full who they are, and how long that is enough to change how
# they do it (seconds).
PROVEN: Final = "proven_at"
LONG_ENOUGH: Final = 600
# Key of the session before somebody is in: by which way they come, ``oidc`` or ``key``; the password otherwise.
WAY: Final = "way"


def enter(
    request: HttpRequest, user: User, *, onward: str = "", proven: bool = False, at: float | None = None
) -> HttpResponseRedirect:
    """登录: a new session, a device more, and at most two of them; then to what comes first, else ``onward``.

    ``proven``: a second factor was asked for and given. ``at``: when the person proved who they are, where that was
    elsewhere and perhaps long ago (seconds of the epoch, 0 where nobody knows); just now by default.
    """
    way, hint = request.session.pop(WAY, ""), request.session.pop(oidc.HINT, "")
    there = request.session.pop(oidc.THERE, "")
    there = there if way == "oidc" else ""
    if farewells.gone(request.session.pop(farewells.CAME, None)) and way == "oidc":
        messages.error(request, _("统一身份认证那边已经退出，这次登录没有完成。请重新登录。"))
        return HttpResponseRedirect(resolve_url("login"))
    login(request, user, backend=BACKEND)
    if hint and way == "oidc":
        request.session[oidc.HINT] = hint
    prove(request, at)
    agent = request.headers.get("User-Agent", "")
    ended = sessions.begin(request.session, user=user, address=address_of(request), agent=agent, provider=there)
    payload = {"note": str(user)} | ({"way": way} if way else {})
    record(actions.SIGNED_IN, by=user, agency=agency_of(user), subject=f"user:{user.pk}", payload=payload)
    if ended:
        messages.info(request, _("同一账号最多在两处登录，最早的一处已经退出。不是您本人登录的，请马上修改密码。"))
    # Whoever came without the password may not have one.
    dues = (("password", not way and passwords.due(user)), ("second", _lacks(user, proven)))
    first = [name for name, due in dues if due]
    if first:
        request.session[FIRST] = first
    return HttpResponseRedirect(safe(request, onward))


def prove(request: HttpRequest, at: float | None = None) -> None:
    """Signed in, or asked again and proved: just now, or ``at`` a time (seconds of the epoch)."""
    request.session[PROVEN] = time.time() if at is None else at


def may_change(request: HttpRequest) -> bool:
    """Whether factors may be changed: the person proved who they are in the last ten minutes."""
    return 0 <= time.time() - float(request.session.get(PROVEN, 0)) <= LONG_ENOUGH


def myself(request: HttpRequest) -> User:
    """Who is signed in; PermissionDenied for nobody, who gets no further than ``login_required``."""
    return known(request.user)


def known(user: object) -> User:
    """The person as one of ours; PermissionDenied for anything else."""
    if isinstance(user, User):
        return user
    raise PermissionDenied(_("请先登录。"))


def _lacks(user: User, proven: bool) -> bool:
    return not proven and second_factor.required(user)


def here(request: HttpRequest) -> bool:
    """Whether this is one of the addresses at which keys are used."""
    return f"{request.scheme}://{request.get_host()}" in settings.WEBAUTHN_ORIGINS


def ours(request: HttpRequest, name: str) -> str:
    """One of our addresses as the provider knows it: of the site's own, whatever the request names."""
    path = reverse(name)
    return f"{settings.SITE_URL}{path}" if settings.SITE_URL else request.build_absolute_uri(path)


def safe(request: HttpRequest, onward: str) -> str:
    """The address to go on to: one of ours, else the desk."""
    if url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure()):
        return onward
    return resolve_url(settings.LOGIN_REDIRECT_URL)


def done_first(request: HttpRequest, name: str) -> None:
    """What had to be done first is done."""
    left = [item for item in request.session.get(FIRST, []) if item != name]
    if left:
        request.session[FIRST] = left
    else:
        request.session.pop(FIRST, None)
