"""报送函: what the letter says, as a form and as it will look; letter and report as files."""

from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from govreport.documents.letters.docx import letter_docx as as_docx
from govreport.documents.letters.letter import Letter, LetterFacts, submission_letter
from govreport.documents.letters.pdf import letter_pdf as as_pdf
from govreport.documents.render.pdf import verification_line
from govreport.publishing.models import Publication
from govreport.reports.errors import Refused
from govreport.reports.figures import document_of
from govreport.reports.models import Report, Version
from govreport.standards.document import Document, DocumentError
from govreport.web.desk.access import person, report_for, signed_in
from govreport.web.desk.downloads import note_download
from govreport.web.desk.pages import latest, page
from govreport.web.drafting.findings_files import DOCX
from govreport.workflow.letter import letter_problems, may_write_letter, save_letter, settled_version, suggested
from govreport.workflow.models import SubmissionLetter

_FIELDS = ("number", "addressee", "copies", "contact", "phone", "issued", "printed_by", "printed_on")


class LetterForm(forms.Form):
    """发文要素; how long each may be says the service, in its own words."""

    number = forms.CharField(
        label=gettext_lazy("发文字号"),
        required=False,
        help_text=gettext_lazy("例如 云林函〔2026〕3号。括号可以用 [ ] 或（ ）输入；还没有编号的，可以先不填。"),
    )
    issued = forms.DateField(
        label=gettext_lazy("成文日期"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("请填写成文日期。"),
            "invalid": gettext_lazy("成文日期应写作 2026-01-31。"),
        },
    )
    addressee = forms.CharField(
        label=gettext_lazy("主送机关"),
        error_messages={"required": gettext_lazy("请填写主送机关。")},
        help_text=gettext_lazy("本级政府信息公开工作主管部门的全称。"),
    )
    copies = forms.CharField(
        label=gettext_lazy("抄送机关（可以不填）"),
        required=False,
        help_text=gettext_lazy("几个机关之间用“，”隔开，印在最后一页的下方。"),
    )
    contact = forms.CharField(label=gettext_lazy("联系人（可以不填）"), required=False)
    phone = forms.CharField(label=gettext_lazy("联系电话（可以不填）"), required=False)

    printed_by = forms.CharField(
        label=gettext_lazy("印发机关（可以不填）"),
        required=False,
        help_text=gettext_lazy(
            "填写后按公文通用格式排印，末页版记印抄送机关、印发机关和印发日期；不填按信函格式排印。"
        ),
    )
    printed_on = forms.DateField(
        label=gettext_lazy("印发日期"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("印发日期应写作 2026-01-31。")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Row(Column("number", css_class="col-sm-7"), Column("issued", css_class="col-sm-5")),
            "addressee",
            "copies",
            Row(Column("contact", css_class="col-sm-6"), Column("phone", css_class="col-sm-6")),
            Row(Column("printed_by", css_class="col-sm-7"), Column("printed_on", css_class="col-sm-5")),
        )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def letter(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The form and the letter as it will look, for everyone who may see the report; only its people may save."""
    user = person(request)
    report = report_for(user, pk)
    writes = may_write_letter(user, report.agency)
    form = LetterForm(request.POST if request.method == "POST" else None, initial=_initial(report))
    if request.method == "POST":
        if not writes:
            raise PermissionDenied(_("报送函由本机关的起草人、审核人或签发人填写，您的岗位不能填写。"))
        if _sound(form, report):
            try:
                save_letter(report=report, by=user, **form.cleaned_data)
            except Refused as refused:
                messages.error(request, str(refused))
            else:
                messages.success(request, _("报送函已保存，可以下载。"))
            return redirect("drafting:letter", pk)
    version = settled_version(report)
    context = {
        "report": report,
        "version": version or latest(report),
        "settled": version is not None,
        "saved": SubmissionLetter.objects.filter(report=report).first(),
        "writes": writes,
        "form": form,
        "letter": _letter(version, document_of(version), _shown(form)) if version else None,
    }
    return page(request, "drafting/letter.html", context, status=422 if form.is_bound else 200)


@require_safe
@signed_in
def letter_pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Letter and report as one PDF; back to the form while there is nothing to print, or when it is too long."""
    made = _saved(request, pk)
    if made is None:
        return _back(request, pk)
    found, document, published = made
    # What the public got is enclosed as the public got it: with its 核验码.
    code = verification_line(document) if published else ""
    try:
        data = as_pdf(found, document, code)
    except DocumentError as error:
        messages.error(request, str(error))
        return redirect("drafting:letter", pk)
    return _file(request, pk, data, "application/pdf", found, ".pdf")


@require_safe
@signed_in
def letter_docx(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The same for Word and WPS."""
    made = _saved(request, pk)
    return _file(request, pk, as_docx(made[0], made[1]), DOCX, made[0], ".docx") if made else _back(request, pk)


def _initial(report: Report) -> dict[str, Any]:
    """What was saved; before, what an earlier year or the agency's place suggests, and today."""
    saved = SubmissionLetter.objects.filter(report=report).first()
    if saved:
        return {name: getattr(saved, name) for name in _FIELDS}
    found = {"issued": timezone.localdate(), **suggested(report)}
    return {**found, "printed_on": timezone.localdate()} if found.get("printed_by") else found


def _sound(form: LetterForm, report: Report) -> bool:
    """Whether the letter can be saved; every slip stands at its field."""
    form.is_valid()
    for field, sentence in letter_problems(report, form.cleaned_data).items():
        if field not in form.errors:
            form.add_error(field, sentence)
    return not form.errors


def _shown(form: LetterForm) -> LetterFacts:
    """The letter that is shown: as typed, but a slip does not hide the letter: there stands what was there before."""
    typed = form.cleaned_data if form.is_bound else {}
    return LetterFacts(**{name: typed.get(name, form.initial.get(name, "")) for name in _FIELDS})


def _letter(version: Version, document: Document, facts: LetterFacts) -> Letter:
    return submission_letter(document, facts, _published(version))


def _published(version: Version) -> date | None:
    found = Publication.objects.filter(version=version).first()
    return timezone.localdate(found.published_at) if found else None


def _saved(request: HttpRequest, pk: int) -> tuple[Letter, Document, bool] | None:
    """The letter as it was saved, the report, and whether it is published; None while there is nothing to print."""
    report = report_for(person(request), pk)
    version = settled_version(report)
    saved = SubmissionLetter.objects.filter(report=report).first()
    if version is None or saved is None:
        return None
    document = document_of(version)
    facts = LetterFacts(**{name: getattr(saved, name) for name in _FIELDS})
    return _letter(version, document, facts), document, _published(version) is not None


def _back(request: HttpRequest, pk: int) -> HttpResponseBase:
    messages.warning(request, _("报送函还没有保存。请填写发文要素并保存，再下载。"))
    return redirect("drafting:letter", pk)


def _file(request: HttpRequest, pk: int, data: bytes, kind: str, made: Letter, suffix: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    note_download(request, latest(report_for(person(request), pk)), f"{made.title}{suffix}")
    name = content_disposition_header(as_attachment=suffix != ".pdf", filename=f"{made.title}{suffix}")
    response["Content-Disposition"] = name or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response
