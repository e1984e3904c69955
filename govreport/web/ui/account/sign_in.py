"""登录: user name and password, and what somebody reads who has tried too often."""

import time
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import views as auth
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from govreport.accounts import lockout, second_factor
from govreport.accounts.lockout import Locked
from govreport.accounts.models import Device, Failure
from govreport.agencies.models import User
from govreport.journal import actions
from govreport.journal.services import record
from govreport.standards.characters import clean
from govreport.web.ui.account.entering import enter, known
from govreport.web.ui.limits import address_of

# Key of the session: who has given the right password and still owes a code.
HALF: Final = "half"


class SignInView(auth.LoginView):
    """/accounts/login/"""

    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Whether a passkey may be used in place of the password, here."""
        at_home = f"{self.request.scheme}://{self.request.get_host()}" in settings.WEBAUTHN_ORIGINS
        return super().get_context_data(**kwargs) | {"passkeys": settings.PASSKEYS_ALONE and at_home}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Try once; 429 with the time to wait in ``Retry-After`` where nobody gets to try."""
        username = request.POST.get("username", "")
        if not username.strip() or not request.POST.get("password"):
            return self.render_to_response(self.get_context_data(form=self.get_form()))
        one = lockout.attempt(username=username, address=address_of(request))
        if isinstance(one, Locked):
            return self.locked(one)
        form = self.get_form()
        if form.is_valid():
            lockout.succeeded(one)
            return self.form_valid(form)
        locked = lockout.failed(one)
        note_failure(one)
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
        onward = self.get_redirect_url()
        if second_factor.is_set(user):
            self.request.session[HALF] = {"user": user.pk, "at": time.time(), "next": onward, "hash": _state(user)}
            return redirect("account:code")
        return enter(self.request, user, onward=onward)


class SignOutView(auth.LogoutView):
    """/accounts/logout/"""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign out and note it."""
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
        return super().post(request, *args, **kwargs)


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


def note_failure(one: Failure) -> None:
    """登录失败 in the journal."""
    user = User.objects.filter(username__iexact=one.name).first()
    record(
        actions.SIGN_IN_FAILED,
        by=None,
        agency=lockout.agency_of(user) if user else None,
        subject=f"user:{user.pk}" if user else "user:",
        payload={"note": " ".join(clean(one.name).split())},
        succeeded=False,
    )
