"""工作台首页: what waits for the person, and the agency's reports by year; one obvious thing to do."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from govreport.agencies.models import Agency, User
from govreport.agencies.permissions import (
    keeps_the_system,
    may_arrange_posts,
    may_decide,
    may_edit,
    may_publish,
    oversees,
)
from govreport.agencies.selectors import home_agencies
from govreport.archive.permissions import confirms, takes_part
from govreport.archive.selectors import waiting_for
from govreport.reports.figures import document_of
from govreport.reports.models import Origin, State, Version
from govreport.reports.selectors import standing
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.pages import page
from govreport.web.desk.sheet import Sheet
from govreport.web.desk.todo import to_decide, to_revise
from govreport.workflow.letter import SETTLED

# Approved by the agency, and on the way to the public.
UNDER_WAY = (State.APPROVED, State.HANDED_IN, State.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Line:
    """一份年报: a report in the list, with what can be done next.

    ``errors`` and ``blanks`` are None where nothing is left to correct (审核, 发布); ``reasons`` are still to be given.
    """

    version: Version
    action: str
    url: str
    errors: int | None = None
    blanks: int | None = None
    texts: int = 0
    reasons: int = 0

    @property
    def has_letter(self) -> bool:
        """Whether the report is approved, so that it can be sent with a letter."""
        return self.version.state in SETTLED and self.version.origin != Origin.HISTORIC


@dataclass(frozen=True, slots=True)
class Task:
    """首要事项: the one obvious thing to do."""

    title: str
    text: str
    action: str
    url: str


@require_safe
@signed_in
def home(request: HttpRequest) -> HttpResponseBase:
    """The desk of the person at one agency; ``?agency=<code>`` chooses among several."""
    user = person(request)
    if keeps_the_system(user):
        return redirect("offices:home")
    agencies = _agencies(user)
    agency = next((item for item in agencies if item.code == request.GET.get("agency")), next(iter(agencies), None))
    waiting, returned = to_decide(user), to_revise(user)
    lines = _lines(user, agency) if agency else []
    edits = agency is not None and may_edit(user, agency)
    year = timezone.localdate().year - 1
    task = _task(user, lines, waiting, agency if edits else None, year)
    context = {
        "agency": agency,
        "agencies": agencies,
        "lines": lines,
        "waiting": waiting,
        "returned": returned,
        "todo_count": len(waiting) + len(returned),
        "task": task,
        # What the first line says already is not said again beneath it.
        "only_task": task is not None and len(waiting) + len(returned) == 1 and bool(waiting or returned),
        "may_start": edits,
        "oversees": oversees(user),
        "archives": takes_part(user),
        "archive_waiting": waiting_for(user).count() if confirms(user) else 0,
        "leads": agency is not None and may_arrange_posts(user, agency),
    }
    return page(request, "drafting/home.html", context)


def _agencies(user: User) -> list[Agency]:
    """Where the person works, then everything the person oversees, in administrative order."""
    own = list(home_agencies(user))
    return own + [agency for agency in Agency.objects.visible_to(user) if agency not in own]


def _lines(user: User, agency: Agency) -> list[Line]:
    """The latest version of each report of the agency, newest year first; as many queries for one as for many."""
    versions: dict[tuple[int, str], list[Version]] = {}
    stored = Version.objects.with_contents().prefetch_related("explanations")
    for version in stored.filter(report__agency=agency).without_abandoned().order_by("number"):
        versions.setdefault((version.report.year, version.report.scope), []).append(version)
    edits, decides = may_edit(user, agency), may_decide(user, agency)
    lines = []
    for (year, scope), found in sorted(versions.items(), key=lambda item: (-item[0][0], item[0][1])):
        before = standing(versions.get((year - 1, scope), ()))
        lines.append(_line(found[-1], before, edits=edits, decides=decides))
    return lines


def _line(version: Version, before: Version | None, *, edits: bool, decides: bool) -> Line:
    report = reverse("drafting:report", args=[version.report_id])
    if version.editable:
        explanations = list(version.explanations.all())
        sheet = Sheet(document_of(version), document_of(before) if before else None, explanations=explanations)
        action = _("查看")
        if edits:
            action = _("修改") if version.state == State.RETURNED else _("继续编制")
        return Line(version, action, report, sheet.errors, len(sheet.blanks), sheet.missing_texts, sheet.asked)
    if version.state in (State.IN_REVIEW, *UNDER_WAY) and decides:
        action = _("审核") if version.state == State.IN_REVIEW else _("发布")
        return Line(version, action, reverse("review:decide", args=[version.pk]))
    return Line(version, _("查看"), report)


def _task(user: User, lines: list[Line], waiting: list[Version], agency: Agency | None, year: int) -> Task | None:
    """Revise what came back, decide what waits, continue what was begun, start what is due: in this order."""
    if agency:
        for line in lines:
            if line.version.state == State.RETURNED:
                return Task(
                    line.version.title, _("审核人退回了这份报告，请按意见修改后再提交。"), _("按意见修改"), line.url
                )
    if waiting:
        return _decide(waiting[0], user)
    if agency is None:
        return None
    for line in lines:
        if line.version.editable:
            return Task(line.version.title, _left(line), _("继续编制"), line.url)
    if all(line.version.report.year != year for line in lines):
        title = _("%(year)s年政府信息公开工作年度报告") % {"year": year}
        return Task(title, _("还没有开始。每年1月31日前公布上一年度的报告。"), _("开始编制"), reverse("drafting:start"))
    return None


def _decide(version: Version, user: User) -> Task:
    url = reverse("review:decide", args=[version.pk])
    if version.state == State.HANDED_IN and not may_publish(user, version.report.agency):
        return Task(version.title, _("已经报送，等待您接收。"), _("去办理"), url)
    if version.state in UNDER_WAY:
        return Task(version.title, _("已经审定，等待您签发。"), _("去发布"), url)
    sender = version.submitted_by
    return Task(version.title, _("由%(name)s提交，等待您审核。") % {"name": sender}, _("去审核"), url)


def _left(line: Line) -> str:
    """What is still to be done before a report can be submitted."""
    parts = []
    if line.errors:
        parts.append(ngettext("%(count)s 处须更正", "%(count)s 处须更正", line.errors) % {"count": line.errors})
    if line.blanks:
        parts.append(ngettext("%(count)s 格未填写", "%(count)s 格未填写", line.blanks) % {"count": line.blanks})
    if line.texts:
        form = ngettext("%(count)s 个部分没有文字", "%(count)s 个部分没有文字", line.texts)
        parts.append(form % {"count": line.texts})
    if line.reasons:
        parts.append(
            ngettext("%(count)s 处须说明原因", "%(count)s 处须说明原因", line.reasons) % {"count": line.reasons}
        )
    if not parts:
        return _("可以提交审核了。")
    return _("还有 %(parts)s。") % {"parts": _("、").join(parts)}
