"""操作留痕: events are written once; every way of changing or removing them is closed."""

from collections.abc import Callable
from typing import Any

import pytest

from govreport.agencies.models import Agency, User
from govreport.journal import actions
from govreport.journal.models import AppendOnlyError, Event
from govreport.journal.services import record


@pytest.fixture
def event(agency: Agency, drafter: User) -> Event:
    return record(actions.FIGURES_CHANGED, by=drafter, agency=agency, subject="version:1", payload={"a": ["1", "2"]})


def test_an_event_says_who_did_what_for_whom_and_when(event: Event, agency: Agency, drafter: User) -> None:
    found = Event.objects.get()
    assert (found.actor, found.agency_key, found.subject) == (drafter, agency.code, "version:1")
    assert found.payload == {"a": ["1", "2"]}
    assert found.display == "修改数据"
    assert found.at is not None


ATTEMPTS: list[Callable[[Event], Any]] = [
    lambda event: event.save(),
    lambda event: event.delete(),
    lambda event: Event.objects.filter(pk=event.pk).update(action="x"),
    lambda event: Event.objects.all().delete(),
    lambda event: Event.objects.bulk_update([event], ["action"]),
    lambda event: Event.objects.update_or_create(pk=event.pk, defaults={"action": "x"}),
]


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_an_event_is_never_changed_or_removed(event: Event, attempt: Callable[[Event], Any]) -> None:
    event.subject = "version:2"
    with pytest.raises(AppendOnlyError):
        attempt(event)
    assert Event.objects.get().subject == "version:1"


def test_an_action_without_a_name_is_not_recorded(agency: Agency, drafter: User) -> None:
    with pytest.raises(KeyError):
        record("report.invented", by=drafter, agency=agency, subject="version:1")
    assert not Event.objects.exists()


def test_the_system_itself_may_act(db: None) -> None:
    event = record(actions.PUBLISHED, by=None, agency=None, subject="version:1")
    assert (event.actor, event.agency_key, event.payload) == (None, "", {})


def test_the_history_of_a_subject_comes_oldest_first_with_its_people(
    event: Event, agency: Agency, drafter: User, django_assert_num_queries: Callable[..., Any]
) -> None:
    record(actions.TITLE_CHANGED, by=drafter, agency=agency, subject="version:1")
    record(actions.TITLE_CHANGED, by=drafter, agency=agency, subject="version:10")
    with django_assert_num_queries(1):
        history = [(str(item.actor), item.action) for item in Event.objects.of("version:1")]
    assert history == [("起草人周宁", actions.FIGURES_CHANGED), ("起草人周宁", actions.TITLE_CHANGED)]


def test_a_person_in_the_journal_cannot_be_deleted(event: Event, drafter: User) -> None:
    from django.db.models import ProtectedError

    with pytest.raises(ProtectedError):
        drafter.delete()
