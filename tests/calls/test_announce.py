"""通知公告与开启年度: whom an announcement reaches, and what opening a year does, once."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from govreport.agencies.models import Agency, User
from govreport.calls import automatic
from govreport.calls.allow import lay_down, put_off
from govreport.calls.announce import announce, announcements_for, reach, read
from govreport.calls.models import Announcement, Call, Deadline, Obligation, Opening
from govreport.calls.open_year import open_year, preview
from govreport.calls.standing import standing
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.models import Report, State, Version

TODAY = timezone.localdate()
YEAR = TODAY.year - 1


def tell(office: Agency, by: User, **change: Any) -> Announcement:
    values: dict[str, Any] = {"title": "培训", "text": "周五培训", "role": "", "from_day": TODAY, "until_day": TODAY}
    return announce(office=office, by=by, **{**values, **change})


def test_it_reaches_the_people_of_the_agencies_below_until_they_have_read_it(
    government: Agency, supervisor: User, drafter: User, reviewer: User, stranger: User
) -> None:
    made = tell(government, supervisor)
    assert list(announcements_for(drafter)) == list(announcements_for(reviewer)) == [made]
    assert not announcements_for(stranger)
    assert reach(made) == 2
    read(announcement=made, by=drafter)
    read(announcement=made, by=drafter)
    assert not announcements_for(drafter)
    assert made.readings.count() == 1


def test_it_may_be_for_one_post_and_only_for_its_days(
    government: Agency, supervisor: User, drafter: User, reviewer: User
) -> None:
    made = tell(government, supervisor, role="reviewer")
    assert (list(announcements_for(drafter)), list(announcements_for(reviewer))) == ([], [made])
    tell(government, supervisor, from_day=TODAY + timedelta(days=1), until_day=TODAY + timedelta(days=2))
    tell(government, supervisor, from_day=TODAY - timedelta(days=3), until_day=TODAY - timedelta(days=1))
    assert not announcements_for(drafter)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": " "}, "请填写标题和内容"),
        ({"text": "长" * 2001}, "内容最多 2000 字"),
        ({"until_day": TODAY - timedelta(days=1)}, "早于起始日期"),
    ],
)
def test_what_cannot_be_announced_is_refused(
    government: Agency, supervisor: User, change: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        tell(government, supervisor, **change)
    assert not Announcement.objects.exists()


def test_only_the_office_announces_and_opens(government: Agency, agency: Agency, lead: User, stranger: User) -> None:
    for who in (lead, stranger):
        with pytest.raises(NotAllowed):
            tell(government, who)
        with pytest.raises(NotAllowed):
            open_year(office=government, year=YEAR, owing=["yunxi"], by=who)


def test_a_year_is_opened_once_with_its_days_and_one_announcement(
    government: Agency, agency: Agency, supervisor: User, drafter: User
) -> None:
    lay_down(office=government, year=YEAR - 1, level="", kind="", day=date(YEAR, 1, 20), basis="通知", by=supervisor)
    found = preview(government, YEAR)
    assert ([line.code for line in found.lines], len(found.copied), found.opened) == (
        ["yunxi", "yunxi-lincao"],
        1,
        None,
    )
    assert not Obligation.objects.exists()
    for _ in range(2):
        open_year(office=government, year=YEAR, owing=["yunxi-lincao"], by=supervisor)
    assert Opening.objects.count() == Announcement.objects.count() == 1
    assert Deadline.objects.get(year=YEAR).day == date(YEAR + 1, 1, 20)
    assert [line.code for line in standing(government, YEAR)] == ["yunxi-lincao"]
    assert list(announcements_for(drafter).values_list("title", flat=True)) == [
        f"{YEAR}年度政府信息公开工作年度报告开始编制"
    ]
    open_year(office=government, year=YEAR, owing=["yunxi", "yunxi-lincao"], by=supervisor)
    assert len(standing(government, YEAR)) == 2


def test_a_report_that_was_begun_is_shown_though_the_agency_was_excused(
    government: Agency, agency: Agency, supervisor: User, drafter: User
) -> None:
    open_year(office=government, year=YEAR, owing=["yunxi"], by=supervisor)
    assert [line.code for line in standing(government, YEAR)] == ["yunxi"]
    Version.objects.create(report=Report.objects.create(agency=agency, year=YEAR), created_by=drafter)
    assert len(standing(government, YEAR)) == 2


@pytest.mark.parametrize(("year", "owing"), [(YEAR - 1, ["yunxi"]), (YEAR + 2, ["yunxi"]), (YEAR, ["linjiang"])])
def test_a_year_that_cannot_be_opened_is_refused(
    government: Agency, agency: Agency, supervisor: User, year: int, owing: list[str]
) -> None:
    with pytest.raises(Refused):
        open_year(office=government, year=year, owing=owing, by=supervisor)
    assert not Opening.objects.exists()


def test_agencies_are_asked_by_themselves_on_the_days_of_the_setting_once_a_day(
    government: Agency, agency: Agency, supervisor: User, drafter: User, settings: Any
) -> None:
    open_year(office=government, year=YEAR, owing=["yunxi", "yunxi-lincao"], by=supervisor)
    put_off(agency=agency, year=YEAR, day=date(YEAR + 1, 12, 30), reason="机构改革", by=supervisor)
    left = (date(YEAR + 1, 12, 30) - TODAY).days
    settings.CALL_DAYS = [left + 1]
    assert automatic.ask() == 0
    settings.CALL_DAYS = [left]
    assert (automatic.ask(), automatic.ask()) == (1, 0)
    made = Call.objects.get()
    assert (made.agency, made.by, made.automatic_on) == (agency, None, TODAY)


def test_nothing_is_asked_for_a_year_that_no_office_opened_or_that_is_done(
    government: Agency, agency: Agency, supervisor: User, drafter: User, settings: Any
) -> None:
    settings.CALL_DAYS = [(date(YEAR + 1, 1, 31) - TODAY).days]
    assert automatic.ask() == 0
    open_year(office=government, year=YEAR, owing=["yunxi-lincao"], by=supervisor)
    report = Report.objects.create(agency=agency, year=YEAR)
    Version.objects.create(report=report, created_by=drafter, state=State.PUBLISHED)
    assert automatic.ask() == 0
