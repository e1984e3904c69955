"""校核汇总: a whole report on one page: what is open, how far each part is, what comes next."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from govreport.agencies.models import User
from govreport.agencies.permissions import may_edit
from govreport.documents.services import missing_glyphs
from govreport.reports.models import Report, State, Version
from govreport.web.desk.access import person, report_for, signed_in
from govreport.web.desk.history import history
from govreport.web.desk.pages import latest, page
from govreport.web.desk.panel import Panel, panel, to_cell
from govreport.web.desk.reasons import explained
from govreport.web.desk.sheet import Sheet
from govreport.web.desk.taken import taken_parts
from govreport.web.desk.way import way
from govreport.web.drafting.remarks import remarks_context
from govreport.web.drafting.repairs import offers
from govreport.web.drafting.steps import steps
from govreport.workflow.letter import SETTLED, settled_version
from govreport.workflow.permissions import allowed_verbs
from govreport.workflow.threads import unanswered
from govreport.workflow.zero import needs_confirmation


@dataclass(frozen=True, slots=True)
class Next:
    """下一步: what the report waits for, and what stands in the way (``missing``)."""

    title: str
    text: str
    verb: str = ""
    url: str = ""
    action: str = ""
    missing: tuple[str, ...] = ()


@require_safe
@signed_in
def report(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The summary page of a report, for everyone who may see it."""
    user = person(request)
    found = report_for(user, pk)
    version = latest(found)
    sheet = Sheet.of(version, editable=version.editable and may_edit(user, found.agency))
    results = panel(sheet, to_cell(sheet, found.pk))
    context = {
        "report": found,
        "version": version,
        "sheet": sheet,
        "editable": sheet.editable,
        "panel": results,
        "steps": steps(sheet),
        "next": what_next(user, found, version, results),
        "verbs": allowed_verbs(user, version),
        "way": way(version),
        "taken": taken_parts(version, sheet.document),
        "no_application": version.state != State.PUBLISHED and needs_confirmation(sheet.document),
        "history": history(version),
        "has_letter": version.state in SETTLED or (version.number > 1 and settled_version(found) is not None),
        "reason": _reason(version),
        "explained": explained(sheet),
        "missing_glyphs": missing_glyphs(sheet.document),
        "offers": offers(version, sheet),
        **remarks_context(version, sheet),
    }
    return page(request, "drafting/report.html", context)


def what_next(user: User, found: Report, version: Version, results: Panel) -> Next:
    """What happens next to a version, for this person."""
    verbs = allowed_verbs(user, version)
    if "submit" in verbs:
        return _submit(results, unanswered(version))
    if "hand_in" in verbs and "publish" not in verbs:
        text = _("已经审定。报送主管部门后，由主管部门核对：接收，或写明原因退回。")
        return Next(_("可以报送了"), text, verb="hand_in")
    if {"approve", "publish", "accept"} & set(verbs):
        action = _("去发布") if "publish" in verbs else _("去审核")
        url = reverse("review:decide", args=[version.pk])
        return Next(_("等待您办理"), _("请核对内容后办理。"), url=url, action=action)
    if version.state == State.PUBLISHED:
        url = reverse("portal:report", args=[found.year, found.agency.code])
        return Next(_("已经发布"), _("公众可以在公开专栏查阅，不用登录。"), url=url, action=_("查看公布页"))
    texts = {
        State.DRAFTING: _("起草人正在编制，完成后提交审核。"),
        State.RETURNED: _("已退回起草人修改。"),
        State.IN_REVIEW: _("已提交审核，等待另一位审核人办理。审核期间内容不能修改。"),
        State.APPROVED: _("已经审定，等待签发人发布。"),
        State.HANDED_IN: _("已经报送主管部门。"),
        State.ACCEPTED: _("主管部门已经接收，等待签发人发布。"),
    }
    text = texts.get(State(version.state), "")
    return Next(_("现在的状态：%(state)s") % {"state": version.get_state_display()}, text)


def _submit(results: Panel, remarks: int) -> Next:
    """Submission, with everything that still stands in its way."""
    errors = next((len(group.items) for group in results.groups if group.severity == "error"), 0)
    asked = next((group.open for group in results.groups if group.severity == "warning"), 0)
    missing = []
    if errors:
        missing.append(ngettext("%(count)s 处须更正", "%(count)s 处须更正", errors) % {"count": errors})
    if asked:
        missing.append(ngettext("%(count)s 处须说明原因", "%(count)s 处须说明原因", asked) % {"count": asked})
    cells = sum(blank.count for blank in results.blanks if not blank.message)
    texts = sum(1 for blank in results.blanks if blank.message)
    if cells:
        missing.append(ngettext("%(count)s 格没有填写", "%(count)s 格没有填写", cells) % {"count": cells})
    if texts:
        missing.append(ngettext("%(count)s 个部分没有文字", "%(count)s 个部分没有文字", texts) % {"count": texts})
    if remarks:
        missing.append(
            ngettext("%(count)s 条审核意见没有答复", "%(count)s 条审核意见没有答复", remarks) % {"count": remarks}
        )
    if missing:
        return Next(_("提交审核前还要完成"), "", verb="submit", missing=tuple(missing))
    return Next(_("可以提交审核了"), _("提交后由另一位同事审核，审核期间内容不能修改；需要时可以撤回。"), verb="submit")


def _reason(version: Version) -> str:
    """Why the version came back, in the reviewer's words."""
    if version.state != State.RETURNED:
        return ""
    decision = version.decisions.filter(verb__in=("return", "send_back")).last()
    return decision.note if decision else ""
