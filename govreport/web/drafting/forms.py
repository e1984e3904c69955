"""编制表单: the start dialog and the text sections; they hold no rules, services do."""

from collections.abc import Collection, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Field, Layout
from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from govreport.agencies.models import Agency
from govreport.reports.models.report import FIRST_YEAR, LAST_YEAR
from govreport.standards.edition import Section

BLANK, LAST, FILE = "blank", "last", "file"
HEADINGS, TEXTS = "headings", "texts"
SOURCES = [
    (BLANK, gettext_lazy("从空白开始：按规定格式逐部分填写")),
    (FILE, gettext_lazy("从文件开始：读取已有的年报文件，再核对修改")),
]
FILE_HELP = gettext_lazy(
    "可以是 Word（DOCX）、Excel（XLSX）、PDF、网页（HTML）、文本（TXT）或本系统导出的 JSON 文件，最大 10 MB。"
    "旧版的 DOC、WPS 文件请先另存为 DOCX；扫描件读不出文字。"
)


class StartForm(forms.Form):
    """开始编制: for which agency and year, blank, from last year's report where there is one, or from a file.

    ``continued``: the years for which the year before has a report, newest first.
    """

    agency = forms.ModelChoiceField(Agency.objects.none(), label=gettext_lazy("编制机关"), empty_label=None)
    source = forms.ChoiceField(
        label=gettext_lazy("怎样开始"),
        choices=SOURCES,
        widget=forms.RadioSelect,
        initial=BLANK,
    )
    year = forms.TypedChoiceField(label=gettext_lazy("报告年度"), coerce=int)
    file = forms.FileField(
        label=gettext_lazy("年报文件"),
        required=False,
        error_messages={"empty": gettext_lazy("这个文件是空的。请换一个文件，或从空白开始。")},
        help_text=FILE_HELP,
    )

    def __init__(
        self,
        *args: Any,
        agencies: Any,
        years: Sequence[tuple[int, str]],
        continued: Collection[int] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        agency, year, source = self.fields["agency"], self.fields["year"], self.fields["source"]
        if isinstance(source, forms.ChoiceField):
            source.choices = [*SOURCES[:1], (LAST, _last_year(continued)), *SOURCES[1:]]
        if isinstance(agency, forms.ModelChoiceField):
            agency.queryset = agencies
            if len(agencies) == 1:
                agency.widget, agency.initial = forms.HiddenInput(), agencies[0].pk
        if isinstance(year, forms.ChoiceField):
            year.choices = list(years)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            "agency",
            Field("source", css_class="start-source"),
            Field("year", css_class="start-year", wrapper_class="start-when-blank"),
            Field("file", wrapper_class="start-when-file"),
        )

    def clean(self) -> dict[str, Any]:
        """A file is needed where one was announced, and no larger than is read."""
        data = super().clean() or {}
        if data.get("source") == FILE:
            file = data.get("file")
            if not file and "file" not in self.errors:
                self.add_error("file", _("请选择要读取的年报文件。"))
            elif file and (problem := _too_large(file.size)):
                self.add_error("file", problem)
        return data


def _too_large(size: int) -> str:
    """Why a file of that size is not read; empty if it is."""
    if size <= settings.REPORT_FILE_MAX_SIZE:
        return ""
    limit = filesizeformat(settings.REPORT_FILE_MAX_SIZE)
    message = _("文件有 %(size)s，最多读取 %(limit)s。请换一个文件，或从空白开始。")
    return message % {"size": filesizeformat(size), "limit": limit}


class UploadForm(forms.Form):
    """读入文件: a report file for a draft that exists."""

    file = forms.FileField(
        label=gettext_lazy("年报文件"),
        error_messages={
            "required": gettext_lazy("请选择要读取的年报文件。"),
            "empty": gettext_lazy("这个文件是空的。请换一个文件，或从空白开始。"),
        },
        help_text=FILE_HELP,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean_file(self) -> Any:
        """No larger than is read."""
        file = self.cleaned_data["file"]
        if problem := _too_large(file.size):
            raise forms.ValidationError(problem)
        return file


def _last_year(years: Collection[int]) -> str:
    """The third way in words, with the years it can be used for, or what to do where there is none."""
    if not years:
        return _("从上年报告开始：现在没有可以接着编的年度；缺上年报告的，可先用“从文件开始”读入")
    listed = _("、").join(str(year) for year in years)
    text = _("从上年报告开始：带入上年各部分的标题和结转数，建立前先列出，可用于 %(years)s 年度")
    return text % {"years": listed}


class ContinueForm(forms.Form):
    """从上年报告开始: last year's headings, or its sentences as well."""

    agency = forms.ModelChoiceField(Agency.objects.none(), widget=forms.HiddenInput)
    year = forms.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR, widget=forms.HiddenInput)
    take = forms.ChoiceField(
        label=gettext_lazy("带入什么"),
        choices=[
            (HEADINGS, gettext_lazy("只带入标题，文字重新写")),
            (TEXTS, gettext_lazy("连同文字一起带入，逐段标为“沿用上年，尚未修改”，改过的不再标")),
        ],
        widget=forms.RadioSelect,
        initial=HEADINGS,
    )

    def __init__(self, *args: Any, agencies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agency = self.fields["agency"]
        if isinstance(agency, forms.ModelChoiceField):
            agency.queryset = agencies
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


class TextForm(forms.Form):
    """文字部分: the text of one section; the title as well where the report begins."""

    def __init__(self, *args: Any, section: Section, title: str | None = None, editable: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        layout: list[Any] = []
        if title is not None:
            self.fields["title"] = forms.CharField(
                label=_("报告标题"),
                required=False,
                initial=title,
                widget=forms.TextInput(attrs={"id": "field-title", "readonly": not editable, "lang": "zh-hans"}),
            )
            layout.append("title")
        name = f"sections.{section.code}"
        attrs = {
            "id": f"field-{section.code}",
            "data-text": "",
            "rows": 8,
            "readonly": not editable,
            "lang": "zh-hans",
            "aria-describedby": f"field-{section.code}-length",
        }
        self.fields[name] = forms.CharField(
            label=_("正文") if section.kind != "fee" else _("其他需要报告的内容"),
            required=False,
            strip=False,
            initial=self.initial.get(name, ""),
            widget=forms.Textarea(attrs=attrs),
        )
        layout += [name, HTML(f'<p class="text-length" id="field-{section.code}-length"></p>')]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(*layout)
