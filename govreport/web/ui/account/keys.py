"""安全密钥: the page of a person's keys, and what a browser sends that one has signed."""

from collections.abc import Callable
from functools import wraps
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from govreport.accounts import challenges, keys, lockout, oidc, second_factor
from govreport.accounts.identities import local
from govreport.accounts.lockout import Locked
from govreport.accounts.models import Key, RecoveryCode
from govreport.agencies.models import User
from govreport.standards.characters import clean
from govreport.web.ui.account.entering import WAY, done_first, enter, here, may_change, myself, prove, safe
from govreport.web.ui.account.sign_in import HALF, half, note_failure, note_stranger
from govreport.web.ui.limits import address_of

# What a challenge is for: a key more, the second step of signing in, the whole of it, or changing a factor.
ADD: Final = "add"
AFTER: Final = "after"
ALONE: Final = "alone"
PROVE: Final = "prove"
NAME_LENGTH: Final = 40

View = Callable[[HttpRequest], HttpResponse]


def _changes(view: View) -> View:
    """Only for whoever has proved just now who they are."""

    @wraps(view)
    def checked(request: HttpRequest) -> HttpResponse:
        if may_change(request):
            return view(request)
        messages.warning(request, _("核对已经过期，什么都没有改。请再核对一次身份。"))
        return redirect("account:keys")

    return checked


@never_cache
@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """/accounts/keys/"""
    return page(request, myself(request))


def page(
    request: HttpRequest, user: User, *, codes: list[str] | None = None, locked: Locked | None = None
) -> HttpResponse:
    """The keys with what can be done about them; ``codes``: recovery codes, shown this once."""
    context = {
        "keys": keys.of(user),
        "most": keys.MOST,
        "left": RecoveryCode.objects.filter(user=user).count(),
        "codes": codes,
        "locked": locked,
        "name_length": NAME_LENGTH,
        "required": second_factor.required(user),
        "alone": settings.PASSKEYS_ALONE,
        **proving(request, user),
    }
    answer = render(request, "registration/keys.html", context, status=429 if locked else 200)
    answer["Cache-Control"] = "private, no-store"
    if locked:
        answer["Retry-After"] = str(locked.seconds)
    return answer


def proving(request: HttpRequest, user: User) -> dict[str, object]:
    """What the part of a page needs that asks who it is before anything is changed."""
    return {
        "has_factor": second_factor.is_set(user),
        "has_password": user.has_usable_password(),
        "has_provider": oidc.on(),
        "changes": may_change(request),
        "has_keys": Key.objects.filter(user=user).exists(),
        "here": here(request),
        "there": settings.WEBAUTHN_ORIGINS[0] if settings.WEBAUTHN_ORIGINS else "",
    }


@never_cache
@require_POST
@login_required
def options(request: HttpRequest) -> HttpResponse:
    """What a new key is asked: JSON for ``navigator.credentials.create()``; 422 with ``{"message"}``."""
    user = myself(request)
    if not may_change(request):
        return JsonResponse({"message": _("核对已经过期，请重新打开本页，再核对一次身份。")}, status=422)
    if len(keys.of(user)) >= keys.MOST:
        words = _("最多登记 %(most)s 个密钥，请先删除不用的。") % {"most": keys.MOST}
        return JsonResponse({"message": words}, status=422)
    challenge = challenges.give(request.session, ADD, user.pk)
    return HttpResponse(keys.options_to_add(user, challenge), content_type="application/json")


@never_cache
@require_POST
@login_required
@_changes
def add(request: HttpRequest) -> HttpResponse:
    """登记: what the new key answered, and its name."""
    user = myself(request)
    challenge = challenges.take(request.session, ADD, user.pk)
    name = " ".join(clean(request.POST.get("name", "")).split())[:NAME_LENGTH]
    if challenge is None:
        messages.error(request, _("等待的时间太长，密钥没有登记。请再登记一次。"))
        return redirect("account:keys")
    try:
        key = keys.add(user, name=name or _("未命名的密钥"), answer=request.POST.get("answer", ""), challenge=challenge)
    except keys.KeyRefusedError:
        messages.error(request, _("密钥的答复不对，没有登记。请换一个密钥，或者再登记一次。"))
        return redirect("account:keys")
    prove(request)
    done_first(request, "second")
    messages.success(request, _("已登记密钥“%(name)s”。") % {"name": key.name})
    codes = second_factor.first_recovery_codes(user)
    return page(request, user, codes=codes) if codes else redirect("account:keys")


@require_POST
@login_required
@_changes
def remove(request: HttpRequest) -> HttpResponse:
    """删除 a key of one's own; never the last factor of somebody who must have one."""
    user, number = myself(request), request.POST.get("key", "")
    mine = keys.of(user)
    key = next((item for item in mine if str(item.pk) == number), None)
    if key is None:
        messages.info(request, _("这个密钥已经删除了。"))
    elif len(mine) == 1 and not second_factor.has_codes(user) and second_factor.required(user):
        messages.error(request, _("您必须使用两步验证，不能删除最后一个密钥。请先登记另一个，或启用验证码。"))
    else:
        keys.remove(key, by=user)
        second_factor.forget_recovery(user)
        messages.success(request, _("已删除密钥“%(name)s”，它不能再用来登录。") % {"name": key.name})
    return redirect("account:keys")


@never_cache
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """What a key is asked: JSON for ``navigator.credentials.get()``; 422 with ``{"message"}`` where none is."""
    purpose, user = _asked(request)
    if not purpose:
        return JsonResponse({"message": _("请先输入用户名和密码。")}, status=422)
    challenge = challenges.give(request.session, purpose, user.pk if user else None)
    return HttpResponse(keys.options_to_ask(user, challenge), content_type="application/json")


@never_cache
@sensitive_post_parameters("answer")
@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """What a key answered: the second step of signing in, the whole of it, or the proof before a change."""
    purpose, user = _asked(request)
    challenge = challenges.take(request.session, purpose, user.pk if user else None) if purpose else None
    if challenge is None:
        messages.warning(request, _("等待的时间太长，或者页面已经用过。请再试一次。"))
        return redirect(_back(purpose, request))
    try:
        key = tried_key(request, user, challenge)
    except keys.KeyRefusedError:
        messages.error(request, _("密钥的答复不对。请用登记过的密钥，或者改用验证码、备用码。"))
        return redirect(_back(purpose, request))
    if isinstance(key, Locked):
        messages.error(request, _too_often(key))
        return redirect(_back(purpose, request))
    if purpose == PROVE:
        prove(request)
        return redirect(_back(purpose, request))
    found = half(request) if purpose == AFTER else None
    request.session.pop(HALF, None)
    if purpose == ALONE:
        request.session[WAY] = "key"
    onward = found[1] if found else request.POST.get("next", "")
    return enter(request, key.user, onward=onward, proven=True)


def tried_key(request: HttpRequest, user: User | None, challenge: bytes) -> Key | Locked:
    """One attempt, counted where it is known whose it is; raises ``KeyRefusedError``."""
    text = request.POST.get("answer", "")
    if user is None:
        return _tried_alone(request, text, challenge)
    one = lockout.attempt(username=user.username, address=address_of(request), step="key")
    if isinstance(one, Locked):
        return one
    try:
        key = keys.use(text, challenge=challenge, user=user)
    except keys.KeyRefusedError:
        lockout.failed(one)
        note_failure(one.name, way="key")
        raise
    lockout.succeeded(one)
    return key


def _tried_alone(request: HttpRequest, text: str, challenge: bytes) -> Key:
    try:
        key = keys.use(text, challenge=challenge, user=None)
        if not local(key.user):
            raise keys.KeyRefusedError("signs in elsewhere")
    except keys.KeyRefusedError as error:
        note_stranger(request, way="key", why=str(error))
        raise
    return key


def _too_often(locked: Locked) -> str:
    words = ngettext(
        "试的次数太多，刚才的密钥没有核对。请 %(minutes)s 分钟后再试；需要马上使用的，请安全管理员解除锁定。",
        "试的次数太多，刚才的密钥没有核对。请 %(minutes)s 分钟后再试；需要马上使用的，请安全管理员解除锁定。",
        locked.minutes,
    )
    return words % {"minutes": locked.minutes}


def _asked(request: HttpRequest) -> tuple[str, User | None]:
    """What a key is asked for now, and whose; nothing where passkeys do not open an account by themselves."""
    if isinstance(request.user, User):
        return PROVE, request.user
    # The page of signing in says so: there nobody goes on with what somebody else has begun.
    found = None if "alone" in request.GET else half(request)
    if found:
        return AFTER, found[0]
    return (ALONE, None) if settings.PASSKEYS_ALONE else ("", None)


def _back(purpose: str, request: HttpRequest) -> str:
    if purpose == PROVE:
        return safe(request, request.POST.get("next", ""))
    return "account:code" if purpose == AFTER else "login"
