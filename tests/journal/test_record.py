"""记录操作: each event follows from the one before it at the same agency, also when many write at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from unittest import mock

import pytest
from django.db import connection, transaction

from govreport.agencies.models import Agency, User
from govreport.journal import actions
from govreport.journal.chain import digest_of
from govreport.journal.models import Event
from govreport.journal.services import record
from govreport.journal.sources import acting_from

THREADS, EACH = 20, 50


def test_events_of_an_agency_form_a_chain(agency: Agency, government: Agency, drafter: User) -> None:
    first = record(actions.TITLE_CHANGED, by=drafter, agency=agency, subject="version:1", payload={"title": ["", "甲"]})
    other = record(actions.STARTED, by=drafter, agency=government, subject="version:2")
    second = record(actions.SUBMITTED, by=drafter, agency=agency, subject="version:1")
    assert (first.position, first.previous) == (1, "")
    assert (other.position, other.previous) == (1, "")
    assert (second.position, second.previous) == (2, first.digest)


def test_a_stored_event_has_the_digest_it_was_written_with(agency: Agency, drafter: User) -> None:
    payload = {"title": ["“甲”\n\t乙𠮷", ""], "count": 3, "share": 1.0, "odd": 0.1, "on": None, "made": ("a", True)}
    moment = datetime(2026, 1, 4, 9, 30, 1, 250, tzinfo=UTC)
    with mock.patch("django.utils.timezone.now", return_value=moment), acting_from("::ffff:192.0.2.7"):
        written = record(actions.TITLE_CHANGED, by=drafter, agency=agency, subject="version:1", payload=payload)
    stored = Event.objects.get(pk=written.pk)
    assert stored.at == moment
    assert digest_of(stored.record) == stored.digest == written.digest


def test_an_event_says_from_where_and_whether_it_succeeded(agency: Agency, drafter: User) -> None:
    with acting_from("192.0.2.7"):
        record(actions.STARTED, by=drafter, agency=agency, subject="version:1", succeeded=False)
    record(actions.STARTED, by=drafter, agency=agency, subject="version:1")
    assert list(Event.objects.values_list("address", "succeeded")) == [("192.0.2.7", False), ("", True)]


@pytest.mark.parametrize("told", ["", "unknown", "192.0.2.7\nsign in", "<script>", "300.1.1.1"])
def test_what_is_no_address_is_not_recorded(agency: Agency, told: str) -> None:
    with acting_from(told):
        assert record(actions.STARTED, by=None, agency=agency, subject="version:1").address == ""


def test_an_event_vanishes_with_the_change_it_tells_of(agency: Agency, drafter: User) -> None:
    kept = record(actions.STARTED, by=drafter, agency=agency, subject="version:1")
    with transaction.atomic():
        record(actions.TITLE_CHANGED, by=drafter, agency=agency, subject="version:1")
        transaction.set_rollback(True)
    after = record(actions.SUBMITTED, by=drafter, agency=agency, subject="version:1")
    assert (after.position, after.previous) == (2, kept.digest)


def in_threads(work: Callable[[int], None]) -> None:
    """Do the work in all threads at once; raises what went wrong in any."""

    def run(number: int) -> None:
        try:
            work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(run, range(THREADS)))


@pytest.mark.django_db(transaction=True)
def test_a_thousand_events_written_at_once_form_one_chain(agency: Agency, drafter: User) -> None:
    def write(number: int) -> None:
        for turn in range(EACH):
            with transaction.atomic():
                record(actions.FIGURES_CHANGED, by=drafter, agency=agency, subject=f"version:{number}-{turn}")

    in_threads(write)
    events = list(Event.objects.order_by("position"))
    assert [event.position for event in events] == list(range(1, THREADS * EACH + 1))
    assert [event.previous for event in events[1:]] == [event.digest for event in events[:-1]]
    assert all(digest_of(event.record) == event.digest for event in events)
    assert len({event.subject for event in events}) == THREADS * EACH
