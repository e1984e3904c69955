"""批量检查的表单: what is uploaded and how the batch is called; whose report a file is."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from govreport.agencies.models import Agency
from govreport.reports.models.report import FIRST_YEAR, LAST_YEAR
from govreport.web.ui.files import SeveralFiles


class FilesField(forms.FileField):
    """几个文件: a list, empty ones among them; what cannot be taken is told file by file later."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The files as they came."""
        files = data if isinstance(data, list) else [data] if data else []
        if not files:
            raise ValidationError(_("请选择要检查的年报文件，或一个压缩包（ZIP）。"))
        return files


class UploadForm(forms.Form):
    """上传年报文件."""

    name = forms.CharField(
        label=gettext_lazy("批次名称"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("方便以后查找，例如“2025年度年报初查”。"),
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
    uploads = FilesField(
        label=gettext_lazy("年报文件或压缩包"),
        widget=SeveralFiles(attrs={"class": "form-control"}),
        error_messages={"required": gettext_lazy("请选择要检查的年报文件，或一个压缩包（ZIP）。")},
    )

    def __init__(self, *args: Any, offices: list[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(offices) > 1:
            own = Agency.objects.filter(pk__in=[office.pk for office in offices])
            self.fields["office"] = forms.ModelChoiceField(
                own,
                label=gettext_lazy("主管部门"),
                to_field_name="code",
                initial=offices[0].code,
                widget=forms.Select(attrs={"class": "form-select"}),
            )
            self.order_fields(["office", "name", "uploads"])


class WhoseForm(forms.Form):
    """文件对应的机关和年度."""

    agency = forms.CharField(
        label=gettext_lazy("机关全称"),
        max_length=100,
        error_messages={"required": gettext_lazy("请填写机关全称。")},
        widget=forms.TextInput(
            attrs={"class": "form-control", "list": "agencies", "lang": "zh-hans", "autocomplete": "off"}
        ),
    )
    year = forms.IntegerField(
        label=gettext_lazy("报告年度"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        error_messages={
            "required": gettext_lazy("请填写报告年度。"),
            "invalid": gettext_lazy("报告年度应写作四位数字，例如 2025。"),
            "min_value": gettext_lazy("报告年度不早于 2014 年。"),
            "max_value": gettext_lazy("报告年度应写作四位数字，例如 2025。"),
        },
        widget=forms.NumberInput(attrs={"class": "form-control", "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, agencies: list[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = agencies

    def clean_agency(self) -> Agency:
        """One of the agencies of the office, by its official name."""
        name = "".join(self.cleaned_data["agency"].split())
        found = [agency for agency in self.agencies if "".join(agency.name.split()) == name]
        if len(found) != 1:
            words = _("所属机关中没有“%(name)s”。请从列表中选择机关全称。")
            raise ValidationError(words % {"name": self.cleaned_data["agency"].strip()})
        return found[0]
