"""登录的期限: who has not been at it for half an hour is signed out, and what has to be done first comes first."""

from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _

from govreport.accounts import sessions
from govreport.agencies.models import User
from govreport.web.ui.limits import address_of

# What a page asks by itself: nobody need be sitting before it.
BY_ITSELF: Final = frozenset({"drafting:news", "account:left"})
# What is open to somebody who has to choose a password, or set up a second factor, before anything else.
ROOMS_OPEN: Final = frozenset({"portal", "api-v1", "account"})
NAMES_OPEN: Final = frozenset({"login", "logout", "password", "set_language", "api"})
# Key of the session: what comes first, of ``password`` and ``second``.
FIRST: Final = "first"


class SignedInMiddleware:
    """Ends what has lasted too long, notes that somebody is at it, and leads to what has to be done first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        why = sessions.ended(request.session)
        if why:
            logout(request)
        answer = self.get_response(request)
        if why and request.method == "GET" and _asks_to_sign_in(answer):
            messages.warning(request, _words(why))
        elif isinstance(request.user, User) and not _by_itself(request):
            _note(request, request.user)
        return answer

    def process_view(
        self, request: HttpRequest, _view: Callable[..., HttpResponseBase], _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        """Whoever has something to do first is led there from every page of the desk."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.session.get(FIRST):
            return None
        match = request.resolver_match
        if match is None or not request.user.is_authenticated:
            return None
        if ROOMS_OPEN & set(match.namespaces) or (not match.namespaces and match.url_name in NAMES_OPEN):
            return None
        return redirect("password" if "password" in request.session[FIRST] else "account:second")


def _by_itself(request: HttpRequest) -> bool:
    match = request.resolver_match
    if match is not None and match.view_name in BY_ITSELF:
        return True
    return request.method == "GET" and "HX-Request" in request.headers


def _note(request: HttpRequest, user: User) -> None:
    """The idle time begins anew; a session that began elsewhere than on the sign-in page is noted as a device."""
    if sessions.SINCE in request.session:
        sessions.use(request.session)
    else:
        agent = request.headers.get("User-Agent", "")
        sessions.adopt(request.session, user=user, address=address_of(request), agent=agent)


def _asks_to_sign_in(answer: HttpResponse) -> bool:
    return answer.headers.get("Location", "").startswith(resolve_url(settings.LOGIN_URL))


def _words(why: str) -> str:
    if why == "long":
        return _("登录已满 12 小时，系统已自动退出。请重新登录，已保存的内容都在。")
    return _("30 分钟没有操作，系统已自动退出。请重新登录，已保存的内容都在。")
