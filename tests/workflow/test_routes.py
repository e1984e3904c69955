"""审批流程的办理: named steps in their order, round by round."""

from datetime import timedelta

import pytest
from django.utils import timezone

from govreport.agencies.models import Agency, Role, User
from govreport.agencies.services import appoint
from govreport.journal.models import Event
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.models import State, Version
from govreport.workflow.approve import approve
from govreport.workflow.models import Decision, Round
from govreport.workflow.permissions import allowed_verbs, current_step_name
from govreport.workflow.recall import recall
from govreport.workflow.return_ import return_
from govreport.workflow.rounds import open_round, route_for
from govreport.workflow.set_route import RoutePlan, StepPlan, set_route
from govreport.workflow.submit import submit
from tests.cast import person
from tests.remarks import answer_all, close_all
from tests.workflow.routes import FOUR, TWO, lay_down


@pytest.fixture
def second_reviewer(agency: Agency) -> User:
    user = person("reviewer-2", "审核人蒋平")
    appoint(user=user, agency=agency, role=Role.REVIEWER)
    return user


def test_a_version_passes_every_step_in_its_order(
    drafted: Version, agency: Agency, drafter: User, lead: User, reviewer: User, signatory: User
) -> None:
    lay_down(agency, lead, *FOUR)
    version = submit(version=drafted, by=drafter)
    passed = []
    for user in (lead, reviewer, lead, signatory):
        passed.append((current_step_name(version), version.state))
        version = approve(version=version, by=user)
    assert passed == [(step.name, State.IN_REVIEW) for step in FOUR]
    assert version.state == State.APPROVED
    decisions = Decision.objects.filter(version=version, verb="approve")
    assert [(item.step.name if item.step else "", item.by) for item in decisions] == [
        ("初审", lead),
        ("保密审查", reviewer),
        ("审核", lead),
        ("签发", signatory),
    ]
    events = Event.objects.of(version.subject).filter(action__in=("version.step.passed", "version.approved"))
    assert [event.payload["step"] for event in events] == ["初审", "保密审查", "审核", "签发"]
    assert [event.action for event in events][-1] == "version.approved"


def test_a_step_is_nobody_elses(
    drafted: Version, agency: Agency, drafter: User, lead: User, reviewer: User, signatory: User
) -> None:
    lay_down(agency, lead, *TWO)
    version = submit(version=drafted, by=drafter)
    assert allowed_verbs(reviewer, version) == ("approve", "return")
    assert allowed_verbs(signatory, version) == ()
    assert allowed_verbs(lead, version) == ()
    with pytest.raises(NotAllowed, match="不能办理“审核”"):
        approve(version=version, by=signatory)


def test_one_person_does_not_take_two_consecutive_steps(
    drafted: Version, agency: Agency, drafter: User, lead: User, reviewer: User, second_reviewer: User
) -> None:
    lay_down(agency, lead, StepPlan("初审", Role.REVIEWER), StepPlan("复审", Role.REVIEWER))
    version = approve(version=submit(version=drafted, by=drafter), by=reviewer)
    with pytest.raises(NotAllowed, match="上一环节由您办理，“复审”请由另一位办理人办理"):
        approve(version=version, by=reviewer)
    assert approve(version=version, by=second_reviewer).state == State.APPROVED


def test_a_route_may_say_that_one_person_does(
    drafted: Version, agency: Agency, drafter: User, lead: User, reviewer: User
) -> None:
    lay_down(agency, lead, StepPlan("初审", Role.REVIEWER), StepPlan("复审", Role.REVIEWER), may_repeat=True)
    version = approve(version=submit(version=drafted, by=drafter), by=reviewer)
    assert approve(version=version, by=reviewer).state == State.APPROVED


def test_the_author_takes_no_step_whatever_the_route_says(
    drafted: Version, agency: Agency, drafter: User, lead: User
) -> None:
    appoint(user=drafter, agency=agency, role=Role.REVIEWER)
    lay_down(agency, lead, StepPlan("审核", persons=(drafter.pk,)), may_repeat=True)
    version = submit(version=drafted, by=drafter)
    with pytest.raises(NotAllowed, match="您参与了这份报告的编制，不能自己办理“审核”"):
        approve(version=version, by=drafter)


def test_a_step_may_name_persons_of_any_post(
    drafted: Version, agency: Agency, drafter: User, lead: User, viewer: User, reviewer: User
) -> None:
    lay_down(agency, lead, StepPlan("保密审查", persons=(viewer.pk,), secrecy=True))
    version = submit(version=drafted, by=drafter)
    assert allowed_verbs(reviewer, version) == ()
    assert approve(version=version, by=viewer).state == State.APPROVED


def test_whoever_has_left_the_agency_is_named_in_vain(
    drafted: Version, agency: Agency, drafter: User, lead: User, viewer: User
) -> None:
    lay_down(agency, lead, StepPlan("保密审查", persons=(viewer.pk,)))
    version = submit(version=drafted, by=drafter)
    viewer.memberships.all().delete()
    with pytest.raises(NotAllowed):
        approve(version=version, by=viewer)


def test_a_return_closes_the_round_and_the_next_begins_at_the_first_step(
    drafted: Version, agency: Agency, drafter: User, lead: User, reviewer: User, signatory: User
) -> None:
    lay_down(agency, lead, *TWO)
    version = approve(version=submit(version=drafted, by=drafter), by=reviewer)
    return_(version=version, by=signatory, note="表三请核对。", place="sec1")
    assert open_round(version) is None
    answer_all(version, drafter)
    version = submit(version=version, by=drafter)
    close_all(version, reviewer)
    assert current_step_name(version) == "审核"
    rounds = Round.objects.filter(version=version)
    assert [(item.number, item.closed_at is None) for item in rounds] == [(1, False), (2, True)]
    # What was decided in the first round bars nobody in the second.
    assert allowed_verbs(reviewer, version) == ("approve", "return")


def test_a_version_is_taken_back_only_while_nobody_has_decided(
    drafted: Version, agency: Agency, drafter: User, lead: User, reviewer: User
) -> None:
    lay_down(agency, lead, *TWO)
    version = recall(version=submit(version=drafted, by=drafter), by=drafter)
    assert (version.state, open_round(version)) == (State.DRAFTING, None)
    version = approve(version=submit(version=version, by=drafter), by=reviewer)
    with pytest.raises(Refused, match="审核人吴敏已经办理，不能撤回"):
        recall(version=version, by=drafter)


def test_a_change_of_the_route_touches_only_rounds_begun_afterwards(
    drafted: Version, agency: Agency, drafter: User, lead: User, reviewer: User, signatory: User
) -> None:
    lay_down(agency, lead, *TWO)
    version = submit(version=drafted, by=drafter)
    lay_down(agency, lead, StepPlan("签发", Role.SIGNATORY))
    version = approve(version=version, by=reviewer)
    assert (version.state, current_step_name(version)) == (State.IN_REVIEW, "签发")
    return_(version=version, by=signatory, note="表三请核对。", place="sec1")
    answer_all(version, drafter)
    version = submit(version=version, by=drafter)
    close_all(version, signatory)
    assert approve(version=version, by=signatory).state == State.APPROVED


def test_a_round_on_the_plain_way_goes_on_when_a_route_is_laid_down(
    submitted: Version, agency: Agency, lead: User, reviewer: User
) -> None:
    lay_down(agency, lead, *FOUR)
    assert approve(version=submitted, by=reviewer).state == State.APPROVED


def test_secrecy_review_says_nothing_about_reasons_unless_it_is_last(
    drafted: Version, agency: Agency, drafter: User, lead: User, reviewer: User, signatory: User
) -> None:
    lay_down(agency, lead, StepPlan("保密审查", Role.REVIEWER, secrecy=True), StepPlan("签发", Role.SIGNATORY))
    version = submit(version=drafted, by=drafter)
    before = list(version.explanations.values_list("ruling", flat=True))
    version = approve(version=version, by=reviewer)
    assert list(version.explanations.values_list("ruling", flat=True)) == before
    approve(version=version, by=signatory)
    assert set(version.explanations.values_list("ruling", flat=True)) <= {"accepted"}


# --- Which route is in force ---------------------------------------------------------------------------------------


def test_an_agency_follows_the_nearest_route_above_it(
    agency: Agency, government: Agency, lead: User, system_admin: User
) -> None:
    assert route_for(agency) is None
    above = lay_down(government, system_admin, *TWO)
    assert route_for(agency) == above
    own = lay_down(agency, lead, *FOUR)
    assert (route_for(agency), route_for(government)) == (own, above)


def test_a_route_that_is_not_inherited_stays_at_home(agency: Agency, government: Agency, system_admin: User) -> None:
    lay_down(government, system_admin, *TWO, inherited=False)
    assert route_for(agency) is None


def test_a_route_is_given_up_by_one_without_steps(
    agency: Agency, government: Agency, lead: User, system_admin: User
) -> None:
    above = lay_down(government, system_admin, *TWO)
    lay_down(agency, lead, *FOUR)
    lay_down(agency, lead)
    assert route_for(agency) == above


def test_a_route_takes_effect_on_its_day(agency: Agency, lead: User) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    today = lay_down(agency, lead, *TWO)
    later = set_route(agency=agency, plan=RoutePlan(FOUR, tomorrow), by=lead)
    assert (route_for(agency), route_for(agency, tomorrow)) == (today, later)
