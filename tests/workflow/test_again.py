"""再点一次: a second click, a request sent twice, a page left open: the first answer or a sentence, no second act."""

import pytest
from django.db import IntegrityError, transaction

from govreport.agencies.models import Agency, Role, User
from govreport.agencies.services import appoint
from govreport.journal.models import Event
from govreport.publishing.models import Publication
from govreport.publishing.services import publish
from govreport.reports.errors import Refused
from govreport.reports.models import State, Version
from govreport.reports.services import save_narrative
from govreport.workflow.approve import approve
from govreport.workflow.models import Decision
from govreport.workflow.recall import recall
from govreport.workflow.return_ import return_
from govreport.workflow.submit import submit
from tests.workflow.routes import TWO, lay_down


def test_a_second_click_on_approve_is_given_the_first_answer(submitted: Version, reviewer: User) -> None:
    seen = submitted.lock
    for _click in range(2):
        assert approve(version=submitted, by=reviewer, seen=seen).state == State.APPROVED
    assert Decision.objects.filter(verb="approve").count() == 1
    assert Event.objects.filter(action="version.approved").count() == 1


def test_a_second_click_does_not_take_the_next_step_too(
    drafted: Version, agency: Agency, drafter: User, reviewer: User, lead: User
) -> None:
    appoint(user=reviewer, agency=agency, role=Role.SIGNATORY)
    lay_down(agency, lead, *TWO, may_repeat=True)
    version = submit(version=drafted, by=drafter)
    seen = version.lock
    approve(version=version, by=reviewer, seen=seen)
    assert approve(version=version, by=reviewer, seen=seen).state == State.IN_REVIEW


def test_somebody_elses_click_is_told_that_it_has_been_done(
    submitted: Version, reviewer: User, signatory: User
) -> None:
    approve(version=submitted, by=reviewer, seen=submitted.lock)
    with pytest.raises(Refused, match="可能有人已经办理"):
        approve(version=submitted, by=signatory, seen=submitted.lock)


def test_nobody_agrees_to_what_has_changed_since_it_was_read(submitted: Version, drafter: User, reviewer: User) -> None:
    seen = submitted.lock
    recall(version=submitted, by=drafter)
    text = "改写后的问题和改进：解读形式单一，今后增加图示和问答，按月检查更新情况。"
    save_narrative(version=submitted, section="sec5", text=text, by=drafter)
    submit(version=submitted, by=drafter)
    with pytest.raises(Refused, match="在您打开以后有变动，没有办理"):
        approve(version=submitted, by=reviewer, seen=seen)
    with pytest.raises(Refused, match="在您打开以后有变动，没有办理"):
        return_(version=submitted, by=reviewer, note="表三。", seen=seen)


def test_an_old_click_on_approve_does_nothing_to_a_version_that_has_come_back(
    submitted: Version, drafter: User, reviewer: User, signatory: User
) -> None:
    seen = submitted.lock
    approve(version=submitted, by=reviewer, seen=seen)
    return_(version=submitted, by=signatory, note="表三请核对。", place="sec1")
    assert approve(version=submitted, by=reviewer, seen=seen).state == State.RETURNED


def test_a_second_click_on_submit_is_given_the_first_answer_and_a_later_one_is_meant(
    drafted: Version, drafter: User
) -> None:
    seen = Version.objects.get(pk=drafted.pk).lock
    for _click in range(2):
        assert submit(version=drafted, by=drafter, seen=seen).state == State.IN_REVIEW
    assert Decision.objects.filter(verb="submit").count() == 1
    recall(version=drafted, by=drafter)
    assert submit(version=drafted, by=drafter, seen=seen).state == State.IN_REVIEW
    assert Decision.objects.filter(verb="submit").count() == 2


def test_a_second_click_on_publish_is_given_the_publication(approved: Version, signatory: User) -> None:
    seen = approved.lock
    first = publish(version=approved, by=signatory, render=False, seen=seen)
    assert publish(version=approved, by=signatory, render=False, seen=seen) == first
    assert Publication.objects.count() == 1


def test_the_database_holds_one_decision_of_a_kind_about_one_stand(submitted: Version, reviewer: User) -> None:
    decided = {"version": submitted, "verb": "approve", "by": reviewer, "stand": 7}
    Decision.objects.create(**decided)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(**decided)
