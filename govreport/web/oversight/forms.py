"""整改通知的发文要素: who sends it, when, until when to answer, whom to ask."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from govreport.documents.findings.notice import Office

_LONGEST = 120


class OfficeForm(forms.Form):
    """发文要素."""

    name = forms.CharField(
        label=gettext_lazy("发文单位"),
        max_length=_LONGEST,
        error_messages={"required": gettext_lazy("请填写发文单位。")},
    )
    issued = forms.DateField(
        label=gettext_lazy("发文日期"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("请填写发文日期。"),
            "invalid": gettext_lazy("发文日期应写作 2026-01-31。"),
        },
    )
    due = forms.DateField(
        label=gettext_lazy("答复期限"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("请填写答复期限。"),
            "invalid": gettext_lazy("答复期限应写作 2026-01-31。"),
        },
    )
    contact = forms.CharField(
        label=gettext_lazy("联系方式（可以不填）"),
        max_length=_LONGEST,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            "name", Row(Column("issued", css_class="col-sm-6"), Column("due", css_class="col-sm-6")), "contact"
        )

    def clean(self) -> dict[str, Any]:
        """The answer is due on or after the day of the letter."""
        data = super().clean() or {}
        issued, due = data.get("issued"), data.get("due")
        if issued and due and due < issued:
            words = _("答复期限 %(due)s 早于发文日期 %(issued)s，请核对。")
            raise ValidationError({"due": words % {"due": due, "issued": issued}})
        return data

    def office(self) -> Office:
        """The sender, as the letters name it; only after ``is_valid``."""
        data = self.cleaned_data
        return Office(data["name"], data["issued"], data["due"], data["contact"])
