"""修改密码: people change the password they were given, or used long enough; and begin with a code."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.contrib import messages
from django.contrib.auth import password_validation, update_session_auth_hash
from django.contrib.auth import views as auth
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from govreport.accounts import lockout, passwords, second_factor, sessions
from govreport.accounts.lockout import Locked
from govreport.accounts.models import Failure
from govreport.agencies.models import User
from govreport.web.ui.account.entering import done_first, may_change
from govreport.web.ui.account.keys import proving
from govreport.web.ui.account.sign_in import note_failure
from govreport.web.ui.limits import address_of


class PasswordForm(PasswordChangeForm):
    """The old password once, the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self)

    @property
    def helper(self) -> FormHelper:
        """How crispy-forms draws it."""
        return _helper(gettext("修改密码"))


class BeginForm(SetPasswordForm):  # type: ignore[type-arg] # generic in its stubs only
    """首次登录: user name and the code given out for it, then a password of one's own twice."""

    username = forms.CharField(label=_("用户名"), max_length=150)
    code = forms.CharField(label=_("首次登录码"), max_length=100)
    field_order = ("username", "code", "new_password1", "new_password2")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self)

    @property
    def helper(self) -> FormHelper:
        """How crispy-forms draws it."""
        return _helper(gettext("设置密码"))


def _plain(form: forms.BaseForm) -> None:
    """What a password must be stands beside the form, once."""
    for name in ("new_password1", "new_password2"):
        form.fields[name].help_text = ""


def _helper(words: str) -> FormHelper:
    helper = FormHelper()
    helper.form_show_errors = True
    helper.add_input(Submit("save", words))
    return helper


class PasswordView(auth.PasswordChangeView):
    """/accounts/password/"""

    form_class = PasswordForm
    template_name = "registration/password.html"
    success_url = reverse_lazy("drafting:home")
    one: Failure | None = None

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Why it has to be changed, and what a password must be."""
        user = self.request.user
        context = super().get_context_data(**kwargs)
        if isinstance(user, User) and _unproven(self.request):
            context |= proving(self.request, user) | {"unproven": True}
        context["due"] = passwords.due(user) if isinstance(user, User) else ""
        context["days"] = passwords.days()
        context["rules"] = password_validation.password_validators_help_texts()
        return context

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What was typed is not kept for a second try: passwords never stand in a page."""
        if _unproven(request):
            messages.warning(request, gettext("核对已经过期，什么都没有改。请再核对一次身份。"))
            return redirect("password")
        if isinstance(request.user, User) and request.POST.get("old_password"):
            one = lockout.attempt(username=request.user.username, address=address_of(request))
            if isinstance(one, Locked):
                return self.locked(one)
            self.one = one
        return super().post(request, *args, **kwargs)

    def locked(self, locked: Locked) -> HttpResponse:
        """The page that says for how long nobody gets to try; nothing was changed."""
        context = self.get_context_data(form=self.form_class(self.request.user), locked=locked)
        answer = self.render_to_response(context, status=429)
        answer["Retry-After"] = str(locked.seconds)
        return answer

    def form_invalid(self, form: PasswordChangeForm) -> HttpResponse:
        """A wrong old password counts like one at signing in: whoever finds a browser open does not guess it here."""
        if self.one and form.has_error("old_password"):
            locked = lockout.failed(self.one)
            note_failure(self.one.name)
            if locked:
                return self.locked(locked)
        elif self.one:
            lockout.succeeded(self.one)
        return super().form_invalid(form)

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        """Change it, sign out everywhere else, and say so."""
        if self.one:
            lockout.succeeded(self.one)
        user, key = form.user, self.request.session.session_key
        before = User.objects.values_list("password", flat=True).get(pk=user.pk)
        form.save()
        passwords.changed(user, before=before)
        update_session_auth_hash(self.request, user)
        sessions.moved(key, self.request.session)
        ended = sessions.end_all(user, but=self.request.session.session_key)
        done_first(self.request, "password")
        words = gettext("密码已修改，其他设备上的登录已退出。") if ended else gettext("密码已修改。")
        messages.success(self.request, words)
        return redirect(str(self.success_url))


def _unproven(request: HttpRequest) -> bool:
    """Whether a factor is asked for first: the old password alone does not show that it is still the same person."""
    return isinstance(request.user, User) and second_factor.is_set(request.user) and not may_change(request)


def begin(request: HttpRequest) -> HttpResponse:
    """/accounts/begin/: 首次登录 with a code that the command line has given out; the code counts once."""
    if request.method != "POST":
        return _page(request, BeginForm(User()))
    name = request.POST.get("username", "").replace("\x00", "").strip()[:150]
    user = User.objects.filter(username=name, is_active=True).first()
    one = lockout.attempt(username=name, address=address_of(request), step="begin")
    if isinstance(one, Locked):
        return _page(request, BeginForm(User(), initial={"username": name}), locked=one)
    form = BeginForm(user or User(username=name), request.POST)
    valid = form.is_valid()
    if not default_token_generator.check_token(user, request.POST.get("code", "").strip()) or user is None:
        lockout.failed(one)
        note_failure(one.name, way="begin")
        form.errors.clear()
        form.add_error(
            "code", gettext("用户名或首次登录码不对，或者登录码已经用过、过期。请核对，或请系统管理员重新发出。")
        )
        return _page(request, form, status=422)
    lockout.succeeded(one)
    if not valid:
        return _page(request, form, status=422)
    form.save()
    passwords.changed(user)
    messages.success(request, gettext("密码已设置，请用它登录。"))
    return redirect("login")


def _page(request: HttpRequest, form: BeginForm, *, locked: Locked | None = None, status: int = 200) -> HttpResponse:
    rules = password_validation.password_validators_help_texts()
    context = {"form": form, "rules": rules, "locked": locked}
    answer = render(request, "registration/begin.html", context, status=429 if locked else status)
    if locked:
        answer["Retry-After"] = str(locked.seconds)
    return answer
