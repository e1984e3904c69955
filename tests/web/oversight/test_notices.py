"""整改通知页: what the reports under an office have open, and the letters."""

import io
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from govreport.agencies import services
from govreport.agencies.models import Agency, Kind, Level, Role, User
from govreport.journal.models import Event
from govreport.reports.models import Explanation, Ruling, State, Version
from govreport.reports.services import start_report
from tests.builders import balanced, wrong_totals
from tests.reasons import now, say
from tests.web.drafting.conftest import SignIn

PAGE = "/desk/oversight/notices/"
FORM = {"name": "云溪县人民政府办公室", "issued": "2026-02-10", "due": "2026-02-28", "contact": ""}


def published(version: Version) -> Version:
    """A report that was published with its faults, as those of earlier years were."""
    Version.objects.filter(pk=version.pk).update(state=State.PUBLISHED)
    return Version.objects.get(pk=version.pk)


def test_the_office_sees_the_published_reports_under_it_with_what_is_open(office: Client, imported: Version) -> None:
    assert imported.report.agency.name not in office.get(PAGE).content.decode()
    published(imported)
    page = office.get(PAGE).content.decode()
    assert "云溪县林业和草原局" in page
    assert f'name="version"\n                               value="{imported.pk}"' in page
    assert 'aria-current="page">2020年度' in page


def test_where_nothing_is_to_be_corrected_no_letter_is_offered(
    office: Client, complete: Version, imported: Version
) -> None:
    published(complete)
    published(imported)
    assert ">生成整改通知" in office.get(f"{PAGE}?year=2020").content.decode()
    page = office.get(f"{PAGE}?year=2023").content.decode()
    assert ">生成整改通知" not in page
    assert "本页的年报没有需要整改的，不用发通知。" in page


def test_chosen_reports_become_letters_and_the_journal_says_so(
    office: Client, imported: Version, supervisor: User
) -> None:
    published(imported)
    response = office.post(f"{PAGE}?year=2020", {**FORM, "version": [imported.pk]})
    assert response["Content-Type"] == "application/zip"
    with ZipFile(io.BytesIO(response.content)) as archive:
        assert archive.namelist() == ["校核汇总.xlsx", "整改通知-云溪县林业和草原局2020.docx"]
    event = Event.objects.get(action="version.notice.made")
    assert (event.actor, event.subject) == (supervisor, imported.subject)
    assert event.payload == {"office": "云溪县人民政府办公室", "due": "2026-02-28"}


def test_without_a_report_chosen_the_page_says_what_to_do_and_keeps_what_was_typed(
    office: Client, imported: Version
) -> None:
    published(imported)
    response = office.post(f"{PAGE}?year=2020", {**FORM, "name": "另一个办公室"})
    assert response.status_code == 422
    assert "没有选中需要整改的报告。请至少选择一份。" in response.content.decode()
    assert 'value="另一个办公室"' in response.content.decode()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "请填写发文单位。"),
        ({"due": "2026-02-01"}, "答复期限 2026-02-01 早于发文日期 2026-02-10，请核对。"),
        ({"issued": "明天"}, "发文日期应写作 2026-01-31。"),
    ],
)
def test_a_form_that_cannot_be_used_is_answered_with_a_sentence(
    office: Client, imported: Version, change: dict[str, str], sentence: str
) -> None:
    published(imported)
    response = office.post(f"{PAGE}?year=2020", {**FORM, **change, "version": [imported.pk]})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Event.objects.filter(action="version.notice.made").exists()


def test_reports_of_other_offices_cannot_be_chosen(
    office: Client, imported: Version, other_agency: Agency, stranger: User
) -> None:
    published(imported)
    theirs = published(
        start_report(agency=other_agency, year=2020, by=stranger, document=wrong_totals(), source_name="a.txt")
    )
    assert other_agency.name not in office.get(PAGE).content.decode()
    assert office.post(f"{PAGE}?year=2020", {**FORM, "version": [theirs.pk, "x", "9" * 30]}).status_code == 422


@pytest.mark.parametrize("who", ["drafter", "reviewer", "signatory", "viewer", "stranger"])
def test_only_people_of_a_supervising_office_come_here(
    sign_in: SignIn, who: str, request: pytest.FixtureRequest
) -> None:
    assert sign_in(request.getfixturevalue(who)).get(PAGE).status_code == 403


def test_strangers_without_account_are_sent_to_sign_in() -> None:
    response = Client().get(PAGE)
    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]


def test_the_office_finds_the_page_from_its_desk_and_others_see_no_such_link(
    office: Client, sign_in: SignIn, drafter: User
) -> None:
    assert PAGE in office.get("/desk/").content.decode()
    assert PAGE not in sign_in(drafter).get("/desk/").content.decode()


def test_the_number_of_queries_does_not_grow_with_the_number_of_reports(
    office: Client,
    imported: Version,
    government: Agency,
    drafter: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    published(imported)
    for number in range(6):
        agency = services.register(
            code=f"yunxi-{number}",
            name=f"云溪县第{number}局",
            level=Level.COUNTY,
            kind=Kind.DEPARTMENT,
            sort=30 + number,
            parent=government,
        )
        services.appoint(user=drafter, agency=agency, role=Role.DRAFTER)
        for year in (2020, 2021):
            document = balanced("e2019" if year == 2020 else "e2021", year=year, name=agency.name)
            published(start_report(agency=agency, year=year, by=drafter, document=document, source_name="a.txt"))
    office.get(PAGE)  # the first request of a person also opens a session
    with django_assert_max_num_queries(22):
        assert office.get(f"{PAGE}?year=2021").status_code == 200


def warned(office: Client) -> bool:
    """Whether the page counts something that must be explained."""
    return "须说明" in office.get(PAGE).content.decode()


def test_a_warning_whose_reason_was_accepted_is_no_reason_for_a_letter(
    office: Client, agency: Agency, drafter: User, reviewer: User
) -> None:
    own = balanced(year=2023, name=agency.name)
    own = own.replace(sections={**own.sections, "sec1": f"{own.sections['sec1']}\n全年制发行政规范性文件9件。"})
    version = start_report(agency=agency, year=2023, by=drafter, document=own, source_name="a.txt")
    for answer in now(version).asked:
        say(version, answer, drafter)
    published(version)
    assert warned(office)
    Explanation.objects.update(ruling=Ruling.ACCEPTED, ruling_by=reviewer, ruling_at=timezone.now())
    assert not warned(office)
