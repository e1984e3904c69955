"""人员与岗位的表单: short forms; what may be chosen comes from the services."""

from collections.abc import Iterable
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from govreport.agencies.models import Agency, Kind, Level, Role, User

_DATE = {"invalid": _("日期应写作 2026-01-31。"), "required": _("请填写日期。")}

_WHO = {"required": _("请选择一位同事。"), "invalid_choice": _("请选择一位同事。")}


class _Form(forms.Form):
    """A form whose tag and token stand in the template."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


def _choices(people: Iterable[User]) -> list[tuple[str, str]]:
    return [("", "————")] + [(str(user.pk), f"{user}（{user.username}）") for user in people]


class PersonForm(_Form):
    """选择同事."""

    person = forms.TypedChoiceField(label=_("同事"), coerce=int, error_messages=_WHO)

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = _choices(people)  # type: ignore[attr-defined]


class SubstituteForm(PersonForm):
    """委托代办: who, from which day to which."""

    field_order = ("person", "from_day", "until_day", "reason")
    from_day = forms.DateField(
        label=_("起始日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), error_messages=_DATE
    )
    until_day = forms.DateField(
        label=_("截止日期（含当日）"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=_DATE,
    )
    reason = forms.CharField(label=_("事由（可以不填）"), max_length=100, required=False)


class PostForm(_Form):
    """安排岗位: an account and a role."""

    username = forms.CharField(
        label=_("用户名"), max_length=150, error_messages={"required": _("请填写同事的用户名。")}
    )
    role = forms.ChoiceField(label=_("岗位"), error_messages={"invalid_choice": _("请选择岗位。")})

    def __init__(self, *args: Any, roles: Iterable[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role.label) for role in roles]  # type: ignore[attr-defined]


class AccountForm(PostForm):
    """开通账号: the same with the name of the person."""

    field_order = ("full_name", "username", "role")
    full_name = forms.CharField(label=_("姓名"), max_length=60, error_messages={"required": _("请填写姓名。")})


class ReasonForm(_Form):
    """停用账号."""

    reason = forms.CharField(
        label=_("停用的原因"), max_length=200, error_messages={"required": _("请写明停用的原因。")}
    )


class AgencyForm(_Form):
    """登记机关 under an agency that the system administrator looks after."""

    name = forms.CharField(label=_("机关全称"), max_length=100, error_messages={"required": _("请填写机关全称。")})
    short_name = forms.CharField(label=_("简称（可以不填）"), max_length=60, required=False)
    code = forms.SlugField(
        label=_("机关代码"),
        max_length=60,
        help_text=_("由小写字母、数字和连字符组成，列入公开地址，以后不能改。"),
        error_messages={"required": _("请填写机关代码。"), "invalid": _("机关代码由字母、数字和连字符组成。")},
    )
    level = forms.ChoiceField(label=_("层级"), choices=Level)
    kind = forms.ChoiceField(label=_("类别"), choices=Kind)
    has_rule_making = forms.BooleanField(label=_("有规章制定权"), required=False)

    def clean_code(self) -> str:
        """The code, once only."""
        code: str = self.cleaned_data["code"]
        if Agency.objects.filter(code=code).exists():
            raise forms.ValidationError(_("已有代码为“%(code)s”的机关，请另取一个。"), params={"code": code})
        return code
