"""雷同段落: shown with their source where they can be rewritten; nobody's unpublished text is ever shown to others."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from govreport.agencies.models import Agency, Membership, Role, User
from govreport.agencies.services import place
from govreport.reports.models import State, Version
from govreport.reports.neighbours import neighbouring_versions
from govreport.reports.services import start_report
from govreport.standards.document import AgencyName
from tests.builders import balanced

pytestmark = pytest.mark.django_db

COPIED = "专栏新增地图查询，林班、保护区和防火检查站可以按位置查看，手机打开同样清楚，群众办事少跑路。"


def written(agency: Agency, year: int, by: User, text: str = COPIED) -> Version:
    """A report of an agency whose overview says one thing."""
    document = balanced(year=year)
    sections = {**document.sections, "sec1": text}
    Membership.objects.get_or_create(user=by, agency=agency, role=Role.DRAFTER)
    named = document.replace(sections=sections, agency=AgencyName(name=agency.name))
    return start_report(agency=agency, year=year, by=by, document=named)


@pytest.fixture
def neighbour(agency: Agency) -> Agency:
    """Another agency under the same parent."""
    parent = Agency.objects.create(code="tongfu", name="云溪县人民政府", level="county", kind="government")
    other = Agency.objects.create(code="tongji", name="云溪县水务局", level="county", kind="department")
    place(agency=parent, parent=None, from_year=2008)
    for item in (agency, other):
        place(agency=item, parent=parent, from_year=2008)
    return other


def test_last_years_passages_stand_under_the_text(clerk: Client, agency: Agency, drafter: User) -> None:
    written(agency, 2022, drafter)
    version = written(agency, 2023, drafter, f"{COPIED}今年另外做了一件从前没有做过的事。")
    page = clerk.get(reverse("drafting:section", args=[version.report.pk, "sec1"])).text
    assert "与上年报告相同的段落：1 处" in page
    assert f"<mark>{COPIED}</mark>" in page


def test_without_last_year_nothing_is_said(clerk: Client, agency: Agency, drafter: User) -> None:
    version = written(agency, 2023, drafter)
    assert "recycled-list" not in clerk.get(reverse("drafting:section", args=[version.report.pk, "sec1"])).text


@pytest.mark.parametrize(("state", "told"), [(State.PUBLISHED, True), (State.DRAFTING, False), (State.APPROVED, False)])
def test_only_what_a_neighbour_has_published_is_compared(
    clerk: Client, agency: Agency, neighbour: Agency, drafter: User, state: State, told: bool
) -> None:
    theirs = written(neighbour, 2023, drafter)
    Version.objects.filter(pk=theirs.pk).update(state=state)
    version = written(agency, 2023, drafter)
    page = clerk.get(reverse("drafting:report", args=[version.report.pk])).text
    assert ("云溪县水务局" in page) is told
    assert ("与其他机关报告相同的段落" in page) is told


def test_a_report_of_two_years_ago_or_of_another_parent_is_not_compared(
    agency: Agency, neighbour: Agency, drafter: User
) -> None:
    old = written(neighbour, 2021, drafter)
    stranger = Agency.objects.create(code="yuanfang", name="远方县水务局", level="county", kind="department")
    place(agency=stranger, parent=None, from_year=2008)
    far = written(stranger, 2023, drafter)
    Version.objects.filter(pk__in=[old.pk, far.pk]).update(state=State.PUBLISHED)
    assert neighbouring_versions(written(agency, 2023, drafter).report) == ()


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2024, 1, 21), "还有 10 天"),
        (date(2024, 1, 31), "今天截止"),
        (date(2024, 2, 2), "已超过 2 天"),
    ],
)
def test_the_days_left_stand_on_the_summary(
    clerk: Client, agency: Agency, drafter: User, monkeypatch: Any, today: date, words: str
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: today)
    version = written(agency, 2023, drafter)
    page = clerk.get(reverse("drafting:report", args=[version.report.pk])).text
    assert f"法定期限 2024年1月31日，{words}" in page


def test_a_finding_leads_to_its_rule(clerk: Client, agency: Agency, drafter: User) -> None:
    version = written(agency, 2023, drafter, f"{COPIED}申请人电话13812345678。")
    page = clerk.get(reverse("drafting:report", args=[version.report.pk])).text
    assert f'href="{reverse("portal:rules")}#P-02"' in page
