"""通知公告发给许多人: told by a job, each person once, from the day of the announcement on."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from govreport.agencies.models import Agency, User
from govreport.calls.announce import announce
from govreport.calls.models import Announcement
from govreport.jobs.models import Job, JobState
from govreport.jobs.run import run
from govreport.jobs.services import cancel, resume
from govreport.notifications import hearing, many
from govreport.notifications.models import Message
from govreport.notifications.sentences import sentence
from tests.notifications.conftest import Told

TODAY = timezone.localdate()
EVERYBODY = {"drafter", "reviewer", "signatory", "lead"}


@pytest.fixture(autouse=True)
def people(drafter: User, reviewer: User, signatory: User, lead: User, supervisor: User, stranger: User) -> None:
    """Four people at the bureau, the office itself, and a stranger."""


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four are many, and are told two at a time."""
    monkeypatch.setattr(hearing, "AT_ONCE", 3)
    monkeypatch.setattr(many, "PORTION", 2)


def tell(office: Agency, by: User, **change: Any) -> Announcement:
    values: dict[str, Any] = {"title": "培训", "text": "周五培训", "role": "", "from_day": TODAY, "until_day": TODAY}
    return announce(office=office, by=by, **{**values, **change})


def test_the_page_does_not_wait_for_many_people(government: Agency, supervisor: User, told: Told) -> None:
    made = tell(government, supervisor)
    (job,) = Job.objects.all()
    assert (told("announced"), job.state, job.total) == (set(), JobState.QUEUED, 2)
    assert many.jobs_of([made.pk]) == {made.pk: job}
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, told("announced")) == (JobState.DONE, EVERYBODY)
    assert sentence(Message.objects.filter(code="announced")[0]) == "云溪县人民政府发布通知公告：培训"


def test_few_people_are_told_at_once(government: Agency, supervisor: User, told: Told) -> None:
    tell(government, supervisor, role="drafter")
    assert told("announced") == {"drafter"}
    assert not Job.objects.exists()


def test_nobody_is_told_twice_however_often_it_is_run(government: Agency, supervisor: User) -> None:
    tell(government, supervisor)
    job = Job.objects.get()
    run(job.pk)
    Job.objects.update(state=JobState.FAILED)
    run(resume(job).pk)
    assert Message.objects.filter(code="announced").count() == len(EVERYBODY)


def test_what_was_cancelled_goes_on_with_those_who_were_not_told(
    government: Agency, supervisor: User, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    from govreport.notifications import handlers

    tell(government, supervisor)
    job = Job.objects.get()
    plain = handlers.tell

    def once(*args: Any) -> None:
        plain(*args)
        cancel(job)

    monkeypatch.setattr(handlers, "tell", once)
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, len(told("announced"))) == (JobState.CANCELLED, 1, 2)
    monkeypatch.setattr(handlers, "tell", plain)
    run(resume(job).pk)
    assert told("announced") == EVERYBODY


def test_it_is_shown_from_its_first_day_on_and_not_to_suspended_accounts(
    government: Agency, supervisor: User, reviewer: User, told: Told
) -> None:
    tell(government, supervisor, from_day=TODAY + timedelta(days=2), until_day=TODAY + timedelta(days=3))
    reviewer.is_active = False
    reviewer.save()
    run(Job.objects.get().pk)
    assert told("announced") == EVERYBODY - {"reviewer"}
    days = {timezone.localdate(message.at) for message in Message.objects.filter(code="announced")}
    assert days == {TODAY + timedelta(days=2)}
    assert mail.outbox == []
