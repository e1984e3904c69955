"""催报、延期和公告的消息: who is told, and when."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from govreport.agencies.models import Agency, User
from govreport.calls.allow import put_off
from govreport.calls.announce import announce
from govreport.calls.call import call
from govreport.notifications.models import Message
from govreport.notifications.reading import messages_of
from govreport.notifications.sentences import sentence
from tests.notifications.conftest import Told


@pytest.fixture(autouse=True)
def everybody(drafter: User, reviewer: User, viewer: User, supervisor: User, lead: User, stranger: User) -> None:
    """The whole cast, the stranger among them."""


def test_a_call_of_the_office_reaches_the_drafters_and_the_lead(agency: Agency, supervisor: User, told: Told) -> None:
    call(agency=agency, year=2023, by=supervisor, note="请抓紧")
    assert (told("called"), told("deadline")) == ({"drafter", "lead"}, set())
    text = sentence(Message.objects.filter(code="called")[0])
    assert text == "主管部门陈立催报：请报送云溪县林业和草原局2023年度年报，期限 2024年1月31日。"


def test_what_the_system_calls_for_says_how_many_days_are_over(agency: Agency, told: Told) -> None:
    call(agency=agency, year=2023, by=None, on=timezone.localdate())
    assert (told("deadline"), told("called")) == ({"drafter", "lead"}, set())
    late = (timezone.localdate() - date(2024, 1, 31)).days
    assert f"已逾期 {late} 天" in sentence(Message.objects.filter(code="deadline")[0])


def test_a_deadline_ahead_says_how_many_days_are_left(agency: Agency) -> None:
    year = timezone.localdate().year
    call(agency=agency, year=year, by=None, on=timezone.localdate())
    left = (date(year + 1, 1, 31) - timezone.localdate()).days
    assert f"还有 {left} 天" in sentence(Message.objects.filter(code="deadline")[0])


def test_more_time_is_told_to_drafters_and_lead(agency: Agency, supervisor: User, told: Told) -> None:
    put_off(agency=agency, year=2023, day=date(2024, 3, 1), reason="机构改革", by=supervisor)
    assert told("extended") == {"drafter", "lead"}
    assert "新的期限是 2024年3月1日" in sentence(Message.objects.filter(code="extended")[0])


def test_an_announcement_reaches_the_post_it_is_for(
    government: Agency, agency: Agency, supervisor: User, told: Told
) -> None:
    announce_from(government, supervisor, timezone.localdate(), role="drafter")
    assert told("announced") == {"drafter"}


def test_an_announcement_of_next_week_is_not_shown_before(
    government: Agency, agency: Agency, supervisor: User, drafter: User
) -> None:
    announce_from(government, supervisor, timezone.localdate() + timedelta(days=7))
    assert Message.objects.filter(person=drafter).exists()
    assert not messages_of(drafter).exists()


def announce_from(office: Agency, by: User, day: date, role: str = "") -> None:
    until = day + timedelta(days=3)
    announce(office=office, title="开始报送", text="请按期报送。", role=role, from_day=day, until_day=until, by=by)
