"""操作留痕: events are written once; every way of changing or removing them is closed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

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


STATEMENTS = (
    "UPDATE journal_event SET subject = 'version:2'",
    "UPDATE journal_event SET digest = digest",
    "DELETE FROM journal_event",
    "TRUNCATE journal_event",
)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_database_itself_refuses(event: Event, statement: str) -> None:
    if statement.startswith("TRUNCATE") and connection.vendor == "sqlite":
        # SQLite knows no TRUNCATE; what it does with a DELETE without condition must be refused all the same.
        statement = "DELETE FROM journal_event WHERE 1"
    # PostgreSQL would not truncate a table whose foreign keys are still to be checked.
    connection.check_constraints()
    with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
        connection.cursor().execute(statement)
    assert Event.objects.get().subject == "version:1"


def test_events_are_not_written_past_the_chain(event: Event) -> None:
    copy = Event(action=event.action, subject="version:3", at=event.at)
    for attempt in (copy.save, lambda: Event.objects.bulk_create([copy])):
        with pytest.raises(AppendOnlyError, match="record"):
            attempt()
    assert Event.objects.count() == 1


def test_no_two_events_share_a_place_in_a_chain(event: Event) -> None:
    twin = Event(agency_key=event.agency_key, position=1, digest="0" * 64, action=event.action, at=event.at)
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()
