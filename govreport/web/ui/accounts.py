"""修改密码: people change the password they were given."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django.contrib import messages
from django.contrib.auth import views as auth
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext


class PasswordForm(PasswordChangeForm):
    """The old password once, the new one twice."""

    @property
    def helper(self) -> FormHelper:
        """How crispy-forms draws it."""
        helper = FormHelper()
        helper.add_input(Submit("save", gettext("修改密码")))
        return helper


class PasswordView(auth.PasswordChangeView):
    """/accounts/password/"""

    form_class = PasswordForm
    template_name = "registration/password.html"
    success_url = reverse_lazy("drafting:home")

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        """Change it and say so."""
        messages.success(self.request, gettext("密码已修改。"))
        return super().form_valid(form)
