"""核验: anyone compares a copy of a report, or the code printed on it, with what was published; nothing is kept."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from govreport.documents.copies import read_copy
from govreport.publishing.models import Publication, Withdrawal
from govreport.publishing.selectors import versions_of
from govreport.publishing.verification import (
    HASH_DIGITS,
    Verdict,
    publication_with_code,
    published_bytes,
    typed_code,
    verdict,
)
from govreport.publishing.withdraw import withdrawal_of, withheld
from govreport.reports.models import State
from govreport.standards.document import DocumentError
from govreport.standards.seal import short_code
from govreport.web.portal.check_limit import InMemory, Limit, too_large, waiting

VERIFICATIONS = Limit("verify", 30)
# Cells told one by one; the others are counted.
MOST_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Line:
    """不同的一格: where, what was published, what the copy says."""

    place: str
    published: str
    copy: str


@dataclass(frozen=True, slots=True)
class Answer:
    """答复: the publication found, its address and code, and for a copy where it differs.

    ``state`` is said of a version that is no longer in force, ``newer`` is the number of the one that replaced it,
    ``withdrawal`` how it was taken back. Of a text that is no longer shown nothing is told.
    """

    publication: Publication
    url: str
    code: str
    state: str = ""
    newer: int = 0
    withdrawal: Withdrawal | None = None
    verdict: Verdict | None = None
    lines: tuple[Line, ...] = ()
    more: int = 0
    parts: tuple[str, ...] = ()


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def verify(request: HttpRequest) -> HttpResponseBase:
    """The form; ``?code=`` looks up a code, POST compares an uploaded copy.

    What is too large or too often is answered before its body is read, hence the token is asked for after that.
    """
    code = request.GET.get("code", "").strip()
    if request.method != "POST" and not code:
        return _page(request)
    if request.method == "POST" and too_large(request):
        return _page(request, problem=_("文件太大，没有读取。请上传公布的年报文件，最大 10 MB。"), status=413)
    if seconds := waiting(request, VERIFICATIONS):
        response = _page(request, problem=_too_often(seconds), status=429)
        response["Retry-After"] = str(seconds)
        return response
    if request.method != "POST":
        return _look_up(request, code)
    request.upload_handlers = [InMemory(request)]
    return csrf_protect(_compare)(request)


def _look_up(request: HttpRequest, code: str) -> HttpResponse:
    digits = typed_code(code)
    if not digits:
        problem = _(
            "核验码是 12 位，由数字 0—9 和字母 a—f 组成，印在公布的 PDF 末尾；也可以输入文件的 SHA-256 或 SM3，64 位。"
            "请核对后再输入。"
        )
        return _page(request, code=code, problem=problem, status=422)
    publication = publication_with_code(digits)
    whole = len(digits) == HASH_DIGITS
    if publication is None and whole:
        problem = _("没有公布过这一校验值的文件。请逐位核对；核对无误的，这份文件不是本网站公布的，或者已经改动。")
        return _page(request, code=digits, problem=problem, status=404)
    if publication is None:
        problem = _("没有核验码为 %(code)s 的公布稿。请与 PDF 末尾逐位核对；核对无误的，这份文件不是本网站公布的。")
        return _page(request, code=code, problem=problem % {"code": short_code(digits)}, status=404)
    return _page(request, code=digits if whole else short_code(digits), answer=_answer(publication))


def _compare(request: HttpRequest) -> HttpResponse:
    file = request.FILES.get("file")
    if file is None or not file.size:
        return _page(request, problem=_("请选择要核验的文件。"), status=422)
    if file.size > settings.REPORT_FILE_MAX_SIZE:
        sizes = {"size": filesizeformat(file.size), "limit": filesizeformat(settings.REPORT_FILE_MAX_SIZE)}
        return _page(request, problem=_("文件有 %(size)s，最多读取 %(limit)s。请换一个文件。") % sizes, status=422)
    data = file.read()
    try:
        found = published_bytes(data) or verdict(read_copy(file.name or "", data))
    except DocumentError as error:
        return _page(request, problem=str(error), status=422)
    if found is None:
        problem = _("本网站没有公布过这个机关这一年度的年报，无法核验。请核对文件中的机关名称和年度。")
        return _page(request, name=file.name, problem=problem, status=404)
    return _page(request, name=file.name, answer=_answer(found.publication, found))


def _answer(publication: Publication, found: Verdict | None = None) -> Answer:
    version = publication.version
    english = (get_language() or "").startswith("en")
    hidden = withheld(publication)
    differences = found.figures if found and not hidden else ()
    edition = version.edition
    names = {section.code: section.english if english else section.name for section in edition.sections}
    names["title"] = _("标题")
    return Answer(
        publication=publication,
        url=reverse("portal:report", args=[version.report.year, version.report.agency.code, version.number]),
        code=short_code(publication.sha256),
        state="" if version.state == State.PUBLISHED else version.get_state_display(),
        newer=_newer(publication) if version.state == State.SUPERSEDED else 0,
        withdrawal=withdrawal_of(publication) if version.state == State.WITHDRAWN else None,
        verdict=found,
        lines=tuple(
            Line(item.cell.place_en if english else item.cell.place, item.published, item.copy)
            for item in differences[:MOST_SHOWN]
        ),
        more=max(0, len(differences) - MOST_SHOWN),
        parts=tuple(names[code] for code in found.parts) if found and not hidden else (),
    )


def _newer(publication: Publication) -> int:
    """The number of the version that replaced it."""
    numbers = [item.version.number for item in versions_of(publication)]
    return min((number for number in numbers if number > publication.version.number), default=0)


def _page(request: HttpRequest, status: int = 200, **context: object) -> HttpResponse:
    return render(request, "portal/verify.html", context, status=status)


def _too_often(seconds: int) -> str:
    minutes = -(-seconds // 60)
    words = ngettext(
        "这个网络地址核验得太频繁。请 %(minutes)s 分钟后再试。",
        "这个网络地址核验得太频繁。请 %(minutes)s 分钟后再试。",
        minutes,
    )
    return words % {"minutes": minutes}
