"""登录: user name and password, and what somebody reads who has tried too often."""

import time
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import views as auth
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from govreport.accounts import lockout, oidc, second_factor
from govreport.accounts.identities import local
from govreport.accounts.lockout import Locked
from govreport.accounts.models import Device
from govreport.agencies.models import User
from govreport.journal import actions
from govreport.journal.services import record
from govreport.standards.characters import clean
from govreport.web.ui.account.entering import WAY, enter, here, known, ours
from govreport.web.ui.limits import ONE_MINUTE, Limit, address_of, waiting

# Key of the session: who has given the right password and still owes a code.
HALF: Final = "half"
# Key of the session: where the person signs out at the provider, too.
FAREWELL: Final = "farewell"
# Failures of one address in a minute that are written down where no lock counts them, and the longest of them.
WRITTEN: Final = Limit("failure", 10, ONE_MINUTE)
LONGEST: Final = 200


class SignInView(auth.LoginView):
    """/accounts/login/"""

    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Whether a passkey may be used in place of the password, here."""
        passkeys = settings.PASSKEYS_ALONE and here(self.request)
        more = {"passkeys": passkeys, "oidc": oidc.on(), "local": settings.LOCAL_LOGIN}
        return super().get_context_data(**kwargs) | more

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form; ``?other=1`` by whoever has given the password and would rather be somebody else.

        Another tab that comes here by itself ends nothing.
        """
        if "other" in request.GET:
            request.session.pop(HALF, None)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Try once; 429 with the time to wait in ``Retry-After`` where nobody gets to try."""
        username = request.POST.get("username", "")
        if not username.strip() or not request.POST.get("password"):
            return self.render_to_response(self.get_context_data(form=self.get_form()))
        one = lockout.attempt(username=username, address=address_of(request))
        if isinstance(one, Locked):
            return self.locked(one)
        form = self.get_form()
        if form.is_valid() and local(known(form.get_user())):
            lockout.succeeded(one)
            return self.form_valid(form)
        if form.is_valid():  # right, and read like a wrong one: nobody learns here which passwords are right
            form.add_error(None, form.get_invalid_login_error())
        locked = lockout.failed(one)
        note_failure(one.name)
        return self.locked(locked) if locked else self.form_invalid(form)

    def locked(self, locked: Locked) -> HttpResponse:
        """The page that says for how long nobody gets to try; nothing was checked."""
        form = AuthenticationForm(initial={"username": clean(self.request.POST.get("username", ""))[:150]})
        answer = self.render_to_response(self.get_context_data(form=form, locked=locked), status=429)
        answer["Retry-After"] = str(locked.seconds)
        return answer

    def form_valid(self, form: AuthenticationForm) -> HttpResponseRedirect:
        """Enter, or go on to the code."""
        user = known(form.get_user())
        self.request.session.pop(WAY, None)
        return go_on(self.request, user, onward=self.get_redirect_url())


def go_on(
    request: HttpRequest, user: User, *, onward: str, proven: bool = False, at: float | None = None
) -> HttpResponseRedirect:
    """In, or on to the second factor where the person has one and has not given it yet; ``at`` as with ``enter``."""
    request.session.pop(HALF, None)
    if second_factor.is_set(user) and not proven:
        request.session[HALF] = {"user": user.pk, "at": time.time(), "next": onward, "hash": _state(user)}
        return redirect("account:code")
    return enter(request, user, onward=onward, proven=proven, at=at)


class SignOutView(auth.LogoutView):
    """/accounts/logout/"""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign out and note it; then, where that is wanted, on to signing out at the provider."""
        farewell = oidc.farewell(request.session, back=ours(request, "portal:home"))
        if isinstance(request.user, User):
            user = request.user
            Device.objects.filter(session_key=request.session.session_key or "").delete()
            record(
                actions.SIGNED_OUT,
                by=user,
                agency=lockout.agency_of(user),
                subject=f"user:{user.pk}",
                payload={"note": str(user)},
            )
        answer = super().post(request, *args, **kwargs)
        if not farewell:
            return answer
        request.session[FAREWELL] = farewell
        return redirect("account:oidc-left")


def half(request: HttpRequest, seconds: int = 300) -> tuple[User, str] | None:
    """Who has given the right password not long ago, and where the person goes on to."""
    found = request.session.get(HALF)
    if not found or not 0 <= time.time() - found["at"] <= seconds:
        return None
    user = User.objects.filter(pk=found["user"], is_active=True).first()
    return (user, str(found["next"])) if user and _state(user) == found["hash"] else None


def _state(user: User) -> str:
    """Changes with the password: what was right a moment ago may not be any more."""
    return user.get_session_auth_hash()


def note_failure(name: str, *, way: str = "", why: str = "") -> None:
    """登录失败 in the journal; ``name`` as it was typed or told, ``way`` where it was not the password."""
    user = User.objects.filter(username__iexact=name).first() if name else None
    note = " ".join(clean(f"{name} {why}").split())[:LONGEST]
    record(
        actions.SIGN_IN_FAILED,
        by=None,
        agency=lockout.agency_of(user) if user else None,
        subject=f"user:{user.pk}" if user else "user:",
        payload={"note": note} | ({"way": way} if way else {}),
        succeeded=False,
    )


def note_stranger(request: HttpRequest, *, way: str, why: str, name: str = "") -> None:
    """登录失败 that no lock counts, of nobody known or of a ``name`` as it was told.

    The journal is for ever, hence not all of a flood.
    """
    if not waiting(request, WRITTEN):
        note_failure(name, way=way, why=why)
