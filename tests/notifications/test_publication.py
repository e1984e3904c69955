"""公布以后的消息: publication, correction and withdrawal, and a set time that was missed."""

import pytest

from govreport.agencies.models import Role, User
from govreport.agencies.services import appoint
from govreport.journal import actions
from govreport.journal.services import record
from govreport.notifications.models import Message
from govreport.publishing.correct import abandon, begin_correction
from govreport.publishing.models import WithdrawalKind
from govreport.publishing.services import publish
from govreport.publishing.withdraw import ask, decline, withdraw
from govreport.reports.models import Version
from govreport.workflow.approve import approve
from govreport.workflow.submit import submit
from tests.cast import person
from tests.notifications.conftest import Told
from tests.reasons import answer_warnings


@pytest.fixture(autouse=True)
def everybody(
    drafter: User, reviewer: User, signatory: User, viewer: User, supervisor: User, lead: User, stranger: User
) -> None:
    """The whole cast, the stranger among them."""


@pytest.fixture
def published(approved: Version, signatory: User) -> Version:
    """A report that is public."""
    return publish(version=approved, by=signatory, render=False).version


def test_mistakes_that_readers_report_are_one_message_to_drafters_and_lead(published: Version, told: Told) -> None:
    for _time in range(2):
        record(actions.MISTAKE_REPORTED, by=None, agency=published.report.agency, subject=published.subject)
    assert told("mistake") == {"drafter", "lead"}
    assert {message.values["count"] for message in Message.objects.filter(code="mistake")} == {2}


def test_a_publication_is_told_to_whoever_took_part_and_to_the_office(published: Version, told: Told) -> None:
    assert told("published") == {"drafter", "reviewer", "lead", "supervisor"}


def test_a_correction_is_told_to_those_who_will_decide_and_to_the_office(
    published: Version, drafter: User, told: Told
) -> None:
    begin_correction(report=published.report, reason="数字有误。", by=drafter)
    assert told("correction") == {"reviewer", "signatory", "lead", "supervisor"}


def test_a_correction_that_is_given_up_is_told_to_the_same(published: Version, drafter: User, told: Told) -> None:
    draft = begin_correction(report=published.report, reason="数字有误。", by=drafter)
    abandon(version=draft, reason="核对后无误。", by=drafter)
    assert told("correction.abandoned") == {"reviewer", "signatory", "lead", "supervisor"}


def test_a_request_that_a_correction_overtakes_is_told_to_who_asked(
    published: Version, drafter: User, reviewer: User, signatory: User, supervisor: User, told: Told
) -> None:
    ask(version=published, kind=WithdrawalKind.values[0], reason="公布了不应公布的内容。", by=supervisor)
    draft = begin_correction(report=published.report, reason="数字有误。", by=drafter)
    answer_warnings(draft, drafter)
    submit(version=draft, by=drafter)
    approve(version=draft, by=reviewer)
    publish(version=draft, by=signatory, render=False)
    assert told("withdrawal.replaced") == {"supervisor"}
    assert not Message.objects.filter(code="withdrawal.task", read_at__isnull=True).exists()


def test_a_request_to_withdraw_is_told_to_the_signatory_and_its_refusal_to_who_asked(
    published: Version, drafter: User, signatory: User, told: Told
) -> None:
    found = ask(version=published, kind=WithdrawalKind.values[0], reason="公布了不应公布的内容。", by=drafter)
    assert told("withdrawal.task") == {"signatory"}
    assert told("withdrawal.asked") == {"reviewer", "lead"}
    decline(withdrawal=found, note="内容可以公布。", by=signatory)
    assert told("withdrawal.declined") == {"drafter"}


def test_what_readers_report_is_still_to_be_read_when_a_withdrawal_is_settled(
    published: Version, drafter: User, signatory: User
) -> None:
    record(actions.MISTAKE_REPORTED, by=None, agency=published.report.agency, subject=published.subject)
    found = ask(version=published, kind=WithdrawalKind.values[0], reason="公布了不应公布的内容。", by=drafter)
    decline(withdrawal=found, note="内容可以公布。", by=signatory)
    unread = Message.objects.filter(read_at__isnull=True, kind="task")
    assert set(unread.values_list("code", flat=True)) == {"mistake"}


def test_a_withdrawal_is_told_to_everybody_concerned(
    published: Version, supervisor: User, signatory: User, told: Told
) -> None:
    found = ask(version=published, kind=WithdrawalKind.values[0], reason="公布了不应公布的内容。", by=supervisor)
    withdraw(withdrawal=found, by=signatory)
    assert told("withdrawn") == {"drafter", "reviewer", "lead", "supervisor"}


@pytest.mark.parametrize(
    ("action", "code"),
    [(actions.RELEASE_FAILED, "release.failed"), (actions.PUBLICATION_FAILED, "publication.failed")],
)
def test_a_release_that_failed_is_told_to_the_other_signatories(
    action: str, code: str, approved: Version, signatory: User, told: Told
) -> None:
    second = person("signatory-2", "签发人唐奕")
    appoint(user=second, agency=approved.report.agency, role=Role.SIGNATORY)
    agency, payload = approved.report.agency, {"note": "不能发布。"}
    record(action, by=signatory, agency=agency, subject=approved.subject, payload=payload)
    assert told(code) == {"signatory-2"}
