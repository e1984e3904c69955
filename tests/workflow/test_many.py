"""批量办理和催办: many at once, each for itself; agreed to only where nothing is left to look at."""

import pytest

from govreport.agencies.models import Agency, User
from govreport.journal.models import Event
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.models import State, Version
from govreport.reports.services import start_report
from govreport.workflow.many import approve_many, clear, remind_many, return_many
from govreport.workflow.models import Decision
from govreport.workflow.remind import remind, waits_for
from govreport.workflow.submit import submit
from tests.builders import balanced
from tests.reasons import answer_warnings


@pytest.fixture
def waiting(agency: Agency, drafter: User) -> list[Version]:
    """Three reports in review: 2020 with a reason nobody has ruled on, 2022 and 2023 with nothing open."""
    found = []
    for year, code in ((2020, "e2019"), (2022, "e2021"), (2023, "e2021")):
        document = balanced(code, year=year, name=agency.name)
        if year == 2020:
            document = document.replace(printed={"t2.procurement.projects": "0（个）"})
        version = start_report(agency=agency, year=year, by=drafter, document=document)
        answer_warnings(version, drafter)
        found.append(submit(version=version, by=drafter))
    return found


def states(versions: list[Version]) -> list[str]:
    return [Version.objects.get(pk=version.pk).state for version in versions]


def test_only_reports_without_an_open_finding_are_agreed_to_together(waiting: list[Version], reviewer: User) -> None:
    free = clear(waiting)
    assert free[0] is False
    assert any(free)
    outcomes = approve_many(versions=waiting, by=reviewer)
    assert states(waiting) == [State.APPROVED if item else State.IN_REVIEW for item in free]
    assert "不能批量同意，请逐份审核" in outcomes[0].refused


def test_what_one_report_refuses_does_not_hold_up_the_others(
    waiting: list[Version], drafter: User, reviewer: User
) -> None:
    Version.objects.filter(pk=waiting[1].pk).update(state=State.PUBLISHED)
    outcomes = return_many(versions=waiting, by=reviewer, note="请补充说明。")
    assert [bool(outcome.refused) for outcome in outcomes] == [False, True, False]
    assert states(waiting) == [State.RETURNED, State.PUBLISHED, State.RETURNED]
    assert set(Decision.objects.filter(verb="return").values_list("note", flat=True)) == {"请补充说明。"}


def test_an_author_agrees_to_none_of_the_own_reports(waiting: list[Version], drafter: User) -> None:
    assert all(outcome.refused for outcome in approve_many(versions=waiting, by=drafter))
    assert set(states(waiting)) == {State.IN_REVIEW}


def test_whoever_a_report_waits_for_is_reminded_once_a_day(
    submitted: Version, drafter: User, reviewer: User, signatory: User
) -> None:
    assert [str(actor) for actor in remind(version=submitted, by=drafter)] == ["审核人吴敏", "签发人郑岚"]
    event = Event.objects.get(action="version.reminded")
    assert event.payload["people"] == [reviewer.pk, signatory.pk]
    with pytest.raises(Refused, match="一天以内已经催办过"):
        remind(version=submitted, by=signatory)


def test_the_office_above_reminds_and_strangers_do_not(
    submitted: Version, reviewer: User, supervisor: User, stranger: User, viewer: User, audit_admin: User
) -> None:
    for user in (stranger, viewer, audit_admin):
        with pytest.raises(NotAllowed, match="您的岗位不能催办"):
            remind(version=submitted, by=user)
    assert [outcome.refused for outcome in remind_many(versions=[submitted], by=supervisor)] == [""]


def test_nobody_is_reminded_where_nobody_can_act(submitted: Version, drafter: User) -> None:
    assert waits_for(submitted) == ()
    with pytest.raises(Refused, match="现在没有可以催办的人"):
        remind(version=submitted, by=drafter)
