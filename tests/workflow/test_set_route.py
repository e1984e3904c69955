"""设置审批流程: what may be laid down, by whom, and what is told where it cannot be followed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from govreport.agencies.models import Agency, Role, User
from govreport.journal.models import Event
from govreport.reports.errors import NotAllowed, Refused
from govreport.workflow.actors import Staff
from govreport.workflow.models import ApprovalRoute, ApprovalStep
from govreport.workflow.set_route import RoutePlan, StepPlan, set_route
from tests.workflow.routes import FOUR, TWO, lay_down, standing_in


def test_the_lead_lays_down_a_route_and_the_journal_keeps_it(agency: Agency, lead: User) -> None:
    route = lay_down(agency, lead, *FOUR)
    assert [(step.position, step.name, step.role, step.secrecy) for step in route.steps.all()] == [
        (1, "初审", "lead", False),
        (2, "保密审查", "reviewer", True),
        (3, "审核", "lead", False),
        (4, "签发", "signatory", False),
    ]
    event = Event.objects.get(action="route.changed")
    assert (event.actor, event.payload["note"]) == (lead, "初审 → 保密审查 → 审核 → 签发")


def test_the_system_administrator_may_and_nobody_else(
    agency: Agency,
    system_admin: User,
    security_admin: User,
    audit_admin: User,
    drafter: User,
    reviewer: User,
    signatory: User,
    supervisor: User,
    stranger: User,
) -> None:
    for user in (security_admin, audit_admin, drafter, reviewer, signatory, supervisor, stranger):
        with pytest.raises(NotAllowed, match="审批流程由本机关的年报负责人或系统管理员设置"):
            lay_down(agency, user, *TWO)
    lay_down(agency, system_admin, *TWO)


def test_the_same_again_changes_nothing(agency: Agency, lead: User) -> None:
    assert lay_down(agency, lead, *TWO) == lay_down(agency, lead, *TWO)
    assert ApprovalRoute.objects.count() == 1


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        (tuple(StepPlan(f"环节{number}", Role.REVIEWER) for number in range(7)), "审批环节有 7 个，最多 6 个"),
        ((StepPlan("审核", Role.REVIEWER), StepPlan("审核", Role.SIGNATORY)), "有两个环节都叫“审核”"),
        ((StepPlan(" ", Role.REVIEWER),), "第 1 个环节没有名称"),
        ((StepPlan("审" * 21, Role.REVIEWER),), "第 1 个环节的名称超过 20 字"),
        ((StepPlan("审核"),), "“审核”没有办理人"),
        ((StepPlan("审核", Role.VIEWER),), "“审核”的岗位不能办理审批环节"),
        ((StepPlan("审核", "king"),), "“审核”的岗位不能办理审批环节"),
        ((StepPlan("审核", persons=(987654,)),), "“审核”指定的人员里有人不在本机关的岗位上"),
    ],
)
def test_what_cannot_be_followed_is_refused_in_a_sentence(
    agency: Agency, lead: User, steps: tuple[StepPlan, ...], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        lay_down(agency, lead, *steps)
    assert not ApprovalRoute.objects.exists()


def test_a_route_does_not_begin_in_the_past(agency: Agency, lead: User) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    with pytest.raises(Refused, match="已经过去。请填今天或以后的日期"):
        set_route(agency=agency, plan=RoutePlan(TWO, yesterday), by=lead)


def test_a_stranger_or_an_administrator_cannot_be_named(
    agency: Agency, lead: User, stranger: User, security_admin: User
) -> None:
    for user in (stranger, security_admin):
        with pytest.raises(Refused, match="不在本机关的岗位上"):
            lay_down(agency, lead, StepPlan("审核", persons=(user.pk,)))


def test_the_database_holds_no_seventh_step(agency: Agency, lead: User) -> None:
    route = lay_down(agency, lead, *TWO)
    with pytest.raises(IntegrityError), transaction.atomic():
        ApprovalStep.objects.create(route=route, position=7, name="七", role=Role.REVIEWER)


# --- Who would act -------------------------------------------------------------------------------------------------


def names(staff: Staff, step: ApprovalStep | None) -> list[str]:
    return [str(actor) for actor in staff.of_step(step)]


def test_the_people_of_a_step_are_those_of_its_post_and_who_stands_in(
    agency: Agency, lead: User, reviewer: User, signatory: User, viewer: User
) -> None:
    route = lay_down(agency, lead, *TWO, StepPlan("核对", persons=(viewer.pk,)))
    standing_in(signatory, viewer, agency, Role.SIGNATORY)
    staff = Staff(agency)
    assert [names(staff, step) for step in route.steps.all()] == [
        ["审核人吴敏"],
        ["签发人郑岚", "查看人冯静"],
        ["查看人冯静"],
    ]
    acting = staff.of_roles({Role.SIGNATORY})[1]
    assert acting.on_behalf_of == signatory
    assert names(staff, None) == ["审核人吴敏", "签发人郑岚", "查看人冯静"]


def test_a_suspended_account_acts_no_more(agency: Agency, reviewer: User) -> None:
    User.objects.filter(pk=reviewer.pk).update(is_active=False)
    assert names(Staff(agency), None) == []


def test_the_office_above_accepts_and_never_the_agency_itself(
    agency: Agency, government: Agency, supervisor: User
) -> None:
    assert [str(actor) for actor in Staff(agency).above()] == ["主管部门陈立"]
    assert Staff(government).above() == ()
