"""按校核结果筛选报送进度: by severity and by chapter, over reports that left their agency's hands."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from govreport.agencies.models import Agency, Kind, Level, Placement, Role, Scope, User
from govreport.agencies.services import appoint
from govreport.checks.models import Tally
from govreport.checks.tally import columns, count
from govreport.reports.models import Report, State, Version
from tests.web.drafting.conftest import SignIn

PAGE = "/desk/oversight/"
SETTLED = ["X-01", "warning", 2, 0]
OPEN = ["T3-01", "error", 1, 1]
HINT = ["N-01", "hint", 4, 4]


@pytest.fixture
def office(sign_in: SignIn, supervisor: User) -> Client:
    """The browser of the supervising office."""
    return sign_in(supervisor)


@pytest.fixture
def three(government: Agency, drafter: User) -> dict[str, Version]:
    """Three towns: one with something open, one with something explained and a hint, one with a draft."""
    made = {}
    for code, state, counts in (
        ("open", State.PUBLISHED, [OPEN]),
        ("settled", State.ACCEPTED, [SETTLED, HINT]),
        ("draft", State.DRAFTING, [OPEN]),
    ):
        town = Agency.objects.create(code=code, name=f"{code}镇", level=Level.TOWNSHIP, kind=Kind.OTHER, sort=99)
        Placement.objects.create(agency=town, parent=government, from_year=2008, path=f"yunxi/{code}")
        version = Version.objects.create(
            report=Report.objects.create(agency=town, year=2023), state=state, created_by=drafter
        )
        Tally.objects.create(version=version, **columns(counts, (None, None)))
        made[code] = version
    return made


def names(client: Client, query: str) -> list[str]:
    """The codes of the agencies in the list."""
    return [line.code for line in client.get(f"{PAGE}?year=2023&{query}").context["page"].object_list]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("open", ["open"]),
        ("error", ["open"]),
        ("warning", ["settled"]),
        ("table", ["open"]),
        ("cross", ["settled"]),
        ("narrative", []),
        ("clean", ["yunxi-lincao"]),
        ("uncounted", []),
    ],
)
def test_the_list_is_filtered_by_what_was_found(
    office: Client, three: dict[str, Version], approved: Version, asked: str, found: list[str]
) -> None:
    count(approved)
    assert names(office, f"found={asked}") == found


def test_an_unknown_class_asks_nothing_and_other_filters_go_on(office: Client, three: dict[str, Version]) -> None:
    assert "draft" in names(office, "found=layout")
    assert names(office, "found=error&state=accepted") == []
    assert names(office, "found=warning&state=accepted") == ["settled"]


def test_the_list_says_how_many_of_which_severity(office: Client, three: dict[str, Version]) -> None:
    text = office.get(f"{PAGE}?year=2023&found=warning").content.decode()
    row = text.split('<th scope="row"><span lang="zh-hans">settled镇')[1].split("</tr>")[0]
    assert "须说明" in row
    assert 'class="mark-count">2<' in row
    assert "其中 2 处的说明已认可" in row
    assert "只列已审定、已报送、已接收和已发布的年报" in text
    assert "只列已审定" not in office.get(f"{PAGE}?year=2023").content.decode()


def test_the_filter_stays_in_links_and_in_the_export(office: Client, three: dict[str, Version]) -> None:
    text = office.get(f"{PAGE}?year=2023&found=error").content.decode()
    assert "status.csv?year=2023&amp;office=yunxi&amp;found=error" in text
    data = office.get(f"{PAGE}status.csv?year=2023&found=error").content.decode("utf-8-sig")
    assert [line.split(",")[1] for line in data.splitlines()[1:]] == ["open"]


def test_what_has_to_be_counted_again_is_told_and_can_be_listed(office: Client, three: dict[str, Version]) -> None:
    Tally.objects.filter(version=three["open"]).update(rules="older")
    Tally.objects.filter(version=three["settled"]).delete()
    text = office.get(f"{PAGE}?year=2023&found=error").content.decode()
    assert "有 2 份年报还没有按现行规则和上年年报重新校核" in text
    assert names(office, "found=error") == ["open"], "by what was counted last"
    assert names(office, "found=uncounted") == ["open", "settled"]


def test_of_what_an_office_does_not_see_nothing_is_read(
    office: Client, supervisor: User, government: Agency, three: dict[str, Version]
) -> None:
    appoint(user=supervisor, agency=government, role=Role.SUPERVISOR, scope=Scope.OWN)
    own = Version.objects.create(
        report=Report.objects.create(agency=government, year=2023), state=State.PUBLISHED, created_by=supervisor
    )
    Tally.objects.create(version=own, **columns([OPEN], (None, None)))
    response = office.get(f"{PAGE}?year=2023&found=error")
    assert [line.version for line in response.context["page"].object_list] == [own.pk]
    assert set(response.context["shown"].judged.counted) == {own.pk}


def test_five_thousand_agencies_take_as_many_queries_as_two(
    office: Client,
    government: Agency,
    three: dict[str, Version],
    drafter: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    # The first page after signing in notes the device.
    office.get(f"{PAGE}?year=2023")
    with django_assert_max_num_queries(19):
        office.get(f"{PAGE}?year=2023&found=error")
    towns = Agency.objects.bulk_create(
        Agency(code=f"t{number}", name=f"镇{number}", level=Level.TOWNSHIP, kind=Kind.OTHER, sort=99)
        for number in range(5000)
    )
    Placement.objects.bulk_create(
        Placement(agency=town, parent=government, from_year=2008, path=f"yunxi/{town.code}") for town in towns
    )
    reports = Report.objects.bulk_create(Report(agency=town, year=2023) for town in towns)
    versions = Version.objects.bulk_create(
        Version(report=report, created_by=drafter, state=State.PUBLISHED) for report in reports
    )
    Tally.objects.bulk_create(Tally(version=version, **columns([OPEN], (None, None))) for version in versions)
    with django_assert_max_num_queries(19):
        response = office.get(f"{PAGE}?year=2023&found=error&page=3")
    assert response.context["page"].paginator.count == 5001
