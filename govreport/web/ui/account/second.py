"""两步验证: giving a code after the password, setting it up, and the codes for when the telephone is lost."""

from collections.abc import Mapping

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from govreport.accounts import lockout, second_factor
from govreport.accounts.lockout import Locked
from govreport.accounts.models import Key, RecoveryCode
from govreport.accounts.profiles import ALL
from govreport.agencies.models import User
from govreport.web.ui.account.entering import done_first, enter, may_change, myself, safe
from govreport.web.ui.account.entering import prove as note_proof
from govreport.web.ui.account.keys import page as keys_page
from govreport.web.ui.account.keys import proving
from govreport.web.ui.account.proof import try_code, try_password
from govreport.web.ui.account.sign_in import HALF, half
from govreport.web.ui.limits import address_of


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """/accounts/code/: the second step of signing in, for five minutes after the first."""
    found = half(request)
    if found is None:
        request.session.pop(HALF, None)
        if not request.user.is_authenticated:
            messages.warning(request, _("请先输入用户名和密码。"))
        return redirect("login")
    user, onward = found
    context = proving(request, user) | {"has_codes": second_factor.has_codes(user)}
    if request.method != "POST":
        return render(request, "registration/code.html", context)
    right = try_code(request, user, request.POST.get("code", ""))
    if isinstance(right, Locked):
        answer = render(request, "registration/code.html", context | {"locked": right}, status=429)
        answer["Retry-After"] = str(right.seconds)
        return answer
    if not right:
        return render(request, "registration/code.html", context | {"wrong": True}, status=422)
    request.session.pop(HALF, None)
    return enter(request, user, onward=onward, proven=True)


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def second(request: HttpRequest) -> HttpResponse:
    """/accounts/second/: how it stands, and setting it up with a first code."""
    user = myself(request)
    if second_factor.has_codes(user):
        return _standing(request, user)
    if request.method != "POST" or not may_change(request):
        return _proposal(request, user)
    one = lockout.attempt(username=user.username, address=address_of(request), step="code")
    if isinstance(one, Locked):
        return _proposal(request, user, locked=one)
    codes = second_factor.confirm(user, request.POST.get("code", ""))
    if codes is None:
        return _proposal(request, user, locked=lockout.failed(one), wrong=True)
    lockout.succeeded(one)
    note_proof(request)
    done_first(request, "second")
    return _standing(request, user, codes=codes)


@never_cache
@sensitive_post_parameters("code", "password")
@require_POST
@login_required
def prove(request: HttpRequest) -> HttpResponse:
    """核对身份 before factors are changed, by a code or the password of whoever has none; then back to the page."""
    user = myself(request)
    told = request.POST.get
    if second_factor.is_set(user):
        right = try_code(request, user, told("code", ""))
    else:
        right = try_password(request, user, told("password", ""))
    if isinstance(right, Locked):
        return keys_page(request, user, locked=right)
    if right:
        note_proof(request)
    else:
        messages.error(request, _("密码或验证码不对，什么都没有改。每个验证码只能用一次，请等下一个，再输入一次。"))
    return redirect(safe(request, request.POST.get("next", "")))


@never_cache
@sensitive_post_parameters("code")
@require_POST
@login_required
def switch(request: HttpRequest) -> HttpResponse:
    """New recovery codes, or the end of the authenticator, each against a code of now or a proof of just now."""
    user = myself(request)
    if not second_factor.is_set(user):
        return redirect("account:second")
    off = request.POST.get("verb") == "off"
    if off and second_factor.required(user) and not Key.objects.filter(user=user).exists():
        messages.error(request, _("您必须使用两步验证，不能停用。换手机的，请安全管理员重置。"))
        return redirect("account:second")
    right = may_change(request) or try_code(request, user, request.POST.get("code", ""))
    if isinstance(right, Locked):
        return _standing(request, user, locked=right)
    if not right:
        return _standing(request, user, wrong=True)
    if off:
        second_factor.remove_codes(user)
        messages.success(
            request, _("两步验证已停用。") if not second_factor.is_set(user) else _("验证码已停用，密钥仍然可用。")
        )
        return redirect("account:second")
    codes = second_factor.renew_recovery_codes(user)
    if not second_factor.has_codes(user):
        return keys_page(request, user, codes=codes)
    return _standing(request, user, codes=codes)


def _proposal(request: HttpRequest, user: User, *, wrong: bool = False, locked: Locked | None = None) -> HttpResponse:
    if not may_change(request):
        return _answer(request, "registration/second_set.html", proving(request, user), False, locked)
    secret = second_factor.propose(user)
    picture = segno.make(second_factor.address(user, secret), error="m", micro=False)
    context = {
        "picture": picture.svg_data_uri(scale=5, border=2, light="#fff"),
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "required": second_factor.required(user),
        "for_all": settings.SECOND_FACTOR_FOR == ALL,
        "wrong": wrong and not locked,
        "locked": locked,
        **proving(request, user),
    }
    return _answer(request, "registration/second_set.html", context, bool(wrong), locked)


def _standing(
    request: HttpRequest,
    user: User,
    *,
    codes: list[str] | None = None,
    wrong: bool = False,
    locked: Locked | None = None,
) -> HttpResponse:
    context = {
        "codes": codes,
        "left": RecoveryCode.objects.filter(user=user).count(),
        "required": second_factor.required(user),
        "wrong": wrong,
        "locked": locked,
        **proving(request, user),
    }
    return _answer(request, "registration/second.html", context, wrong, locked)


def _answer(
    request: HttpRequest, template: str, context: Mapping[str, object], wrong: bool, locked: Locked | None
) -> HttpResponse:
    answer = render(request, template, dict(context), status=429 if locked else 422 if wrong else 200)
    answer["Cache-Control"] = "private, no-store"
    if locked:
        answer["Retry-After"] = str(locked.seconds)
    return answer
