"""报送、接收、退回重报: the supervising office takes in what agencies under it hand in."""

import pytest

from govreport.agencies.models import Agency, Role, Scope, User
from govreport.agencies.services import appoint
from govreport.journal.models import Event
from govreport.publishing.services import publish
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.models import State, Version
from govreport.reports.services import start_report
from govreport.workflow.accept import accept
from govreport.workflow.approve import approve
from govreport.workflow.hand_in import hand_in
from govreport.workflow.models import PublishAfter
from govreport.workflow.permissions import allowed_verbs
from govreport.workflow.send_back import send_back
from govreport.workflow.submit import submit
from tests.builders import balanced
from tests.cast import person
from tests.remarks import answer_all
from tests.workflow.routes import TWO, lay_down


def test_what_is_handed_in_is_accepted_by_the_office_above(approved: Version, drafter: User, supervisor: User) -> None:
    version = hand_in(version=approved, by=drafter)
    assert version.state == State.HANDED_IN
    assert accept(version=version, by=supervisor).state == State.ACCEPTED
    actions = list(Event.objects.of(version.subject).values_list("action", flat=True))
    assert actions[-2:] == ["version.handed_in", "version.accepted"]


def test_the_office_sends_back_with_a_reason_and_the_agency_begins_anew(
    approved: Version, drafter: User, supervisor: User
) -> None:
    version = hand_in(version=approved, by=drafter)
    with pytest.raises(Refused, match="请写明退回的原因"):
        send_back(version=version, by=supervisor, note=" ")
    version = send_back(version=version, by=supervisor, note="表二规章与台账不符。", place="sec1")
    assert version.state == State.RETURNED
    answer_all(version, drafter)
    assert submit(version=version, by=drafter).state == State.IN_REVIEW


def test_nobody_of_the_agency_accepts_its_report(
    approved: Version, agency: Agency, drafter: User, signatory: User
) -> None:
    appoint(user=signatory, agency=agency, role=Role.SUPERVISOR, scope=Scope.SUBTREE)
    version = hand_in(version=approved, by=drafter)
    for user in (drafter, signatory):
        with pytest.raises(NotAllowed):
            accept(version=version, by=user)


def test_an_office_that_does_not_stand_above_accepts_nothing(
    approved: Version, drafter: User, stranger: User, other_agency: Agency
) -> None:
    office = person("office-2", "外县主管部门")
    appoint(user=office, agency=Agency.objects.get(code="linjiang"), role=Role.SUPERVISOR, scope=Scope.SUBTREE)
    version = hand_in(version=approved, by=drafter)
    with pytest.raises(NotAllowed):
        accept(version=version, by=office)


def test_whoever_wrote_a_report_does_not_accept_it_for_the_office(
    approved: Version, drafter: User, government: Agency
) -> None:
    appoint(user=drafter, agency=government, role=Role.SUPERVISOR, scope=Scope.SUBTREE)
    version = hand_in(version=approved, by=drafter)
    with pytest.raises(NotAllowed, match="您参与了这份报告的编制"):
        accept(version=version, by=drafter)


def test_publication_waits_for_the_office_only_where_the_route_says_so(
    agency: Agency, drafter: User, reviewer: User, signatory: User, supervisor: User, lead: User
) -> None:
    lay_down(agency, lead, *TWO, publish_after=PublishAfter.ACCEPTED)
    version = start_report(agency=agency, year=2023, by=drafter, document=balanced())
    version = approve(version=submit(version=version, by=drafter), by=reviewer)
    version = approve(version=version, by=signatory)
    for _step in range(2):
        assert "publish" not in allowed_verbs(signatory, version)
        with pytest.raises(Refused, match="主管部门接收以后才能发布"):
            publish(version=version, by=signatory, render=False)
        if version.state == State.APPROVED:
            version = hand_in(version=version, by=signatory)
    version = accept(version=version, by=supervisor)
    publish(version=version, by=signatory, render=False)
    assert Version.objects.get(pk=version.pk).state == State.PUBLISHED


def test_without_such_a_route_a_report_that_is_handed_in_may_be_published(
    approved: Version, drafter: User, signatory: User
) -> None:
    version = hand_in(version=approved, by=drafter)
    publish(version=version, by=signatory, render=False)
    assert Version.objects.get(pk=version.pk).state == State.PUBLISHED
