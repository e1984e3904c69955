"""体检表单: the files or the text to check, and last year's report to compare with."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from govreport.web.ui.files import SeveralFiles

MOST_FILES: Final = 20
# Characters of pasted text; a long report has fifty thousand.
MOST_TEXT: Final = 500_000


class FilesField(forms.FileField):
    """几个文件: a list of files, none of them empty or larger than is read."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The files; raises ``ValidationError`` with a sentence naming each file that cannot be taken."""
        files: Sequence[UploadedFile[Any]] = data if isinstance(data, list) else [data] if data else []
        if len(files) > MOST_FILES:
            raise ValidationError(
                _("一次最多体检 %(most)s 份，您选了 %(count)s 份。请分几次上传。")
                % {"most": MOST_FILES, "count": len(files)}
            )
        problems = [problem for file in files if (problem := too_large(file))]
        if problems:
            raise ValidationError(problems)
        return list(files)


def too_large(file: "UploadedFile[Any]") -> str:
    """The sentence on a file that is larger than is read; nothing for others."""
    size = file.size or 0
    if size <= settings.REPORT_FILE_MAX_SIZE:
        return ""
    sizes = {"size": filesizeformat(size), "limit": filesizeformat(settings.REPORT_FILE_MAX_SIZE)}
    return _("“%(name)s”有 %(size)s，最多读取 %(limit)s。请换一个文件。") % {"name": file.name, **sizes}


class CheckForm(forms.Form):
    """年报体检."""

    uploads = FilesField(
        label=gettext_lazy("年报文件"),
        required=False,
        help_text=gettext_lazy(
            "PDF、Word（DOCX）、Excel（XLSX）、网页（HTML）、文本（TXT、Markdown）或数据文件（JSON），每个最大 10 MB，"
            "一次最多 20 个，合计最大 40 MB。"
        ),
        widget=SeveralFiles(attrs={"class": "form-control"}),
    )
    text = forms.CharField(
        label=gettext_lazy("或者粘贴报告文字、表格"),
        required=False,
        strip=False,
        max_length=MOST_TEXT,
        help_text=gettext_lazy("从网页、Word 或 WPS 复制整篇报告，连同标题和表格一起粘贴在这里。"),
        error_messages={
            "max_length": gettext_lazy(
                "粘贴的文字有 %(show_value)s 字，最多 %(limit_value)s 字。请只保留报告本身，或改为上传文件。"
            )
        },
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 6, "lang": "zh-hans", "spellcheck": "false"}),
    )
    previous = forms.FileField(
        label=gettext_lazy("上年的年报文件（可以不选）"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy("选了，就一并核对上年结转等跨年数据。"),
        widget=forms.FileInput(attrs={"class": "form-control"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fields:
            help_id = f"id_{name}_help" + (f" id_{name}_error" if self.is_bound and name in self.errors else "")
            self.fields[name].widget.attrs["aria-describedby"] = help_id

    def clean(self) -> dict[str, Any]:
        """There must be something to check."""
        data = super().clean() or {}
        if not self.errors and not data.get("uploads") and not data.get("text", "").strip():
            self.add_error("uploads", _("请选择要体检的年报文件，或者粘贴报告文字。"))
        previous = data.get("previous")
        if previous and (problem := too_large(previous)):
            self.add_error("previous", problem)
        return data

    def sources(self) -> list[tuple[str, bytes]]:
        """Name and content of everything to check, in the order given; only after ``is_valid``."""
        found = [(file.name, file.read()) for file in self.cleaned_data["uploads"]]
        text = self.cleaned_data["text"]
        return [*found, (_("粘贴的文字"), text.encode())] if text.strip() else found
