"""催报: who is asked, when it is needless, and what is kept."""

from datetime import timedelta

import pytest
from django.utils import timezone

from govreport.agencies.models import Agency, User
from govreport.calls.call import call, call_many, saw
from govreport.calls.models import Call, Receipt
from govreport.journal.models import Event
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.models import State, Version
from govreport.reports.services import start_report


def people(made: Call) -> set[str]:
    return {receipt.person.username for receipt in made.receipts.all()}


def test_before_a_report_is_begun_its_drafters_and_the_lead_are_asked(
    agency: Agency, supervisor: User, drafter: User, lead: User, reviewer: User
) -> None:
    made = call(agency=agency, year=2023, by=supervisor, note="请抓紧")
    assert people(made) == {"drafter", "lead"}
    assert (made.state, made.due.isoformat(), made.left < 0) == ("", "2024-01-31", True)
    event = Event.objects.get(action="report.called")
    assert (event.actor, event.agency_key, event.payload["note"]) == (supervisor, "yunxi-lincao", "请抓紧")


def test_a_report_in_review_is_asked_of_whoever_it_waits_for(
    agency: Agency, supervisor: User, drafter: User, reviewer: User
) -> None:
    version = start_report(agency=agency, year=2023, by=drafter)
    Version.objects.filter(pk=version.pk).update(state=State.IN_REVIEW)
    made = call(agency=agency, year=2023, by=supervisor)
    assert (people(made), made.state) == ({"reviewer"}, "in_review")


def test_once_a_day_is_enough_whoever_asks(agency: Agency, supervisor: User, drafter: User) -> None:
    first = call(agency=agency, year=2023, by=supervisor)
    with pytest.raises(Refused, match="一天以内已经催过"):
        call(agency=agency, year=2023, by=None, on=timezone.localdate())
    call(agency=agency, year=2022, by=supervisor)
    Call.objects.filter(pk=first.pk).update(at=timezone.now() - timedelta(days=1, minutes=1))
    call(agency=agency, year=2023, by=supervisor)
    assert Call.objects.filter(year=2023).count() == 2


def test_what_is_public_is_not_asked_for(agency: Agency, supervisor: User, drafter: User) -> None:
    version = start_report(agency=agency, year=2023, by=drafter)
    Version.objects.filter(pk=version.pk).update(state=State.PUBLISHED)
    with pytest.raises(Refused, match="已经公布，不必催报"):
        call(agency=agency, year=2023, by=supervisor)
    assert not Call.objects.exists()


def test_an_agency_without_people_is_noted_all_the_same(agency: Agency, supervisor: User) -> None:
    made = call(agency=agency, year=2023, by=supervisor)
    assert people(made) == set()


def test_strangers_the_agency_itself_and_long_notes_are_refused(
    agency: Agency, supervisor: User, stranger: User, lead: User
) -> None:
    for who in (stranger, lead):
        with pytest.raises(NotAllowed):
            call(agency=agency, year=2023, by=who)
    with pytest.raises(Refused, match="附言有 301 字，最多 300 字"):
        call(agency=agency, year=2023, by=supervisor, note="长" * 301)
    assert not Call.objects.exists()


def test_of_many_each_succeeds_or_fails_for_itself(agency: Agency, other_agency: Agency, supervisor: User) -> None:
    outcomes = call_many(agencies=[other_agency, agency], year=2023, by=supervisor)
    assert [bool(outcome.refused) for outcome in outcomes] == [True, False]
    assert Call.objects.get().agency == agency


def test_the_first_time_a_call_was_seen_counts(agency: Agency, supervisor: User, drafter: User) -> None:
    receipt = call(agency=agency, year=2023, by=supervisor).receipts.get()
    saw(receipt=receipt)
    first = Receipt.objects.get(pk=receipt.pk).seen_at
    saw(receipt=receipt)
    assert first is not None
    assert Receipt.objects.get(pk=receipt.pk).seen_at == first
