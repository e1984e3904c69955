"""审批流程: the steps by which an agency's reports are approved, edited on one page with who would act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from govreport.agencies.models import Agency, User
from govreport.reports.errors import Refused
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.pages import page
from govreport.web.offices.access import agency_of_route
from govreport.workflow.actors import Staff
from govreport.workflow.models import ApprovalRoute, PublishAfter, StepRole
from govreport.workflow.rounds import route_for
from govreport.workflow.route_models import MOST_STEPS
from govreport.workflow.set_route import RoutePlan, StepPlan, route_problem, set_route

NAMED: Final = "persons"  # by named persons instead of a role
_NO_DAY: Final = gettext_lazy("启用日期应写作 2026-01-31。")


@dataclass(frozen=True, slots=True)
class Row:
    """一个环节: a line of the form; ``who`` are the names of those who would act, for the preview."""

    number: int
    name: str = ""
    way: str = ""
    persons: frozenset[int] = frozenset()
    secrecy: bool = False
    who: tuple[str, ...] = ()

    @property
    def plan(self) -> StepPlan:
        """The line as the service takes it."""
        role = "" if self.way == NAMED else self.way
        return StepPlan(self.name, role, tuple(sorted(self.persons)) if self.way == NAMED else (), self.secrecy)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def route(request: HttpRequest, code: str) -> HttpResponseBase:
    """Show the route; POST stores it, with ``preview`` shows who would act, with ``inherit`` gives it up."""
    user = person(request)
    agency = agency_of_route(user, code)
    current = route_for(agency)
    if request.method != "POST":
        return _show(request, agency, current, _plan(current), _rows(current))
    rows, plan = _typed(request)
    if "preview" in request.POST:
        problem = route_problem(agency, plan.steps, plan.in_force_from) if plan else _NO_DAY
        shown = plan or _plan(current)
        status = 422 if problem else 200
        return _show(request, agency, current, shown, rows, preview=True, problem=str(problem), status=status)
    return _stored(request, agency, user, current, rows, plan)


def _stored(
    request: HttpRequest,
    agency: Agency,
    user: User,
    current: ApprovalRoute | None,
    rows: Sequence[Row],
    plan: RoutePlan | None,
) -> HttpResponse:
    if plan is None:
        return _show(request, agency, current, _plan(current), rows, problem=str(_NO_DAY), status=422)
    if "inherit" in request.POST:
        plan = RoutePlan((), timezone.localdate())
    elif not plan.steps:
        problem = _("还没有环节。请至少填写一个环节；改为沿用上级流程的，请按“不单独设置”。")
        return _show(request, agency, current, plan, rows, problem=problem, status=422)
    try:
        stored = set_route(agency=agency, plan=plan, by=user)
    except Refused as refused:
        return _show(request, agency, current, plan, rows, problem=str(refused), status=422)
    words = {"day": stored.in_force_from.isoformat()}
    messages.success(request, _("审批流程已保存，%(day)s 起送审的报告按它办理；已经送审的不受影响。") % words)
    return redirect("offices:route", agency.code)


def _show(
    request: HttpRequest,
    agency: Agency,
    current: ApprovalRoute | None,
    plan: RoutePlan,
    rows: Sequence[Row],
    *,
    preview: bool = False,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    staff = Staff(agency)
    coming = ApprovalRoute.objects.filter(agency=agency, in_force_from__gt=timezone.localdate())
    context = {
        "agency": agency,
        "current": current,
        "inherited_from": current.agency if current and current.agency_id != agency.pk else None,
        "coming": coming.prefetch_related("steps").order_by("in_force_from", "pk"),
        "plan": plan,
        "rows": rows,
        "roles": StepRole.choices,
        "named": NAMED,
        "people": staff.people(),
        "publish_after": PublishAfter.choices,
        "preview": _acting(staff, rows) if preview else _current(staff, current),
        "previewed": preview,
        "problem": problem,
    }
    return page(request, "offices/route.html", context, status=status)


def _acting(staff: Staff, rows: Sequence[Row]) -> list[Row]:
    """Who would take each step that is filled in."""
    names = {user.pk: str(user) for user in staff.people()}
    found = []
    for row in rows:
        if not row.name:
            continue
        who = tuple(names[key] for key in row.persons if key in names)
        if row.way != NAMED:
            who = tuple(str(actor) for actor in staff.of_roles({row.way}))
        found.append(Row(row.number, row.name, row.way, row.persons, row.secrecy, who))
    return found


def _current(staff: Staff, current: ApprovalRoute | None) -> list[Row]:
    """Who takes each step as it is now; the plain way is one step."""
    if current is None:
        return [Row(1, _("审核"), who=tuple(str(actor) for actor in staff.of_step(None)))]
    return [
        Row(step.position, step.name, step.role, frozenset(), step.secrecy, tuple(map(str, staff.of_step(step))))
        for step in current.steps.all()
    ]


def _plan(current: ApprovalRoute | None) -> RoutePlan:
    """What the form begins with."""
    today = timezone.localdate()
    if current is None:
        return RoutePlan((), today)
    after = PublishAfter(current.publish_after)
    return RoutePlan((), today, current.name, after, current.inherited, current.may_repeat)


def _rows(current: ApprovalRoute | None) -> list[Row]:
    steps = list(current.steps.all()) if current else []
    rows = [
        Row(
            step.position,
            step.name,
            step.role or NAMED,
            frozenset(person.pk for person in step.persons.all()),
            step.secrecy,
        )
        for step in steps
    ]
    return rows + [Row(number) for number in range(len(rows) + 1, MOST_STEPS + 1)]


def _typed(request: HttpRequest) -> tuple[list[Row], RoutePlan | None]:
    """The lines as they were typed, and the plan of those that are filled in; None for a day that is none."""
    rows = [_row(request.POST, number) for number in range(1, MOST_STEPS + 1)]
    day = _day(request.POST.get("in_force_from", ""))
    if day is None:
        return rows, None
    after = request.POST.get("publish_after", "")
    plan = RoutePlan(
        tuple(row.plan for row in rows if row.name),
        day,
        request.POST.get("name", "").strip(),
        PublishAfter(after) if after in PublishAfter.values else PublishAfter.APPROVED,
        "inherited" in request.POST,
        "may_repeat" in request.POST,
    )
    return rows, plan


def _row(posted: QueryDict, number: int) -> Row:
    keys = posted.getlist(f"persons-{number}")
    people = frozenset(int(key) for key in keys if key.isdecimal() and len(key) < 19)
    name, way = posted.get(f"name-{number}", "").strip(), posted.get(f"way-{number}", "")
    return Row(number, name, way, people, f"secrecy-{number}" in posted)


def _day(text: str) -> date | None:
    try:
        return parse_date(text.strip())
    except ValueError:
        return None
