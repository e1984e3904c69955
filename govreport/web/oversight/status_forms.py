"""督查的表单: an extension, a contact, a local deadline."""

from collections.abc import Callable
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from govreport.agencies.models import STAFF, Agency, Kind, Level
from govreport.calls.models import NOTE_LIMIT
from govreport.calls.notice_models import TITLE_LIMIT
from govreport.reports.errors import Refused

_DATE = {"invalid": _("日期应写作 2026-01-31。"), "required": _("请填写日期。")}


class _Form(forms.Form):
    """A form whose tag and token stand in the template."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def done(self, step: Callable[..., object], **values: object) -> bool:
        """Take the step with what was typed; False, with the reason on the form, when it is refused."""
        if not self.is_valid():
            return False
        try:
            step(**self.cleaned_data, **values)
        except Refused as refused:
            self.add_error(None, str(refused))
            return False
        return True


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages=_DATE)


class ExtensionForm(_Form):
    """准予延期."""

    day = _day(_("延期至（含当日）"))
    reason = forms.CharField(
        label=_("理由"), max_length=NOTE_LIMIT, error_messages={"required": _("请写明延期的理由。")}
    )


class ContactForm(_Form):
    """年报联系人."""

    name = forms.CharField(label=_("联系人"), max_length=60, error_messages={"required": _("请填写联系人的姓名。")})
    phone = forms.CharField(label=_("电话"), max_length=40, error_messages={"required": _("请填写电话号码。")})


class DeadlineForm(_Form):
    """设定本地期限."""

    level = forms.ChoiceField(label=_("层级"), required=False)
    kind = forms.ChoiceField(label=_("类别"), required=False)
    day = _day(_("期限（含当日）"))
    basis = forms.CharField(
        label=_("依据"), max_length=100, error_messages={"required": _("请写明依据，例如文件名称和文号。")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = [("", _("全部"))]
        self.fields["level"].choices = [*everything, *Level.choices]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [*everything, *Kind.choices]  # type: ignore[attr-defined]


class AnnouncementForm(_Form):
    """通知公告."""

    title = forms.CharField(label=_("标题"), max_length=TITLE_LIMIT, error_messages={"required": _("请填写标题。")})
    text = forms.CharField(
        label=_("内容"), widget=forms.Textarea(attrs={"rows": 5}), error_messages={"required": _("请填写内容。")}
    )
    role = forms.ChoiceField(label=_("发给"), required=False)
    from_day = _day(_("起始日期"))
    until_day = _day(_("截止日期（含当日）"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [(role.value, role.label) for role in STAFF]
        self.fields["role"].choices = [("", _("各岗位人员")), *roles]  # type: ignore[attr-defined]


def contact_form(agency: Agency, data: Any = None) -> ContactForm:
    """The form with what is on record."""
    contact = getattr(agency, "contact", None)
    known = {"name": contact.name, "phone": contact.phone} if contact else {}
    return ContactForm(data, initial=known, prefix="contact")
