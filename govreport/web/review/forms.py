"""审签表单: opinions."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from govreport.workflow.move import NOTE_LIMIT

TOO_LONG = _("意见有 %(show_value)s 字，最多 %(limit_value)s 字。请删减后再提交。")


class ReturnForm(forms.Form):
    """退回修改: the reason is what the author works from."""

    note = forms.CharField(
        label=_("退回的原因"),
        help_text=_("写明哪一部分、哪一格要怎样改，起草人按这段话修改。"),
        max_length=NOTE_LIMIT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("请写明退回的原因，并说明要改哪里。"), "max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


class ApproveForm(forms.Form):
    """同意: an opinion may be added."""

    note = forms.CharField(
        label=_("意见（可以不填）"),
        required=False,
        max_length=NOTE_LIMIT,
        widget=forms.TextInput(attrs={"id": "id_approve_note"}),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
