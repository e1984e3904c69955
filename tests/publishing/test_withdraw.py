"""撤回: one person asks with a public reason, another one approves; it is settled once for all."""

import pytest
from django.db import IntegrityError, connection, transaction

from govreport.agencies.models import Agency, Role, User
from govreport.agencies.services import appoint
from govreport.journal.models import Event
from govreport.publishing.correct import begin_correction
from govreport.publishing.models import Publication, Withdrawal, WithdrawalState
from govreport.publishing.selectors import publication_for
from govreport.publishing.withdraw import ask, decline, withdraw, withheld
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.models import State, Version

WHY = "表三含有不应公开的案件编号。"


@pytest.fixture
def asked(publication: Publication, drafter: User) -> Withdrawal:
    return ask(version=publication.version, kind="not_public", reason=WHY, by=drafter)


def test_a_report_is_withdrawn_by_two_people(
    publication: Publication, asked: Withdrawal, drafter: User, signatory: User
) -> None:
    assert publication_for(2023, "yunxi-lincao") == publication
    done = withdraw(withdrawal=asked, by=signatory)
    assert (done.state, done.asked_by, done.decided_by) == (WithdrawalState.DONE, drafter, signatory)
    assert Version.objects.get(pk=publication.version_id).state == State.WITHDRAWN
    assert publication_for(2023, "yunxi-lincao") is None
    actions = [event.action for event in Event.objects.of(publication.version.subject)][-2:]
    assert actions == ["version.withdrawal.asked", "version.withdrawn"]


def test_whoever_asked_does_not_approve(publication: Publication, signatory: User) -> None:
    asked = ask(version=publication.version, kind="mistake", reason=WHY, by=signatory)
    for step in (
        lambda: withdraw(withdrawal=asked, by=signatory),
        lambda: decline(withdrawal=asked, note="否", by=signatory),
    ):
        with pytest.raises(NotAllowed, match="由另一位签发人批准"):
            step()
    assert Version.objects.get(pk=publication.version_id).state == State.PUBLISHED


def test_only_a_signatory_of_the_agency_approves(
    asked: Withdrawal, reviewer: User, supervisor: User, stranger: User, viewer: User
) -> None:
    for user in (reviewer, supervisor, stranger, viewer):
        with pytest.raises(NotAllowed, match="由本机关的签发人批准"):
            withdraw(withdrawal=asked, by=user)


def test_who_has_nothing_to_do_with_the_report_does_not_ask(
    publication: Publication, viewer: User, stranger: User
) -> None:
    for user in (viewer, stranger):
        with pytest.raises(NotAllowed, match="您的岗位不能办理"):
            ask(version=publication.version, kind="mistake", reason=WHY, by=user)


def test_the_office_above_may_ask(publication: Publication, supervisor: User, signatory: User) -> None:
    asked = ask(version=publication.version, kind="errors", reason=WHY, by=supervisor)
    assert withdraw(withdrawal=asked, by=signatory).readable


@pytest.mark.parametrize(
    ("kind", "reason", "told"), [("mistake", " ", "请写明撤回的原因"), ("whim", WHY, "请选择撤回的情形")]
)
def test_reason_and_kind_are_asked_for(
    publication: Publication, drafter: User, kind: str, reason: str, told: str
) -> None:
    with pytest.raises(Refused, match=told):
        ask(version=publication.version, kind=kind, reason=reason, by=drafter)


def test_what_the_public_cannot_read_is_not_withdrawn(approved: Version, drafter: User) -> None:
    with pytest.raises(Refused, match="现在是“已审定”，只有公众能查阅的版次可以撤回"):
        ask(version=approved, kind="mistake", reason=WHY, by=drafter)


def test_asking_twice_is_once_and_two_do_not_ask_at_once(
    publication: Publication, asked: Withdrawal, drafter: User, reviewer: User
) -> None:
    assert ask(version=publication.version, kind="not_public", reason=WHY, by=drafter) == asked
    with pytest.raises(Refused, match="“起草人周宁”已经申请撤回"):
        ask(version=publication.version, kind="mistake", reason=WHY, by=reviewer)


def test_approving_twice_is_once(asked: Withdrawal, signatory: User, agency: Agency, reviewer: User) -> None:
    assert withdraw(withdrawal=asked, by=signatory) == withdraw(withdrawal=asked, by=signatory)
    assert Event.objects.filter(action="version.withdrawn").count() == 1
    appoint(user=reviewer, agency=agency, role=Role.SIGNATORY)
    with pytest.raises(Refused, match="现在是“已撤回”"):
        withdraw(withdrawal=asked, by=reviewer)


def test_what_was_declined_stays_public_and_may_be_asked_for_again(
    publication: Publication, asked: Withdrawal, drafter: User, signatory: User
) -> None:
    with pytest.raises(Refused, match="请写明不批准的原因"):
        decline(withdrawal=asked, note="", by=signatory)
    assert decline(withdrawal=asked, note="没有不应公开的内容。", by=signatory).state == WithdrawalState.DECLINED
    assert Version.objects.get(pk=publication.version_id).state == State.PUBLISHED
    assert ask(version=publication.version, kind="errors", reason=WHY, by=drafter).state == WithdrawalState.ASKED


@pytest.mark.parametrize(("kind", "kept_back"), [("errors", False), ("not_public", True), ("mistake", True)])
def test_the_kind_says_whether_the_text_stays_readable(
    publication: Publication, drafter: User, signatory: User, kind: str, kept_back: bool
) -> None:
    assert not withheld(publication)
    withdraw(withdrawal=ask(version=publication.version, kind=kind, reason=WHY, by=drafter), by=signatory)
    assert withheld(Publication.objects.with_report().get(pk=publication.pk)) is kept_back


def test_a_new_version_may_follow(asked: Withdrawal, drafter: User, signatory: User) -> None:
    withdraw(withdrawal=asked, by=signatory)
    report = asked.publication.version.report
    assert begin_correction(report=report, reason="删去案件编号。", by=drafter).number == 2


def test_what_is_settled_is_changed_by_nobody(asked: Withdrawal, signatory: User, reviewer: User) -> None:
    done = withdraw(withdrawal=asked, by=signatory)
    for change in ({"reason": "别的"}, {"kind": "errors"}, {"state": "declined"}, {"decided_by": reviewer.pk}):
        with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
            Withdrawal.objects.filter(pk=done.pk).update(**change)


def test_the_database_wants_two_people(asked: Withdrawal) -> None:
    statement = "UPDATE publishing_withdrawal SET state = 'done', decided_by_id = asked_by_id, decided_at = asked_at"
    with pytest.raises(IntegrityError, match="two_people"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
