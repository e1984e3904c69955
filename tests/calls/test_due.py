"""期限: the day of the law, the day laid down locally, the extension."""

from datetime import date

import pytest

from govreport.agencies.models import Agency, User
from govreport.agencies.services import register
from govreport.calls.allow import lay_down, name_contact, put_off
from govreport.calls.due import due_of
from govreport.calls.models import Deadline, Extension
from govreport.journal.models import Event
from govreport.reports.errors import NotAllowed, Refused


def test_without_anything_else_the_law_counts(agency: Agency, government: Agency) -> None:
    assert (due_of(agency, 2025).day, due_of(government, 2025).day) == (date(2026, 1, 31), date(2026, 3, 31))
    assert due_of(agency, 2025).official


def test_an_office_lays_down_an_earlier_day_for_the_agencies_of_one_kind_under_it(
    agency: Agency, government: Agency, other_agency: Agency, supervisor: User
) -> None:
    lay_down(
        office=government,
        year=2025,
        level="county",
        kind="department",
        day=date(2026, 1, 26),
        basis="通知",
        by=supervisor,
    )
    found = due_of(agency, 2025)
    assert (found.day, found.law, found.basis) == (date(2026, 1, 26), date(2026, 1, 31), "通知")
    assert due_of(government, 2025).day == date(2026, 3, 31)
    assert due_of(other_agency, 2025).day == date(2026, 1, 31)
    assert due_of(agency, 2024).day == date(2025, 1, 31)
    event = Event.objects.get(action="deadline.set")
    assert (event.actor, event.payload["day"]) == (supervisor, "2026-01-26")


def test_the_same_office_changes_its_day_and_the_rule_that_names_more_counts(
    agency: Agency, government: Agency, supervisor: User
) -> None:
    for kind, day in (("", 20), ("department", 26), ("department", 28)):
        lay_down(office=government, year=2025, level="", kind=kind, day=date(2026, 1, day), basis="通知", by=supervisor)
    assert due_of(agency, 2025).day == date(2026, 1, 28)
    assert Deadline.objects.count() == 2


def test_a_local_day_for_everybody_never_puts_off_what_the_law_names(
    agency: Agency, government: Agency, supervisor: User
) -> None:
    town = register(code="yunxi-town", name="云溪镇", level="township", kind="government", parent=government)  # type: ignore[arg-type]
    lay_down(office=government, year=2025, level="", kind="", day=date(2026, 2, 15), basis="通知", by=supervisor)
    assert due_of(agency, 2025).day == date(2026, 1, 31)
    assert due_of(town, 2025).day == date(2026, 2, 15)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"day": date(2026, 2, 1)}, "晚于法定期限 2026-01-31"),
        ({"day": date(2025, 12, 31)}, "应在 2026 年内"),
        ({"basis": " "}, "请写明依据"),
    ],
)
def test_a_local_day_that_cannot_be_is_refused_with_a_sentence(
    government: Agency, supervisor: User, change: dict[str, object], sentence: str
) -> None:
    values = {"level": "county", "kind": "department", "day": date(2026, 1, 26), "basis": "通知"} | change
    with pytest.raises(Refused, match=sentence):
        lay_down(office=government, year=2025, by=supervisor, **values)  # type: ignore[arg-type]
    assert not Deadline.objects.exists()


def test_an_extension_is_for_one_agency_and_one_year_and_keeps_who_allowed_it(agency: Agency, supervisor: User) -> None:
    put_off(agency=agency, year=2025, day=date(2026, 2, 10), reason="机构改革", by=supervisor)
    put_off(agency=agency, year=2025, day=date(2026, 2, 20), reason="系统迁移", by=supervisor)
    found = due_of(agency, 2025)
    assert (found.day, found.extended, found.law) == (date(2026, 2, 20), True, date(2026, 1, 31))
    assert not due_of(agency, 2024).extended
    kept = Extension.objects.values_list("day", "reason", "approved_by__username")
    assert list(kept) == [
        (date(2026, 2, 10), "机构改革", "supervisor"),
        (date(2026, 2, 20), "系统迁移", "supervisor"),
    ]
    assert Event.objects.filter(action="report.extended").count() == 2


@pytest.mark.parametrize(
    ("day", "reason", "sentence"),
    [
        (date(2026, 1, 31), "理由", "不晚于现在的期限 2026-01-31"),
        (date(2027, 1, 1), "理由", "最多延期至 2026-12-31"),
        (date(2026, 2, 10), " ", "请写明延期的理由"),
        (date(2026, 2, 10), "长" * 301, "理由有 301 字，最多 300 字"),
    ],
)
def test_an_extension_that_cannot_be_is_refused_with_a_sentence(
    agency: Agency, supervisor: User, day: date, reason: str, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        put_off(agency=agency, year=2025, day=day, reason=reason, by=supervisor)
    assert not Extension.objects.exists()


def test_nobody_allows_the_own_agency_or_that_of_others_a_later_day(
    agency: Agency, government: Agency, other_agency: Agency, supervisor: User, lead: User
) -> None:
    for where, who in ((government, supervisor), (other_agency, supervisor), (agency, lead)):
        with pytest.raises(NotAllowed):
            put_off(agency=where, year=2025, day=date(2026, 6, 10), reason="理由", by=who)
    with pytest.raises(NotAllowed):
        lay_down(office=agency, year=2025, level="", kind="", day=date(2026, 1, 5), basis="通知", by=lead)


def test_a_contact_is_named_by_the_office_and_needs_a_number(agency: Agency, supervisor: User, stranger: User) -> None:
    assert str(name_contact(agency=agency, name="王 芳", phone="0571-8800", by=supervisor)) == "王 芳 0571-8800"
    with pytest.raises(Refused, match="请填写联系人的姓名和电话号码"):
        name_contact(agency=agency, name="王芳", phone="无", by=supervisor)
    with pytest.raises(NotAllowed):
        name_contact(agency=agency, name="王芳", phone="110", by=stranger)
