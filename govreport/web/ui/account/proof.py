"""再次验证: what concerns how somebody signs in is done by whoever proved in the last ten minutes who they are.

The page that asks again carries all that was typed: the form is sent on with the proof beside it, and nothing of it is
kept anywhere. Forms with passwords do not come here.
"""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters

from govreport.accounts import challenges, keys, lockout, second_factor
from govreport.accounts.lockout import Locked
from govreport.agencies.models import User
from govreport.web.ui.account.entering import may_change, myself, prove
from govreport.web.ui.account.keys import PROVE, proving, tried_key
from govreport.web.ui.account.sign_in import note_failure
from govreport.web.ui.limits import address_of

# The fields of the proof: of their own, so that they stand beside whatever the form has.
BEFORE: Final = "proof-"
CODE: Final = f"{BEFORE}code"
PASSWORD: Final = f"{BEFORE}password"
KEY: Final = "answer"
MOST_CHARACTERS: Final = 40

View = Callable[[HttpRequest], HttpResponse]


def recently_proven(back: str) -> Callable[[View], View]:
    """A view of a form (POST) for whoever is signed in; ``back``: the name of the page that the form stands on."""

    def guarded(view: View) -> View:
        @wraps(view)
        @sensitive_post_parameters(CODE, PASSWORD)
        def checked(request: HttpRequest) -> HttpResponse:
            return again(request, myself(request), back=back) or view(request)

        return checked

    return guarded


def again(request: HttpRequest, user: User, *, back: str) -> HttpResponse | None:
    """请再次验证: the page that asks; None as long as the last proof counts, or when one came with the form."""
    if may_change(request):
        return None
    right = _tried(request, user)
    if right is True:
        prove(request)
        return None
    locked = right if isinstance(right, Locked) else None
    context = {
        "typed": list(_typed(request)),
        "back": back,
        "before": BEFORE,
        "action": request.path,
        "wrong": right is False,
        "locked": locked,
        **proving(request, user),
    }
    answer = render(request, "registration/again.html", context, status=429 if locked else 422)
    answer["Cache-Control"] = "private, no-store"
    if locked:
        answer["Retry-After"] = str(locked.seconds)
    return answer


def try_code(request: HttpRequest, user: User, text: str) -> bool | Locked:
    """Whether the code is right; or the lock that keeps anybody from trying."""
    if not text.strip() or len(text) > MOST_CHARACTERS:
        return False
    one = lockout.attempt(username=user.username, address=address_of(request), step="code")
    if isinstance(one, Locked):
        return one
    if second_factor.verify(user, text) if second_factor.is_set(user) else False:
        lockout.succeeded(one)
        return True
    locked = lockout.failed(one)
    note_failure(one.name, way="code")
    return locked or False


def try_password(request: HttpRequest, user: User, text: str) -> bool | Locked:
    """Whether the password is the one in use; or the lock that keeps anybody from trying."""
    if not text:
        return False
    one = lockout.attempt(username=user.username, address=address_of(request))
    if isinstance(one, Locked):
        return one
    if user.check_password(text):
        lockout.succeeded(one)
        return True
    locked = lockout.failed(one)
    note_failure(one.name)
    return locked or False


def _tried(request: HttpRequest, user: User) -> bool | Locked | None:
    """Whether what came with the form proves it; None where nothing came. A password is none beside a factor."""
    if request.POST.get(KEY):
        challenge = challenges.take(request.session, PROVE, user.pk)
        return _tried_key(request, user, challenge) if challenge else False
    if CODE in request.POST:
        return try_code(request, user, request.POST[CODE])
    if PASSWORD in request.POST and not second_factor.is_set(user):
        return try_password(request, user, request.POST[PASSWORD])
    return None


def _tried_key(request: HttpRequest, user: User, challenge: bytes) -> bool | Locked:
    try:
        found = tried_key(request, user, challenge)
    except keys.KeyRefusedError:
        return False
    return found if isinstance(found, Locked) else True


def _typed(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """The fields of the form itself, each value of each."""
    for name, values in request.POST.lists():
        if name not in ("csrfmiddlewaretoken", CODE, PASSWORD, KEY):
            yield from ((name, str(value)) for value in values)
