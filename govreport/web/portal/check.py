"""年报体检: anyone has a report checked, without an account; nothing of it is kept.

What was read travels with the page, signed, so that its result can be downloaded; see docs/check.md.
"""

from collections.abc import Callable, Sequence
from functools import wraps

from django.core import signing
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from govreport.agencies.models import Membership, Role
from govreport.documents import services as documents
from govreport.documents.findings.checked import Checked, pack, unpack, worst_first
from govreport.documents.findings.docx import findings_docx
from govreport.documents.findings.pdf import render_findings_pdf
from govreport.documents.findings.xlsx import findings_xlsx
from govreport.documents.read.scan_bounded import recognises_scans
from govreport.standards.document import Document, DocumentError
from govreport.web.portal.check_form import CheckForm
from govreport.web.portal.check_limit import CHECKS, FILES, InMemory, Limit, too_large, waiting
from govreport.web.portal.check_read import Unread, read_all
from govreport.web.portal.check_scans import MOST_PAGES, Scans
from govreport.web.ui.check_page import shown

_OFFICE = "application/vnd.openxmlformats-officedocument."
XLSX, DOCX = f"{_OFFICE}spreadsheetml.sheet", f"{_OFFICE}wordprocessingml.document"

View = Callable[[HttpRequest], HttpResponseBase]


def bounded(limit: Limit) -> Callable[[View], View]:
    """What is too often or too large is answered before its body is read; the view itself asks for the token."""

    def decorate(view: View) -> View:
        @csrf_exempt
        @cache_control(private=True, no_store=True)
        @wraps(view)
        def guarded(request: HttpRequest) -> HttpResponseBase:
            if request.method != "POST":
                return view(request)
            if too_large(request):
                return _declined(request, _("一次上传的文件合计最大 40 MB。请分几次上传。"), 413)
            if seconds := waiting(request, limit):
                response = _declined(request, _too_often(seconds), 429)
                response["Retry-After"] = str(seconds)
                return response
            request.upload_handlers = [InMemory(request)]
            try:
                return csrf_protect(view)(request)
            except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
                return _declined(request, _("上传的内容太多，没有读取。请减少文件，或只粘贴报告本身。"), 413)

        return guarded

    return decorate


@require_http_methods(["GET", "HEAD", "POST"])
@bounded(CHECKS)
def check(request: HttpRequest) -> HttpResponseBase:
    """The form; POST checks what was uploaded or pasted and shows the result."""
    if request.method != "POST":
        return _form(request, CheckForm())
    form = CheckForm(request.POST, request.FILES)
    if not form.is_valid():
        return _again(request, form)
    last = _last(form)
    if form.errors:
        return _again(request, form)
    found, unread = read_all(form.sources(), last, Scans(request).read)
    if not found:
        for item in unread:
            form.add_error("uploads" if form.cleaned_data["uploads"] else "text", f"“{item.name}”：{item.problem}")
        return _again(request, form)
    return _result(request, worst_first(found), unread)


def _form(request: HttpRequest, form: CheckForm, status: int = 200, declined: str = "") -> HttpResponse:
    context = {"form": form, "declined": declined, "scan_pages": MOST_PAGES if recognises_scans() else 0}
    return render(request, "portal/check.html", context, status=status)


def _again(request: HttpRequest, form: CheckForm) -> HttpResponse:
    return _form(request, form, 422)


def _declined(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    return _form(request, CheckForm(), status, sentence)


def _too_often(seconds: int) -> str:
    minutes = -(-seconds // 60)
    words = ngettext(
        "这个网络地址体检得太频繁。请 %(minutes)s 分钟后再试。",
        "这个网络地址体检得太频繁。请 %(minutes)s 分钟后再试。",
        minutes,
    )
    return words % {"minutes": minutes}


def _last(form: CheckForm) -> Document | None:
    """Last year's report, where one was given; a file that cannot be read is an error of its field."""
    file = form.cleaned_data.get("previous")
    if not file:
        return None
    try:
        return documents.read_report(file.name, file.read()).document
    except DocumentError as error:
        form.add_error("previous", f"“{file.name}”：{error}")
        return None


def _result(request: HttpRequest, found: Sequence[Checked], unread: Sequence[Unread]) -> HttpResponse:
    context = {
        "reports": shown(found),
        "unread": unread,
        "several": len(found) + len(unread) > 1,
        "packed": pack(found),
        "supervises": request.user.is_authenticated
        and Membership.objects.filter(user=request.user, role=Role.SUPERVISOR).exists(),
    }
    return render(request, "portal/check_result.html", context)


@require_POST
@bounded(FILES)
def check_files(request: HttpRequest) -> HttpResponseBase:
    """The result as a file: ``want`` is ``all.xlsx``, or a report's number with ``.pdf``, ``.xlsx`` or ``.docx``."""
    number, _dot, kind = request.POST.get("want", "").partition(".")
    try:
        found = unpack(request.POST.get("packed", ""))
    except signing.BadSignature:
        return _declined(request, _("这一页已经过期，请重新上传文件。"), 422)
    if (number, kind) == ("all", "xlsx"):
        data = findings_xlsx([item.listing() for item in found])
        return _file(data, XLSX, f"{_('校核结果')}.xlsx")
    if not number.isdecimal() or not 0 < int(number[:4]) <= len(found) or kind not in ("pdf", "xlsx", "docx"):
        return _declined(request, _("没有这样的文件。请重新上传后下载。"), 422)
    item = found[int(number[:4]) - 1]
    name = f"{_('校核结果')}-{documents.file_name(item.document, f'.{kind}')}"
    if kind == "pdf":
        return _file(render_findings_pdf(item, timezone.localtime()), "application/pdf", name)
    if kind == "docx":
        return _file(findings_docx(item.listing(), timezone.localtime()), DOCX, name)
    return _file(findings_xlsx([item.listing()]), XLSX, name)


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return response
