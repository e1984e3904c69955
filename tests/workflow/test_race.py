"""Two people act at the same moment: one wins, the other gets a sentence, and the journal knows one event."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from govreport.agencies.models import Agency, Role, User
from govreport.agencies.services import PostConflict, appoint
from govreport.journal import actions
from govreport.journal.models import Event
from govreport.publishing.models import Publication
from govreport.publishing.services import publish
from govreport.reports.errors import Refused
from govreport.reports.models import Explanation, Report, State, Version
from govreport.reports.services import start_report
from govreport.workflow.approve import approve
from govreport.workflow.models import Decision, ZeroConfirmation
from govreport.workflow.return_ import return_
from govreport.workflow.rule_on import rule_on
from govreport.workflow.submit import submit
from govreport.workflow.zero import ITEMS, confirm_zeros
from tests.builders import balanced, without_applications
from tests.cast import person
from tests.reasons import answer_warnings
from tests.workflow.routes import TWO, lay_down

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*steps: Callable[[], object]) -> list[object]:
    """Run the steps in threads of their own, released together; a refusal counts as an answer."""
    gate = Barrier(len(steps))

    def run(step: Callable[[], object]) -> object:
        try:
            gate.wait()
            return step()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(run, steps))


def refusals(answers: list[object]) -> list[Refused]:
    return [answer for answer in answers if isinstance(answer, Refused)]


@pytest.fixture
def version(agency: Agency, drafter: User) -> Version:
    return start_report(agency=agency, year=2023, by=drafter, document=balanced())


@pytest.fixture
def second_reviewer(agency: Agency) -> User:
    user = person("reviewer-2", "审核人蒋平")
    appoint(user=user, agency=agency, role=Role.REVIEWER)
    return user


def test_of_two_simultaneous_submissions_one_wins(version: Version, drafter: User) -> None:
    answers = at_once(*[lambda: submit(version=version, by=drafter)] * 2)
    assert len(refusals(answers)) == 1
    assert "审核中" in str(refusals(answers)[0])
    assert Event.objects.of(version.subject).filter(action=actions.SUBMITTED).count() == 1


def test_of_two_simultaneous_approvals_one_wins(
    version: Version, drafter: User, reviewer: User, second_reviewer: User
) -> None:
    submit(version=version, by=drafter)
    answers = at_once(
        lambda: approve(version=version, by=reviewer), lambda: approve(version=version, by=second_reviewer)
    )
    assert len(refusals(answers)) == 1
    assert Event.objects.of(version.subject).filter(action=actions.APPROVED).count() == 1
    assert Decision.objects.filter(version=version, verb="approve").count() == 1


def test_an_approval_and_a_return_at_once_leave_an_order_that_the_table_allows(
    version: Version, drafter: User, reviewer: User, second_reviewer: User
) -> None:
    submit(version=version, by=drafter)
    at_once(
        lambda: approve(version=version, by=reviewer),
        lambda: return_(version=version, by=second_reviewer, note="表三请核对。", place="sec1"),
    )
    verbs = list(Decision.objects.filter(version=version).values_list("verb", flat=True))
    assert verbs in (["submit", "return"], ["submit", "approve", "return"])
    assert Version.objects.get(pk=version.pk).state == State.RETURNED


def test_a_double_click_on_publish_makes_one_publication(
    version: Version, drafter: User, reviewer: User, signatory: User
) -> None:
    submit(version=version, by=drafter)
    approve(version=version, by=reviewer)
    answers = at_once(*[lambda: publish(version=version, by=signatory, render=False)] * 2)
    assert len(refusals(answers)) == 1
    assert Publication.objects.count() == 1


def test_of_two_people_starting_the_same_report_one_wins(agency: Agency, drafter: User) -> None:
    answers = at_once(*[lambda: start_report(agency=agency, year=2022, by=drafter)] * 2)
    assert [str(refusal) for refusal in refusals(answers)] == [
        "“云溪县林业和草原局”2022年度的报告已经有了，请打开它继续编制。"
    ]
    assert Report.objects.count() == 1


def test_two_signatories_confirming_at_once_confirm_each_channel_once(
    agency: Agency, drafter: User, reviewer: User, signatory: User
) -> None:
    version = start_report(agency=agency, year=2023, by=drafter, document=without_applications())
    submit(version=version, by=drafter)
    approve(version=version, by=reviewer)
    answers = at_once(*[lambda: confirm_zeros(version=version, items=ITEMS, by=signatory)] * 2)
    assert sorted(map(len, answers)) == [0, len(ITEMS)]  # type: ignore[arg-type]
    assert ZeroConfirmation.objects.count() == len(ITEMS)
    assert Event.objects.of(version.subject).filter(action=actions.ZEROS_CONFIRMED).count() == 1


def test_a_ruling_and_a_return_at_once_leave_one_of_the_two_orders(
    agency: Agency, drafter: User, reviewer: User, second_reviewer: User
) -> None:
    document = balanced("e2019").replace(printed={"t2.procurement.projects": "0（个）"})
    version = start_report(agency=agency, year=2020, by=drafter, document=document)
    (reason,) = answer_warnings(version, drafter)
    submit(version=version, by=drafter)
    answers = at_once(
        lambda: rule_on(version=version, explanation=reason.pk, accepted=True, seen=reason.text, by=reviewer),
        lambda: return_(version=version, by=second_reviewer, note="表二请核对。", place="sec1"),
    )
    ruled = Event.objects.of(version.subject).filter(action=actions.REASON_ACCEPTED).count()
    assert ruled + len(refusals(answers)) == 1
    assert Version.objects.get(pk=version.pk).state == State.RETURNED


def test_of_two_authors_explaining_at_once_one_reason_stays(agency: Agency, drafter: User) -> None:
    document = balanced("e2019").replace(printed={"t2.procurement.projects": "0（个）"})
    version = start_report(agency=agency, year=2020, by=drafter, document=document)
    answers = at_once(*[lambda: answer_warnings(version, drafter)] * 2)
    assert not refusals(answers)
    assert Explanation.objects.count() == 1


def test_a_burst_of_clicks_by_one_person_takes_one_step_of_the_route(
    version: Version, agency: Agency, drafter: User, reviewer: User, lead: User
) -> None:
    appoint(user=reviewer, agency=agency, role=Role.SIGNATORY)
    lay_down(agency, lead, *TWO, may_repeat=True)
    seen = submit(version=version, by=drafter).lock
    answers = at_once(*[lambda: approve(version=version, by=reviewer, seen=seen)] * 4)
    assert not refusals(answers)
    assert Decision.objects.filter(version=version, verb="approve").count() == 1
    assert Version.objects.get(pk=version.pk).state == State.IN_REVIEW


def test_two_administrators_posts_given_at_once_leave_one(agency: Agency, government: Agency, viewer: User) -> None:
    viewer.memberships.all().delete()
    answers = at_once(
        lambda: conflicting(viewer, government, Role.AUDIT_ADMIN), lambda: conflicting(viewer, agency, Role.DRAFTER)
    )
    assert len(refusals(answers)) == 1
    assert viewer.memberships.count() == 1


def conflicting(user: User, agency: Agency, role: Role) -> object:
    try:
        return appoint(user=user, agency=agency, role=role)
    except PostConflict as conflict:
        raise Refused(str(conflict)) from conflict
