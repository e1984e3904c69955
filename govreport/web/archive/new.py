"""上传历史年报: the files of many years, or a ZIP archive of them; reading them goes on in the background."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from govreport.agencies.models import User
from govreport.archive.models import Batch
from govreport.archive.packing import MOST_FILES
from govreport.archive.request import READING, start_batch
from govreport.jobs.services import enqueue
from govreport.reports.errors import Refused
from govreport.web.archive.access import refuse_others
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.pages import page
from govreport.web.ui.files import SeveralFiles

# Bytes of one upload: a single report as everywhere, an archive of many more.
LARGEST_ARCHIVE = 60 * 1024 * 1024


class _Files(forms.FileField):
    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The files; raises ``ValidationError`` naming each one that cannot be taken."""
        files: Sequence[UploadedFile[Any]] = data if isinstance(data, list) else [data] if data else []
        if not files:
            raise ValidationError(_("请选择要归档的年报文件。"))
        if len(files) > MOST_FILES:
            raise ValidationError(_("一次最多归档 %(most)s 个文件。请分几次上传。") % {"most": MOST_FILES})
        if problems := [problem for file in files if (problem := _too_large(file))]:
            raise ValidationError(problems)
        return list(files)


def _too_large(file: "UploadedFile[Any]") -> str:
    size = file.size or 0
    limit = LARGEST_ARCHIVE if (file.name or "").lower().endswith(".zip") else settings.REPORT_FILE_MAX_SIZE
    if size <= limit:
        return ""
    words = {"name": file.name, "size": filesizeformat(size), "limit": filesizeformat(limit)}
    return _("“%(name)s”有 %(size)s，最多读取 %(limit)s。请换一个文件。") % words


class UploadForm(forms.Form):
    """上传历史年报."""

    uploads = _Files(
        label=gettext_lazy("历年年报文件"),
        help_text=gettext_lazy(
            "可以一次选多个文件，也可以是一个 ZIP 压缩文件。"
            "PDF、Word（DOCX）、Excel（XLSX）、网页（HTML）、文本或数据文件（JSON），每个最大 10 MB，一次最多 200 个。"
        ),
        widget=SeveralFiles(attrs={"class": "form-control"}),
    )
    public = forms.BooleanField(
        label=gettext_lazy("归档后，公众可以下载原件"),
        required=False,
        help_text=gettext_lazy("不勾选的，公众只能看到读出的内容；原件始终留存，经办人可以下载。"),
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fields:
            wrong = self.is_bound and name in self.errors
            own = self.fields[name].widget.attrs
            own["aria-describedby"] = f"id_{name}_help" + (f" id_{name}_error" if wrong else "")
            if wrong:
                own["class"] += " is-invalid"
                own["aria-invalid"] = "true"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: HttpRequest) -> HttpResponseBase:
    """The form; POST keeps the files and has them read."""
    user = person(request)
    refuse_others(user)
    if request.method != "POST":
        return page(request, "archive/new.html", {"form": UploadForm()})
    try:
        form = UploadForm(request.POST, request.FILES)
    except (RequestDataTooBig, TooManyFilesSent):
        form = UploadForm({}, {})
        form.add_error("uploads", _("一次选的文件太多。请压缩成一个 ZIP 文件，或分几次上传。"))
        return _again(request, form)
    if not form.is_valid():
        return _again(request, form)
    try:
        batch = _start(form, user)
    except Refused as refused:
        form.add_error("uploads", str(refused))
        return _again(request, form)
    return redirect("archive:batch", batch.pk)


def _start(form: UploadForm, user: User) -> Batch:
    files = ((file.name, file.read()) for file in form.cleaned_data["uploads"])
    with transaction.atomic():
        batch = start_batch(files=files, public=form.cleaned_data["public"], by=user)
        count = batch.items.count()
        enqueue(
            READING,
            str(batch.pk),
            by=user,
            title=_("读取 %(count)s 个历史年报文件") % {"count": count},
            url=reverse("archive:batch", args=[batch.pk]),
            items=[str(pk) for pk in batch.items.values_list("pk", flat=True)],
        )
    return batch


def _again(request: HttpRequest, form: UploadForm) -> HttpResponse:
    for name in form.errors:
        own = form.fields[name].widget.attrs
        own["aria-describedby"] = f"id_{name}_help id_{name}_error"
    return page(request, "archive/new.html", {"form": form}, status=422)
