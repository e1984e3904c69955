"""整改通知, many at once: made by a job, followed on a page of its own, downloaded, deleted; of no other office."""

import io
from collections.abc import Sequence
from zipfile import ZipFile

import openpyxl
import pytest
from django.test import Client

from govreport.agencies.models import Agency, Membership, Role, Scope, User
from govreport.agencies.services import appoint
from govreport.batches import letters as making
from govreport.batches.models import OfficeLetter, OfficeLetters
from govreport.jobs.models import Job, JobState
from govreport.jobs.run import run
from govreport.journal.models import Event
from govreport.reports.models import State, Version
from govreport.reports.services import start_report
from govreport.standards.document import AgencyName
from tests.builders import wrong_totals
from tests.cast import person
from tests.web.drafting.conftest import SignIn

PAGE = "/desk/oversight/notices/"
FORM = {"name": "云溪县人民政府办公室", "issued": "2026-02-10", "due": "2026-02-28", "contact": ""}


@pytest.fixture(autouse=True)
def one_is_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """A single letter is more than the page waits for."""
    monkeypatch.setattr("govreport.web.oversight.notices.AT_ONCE", 0)


@pytest.fixture
def office(sign_in: SignIn, supervisor: User) -> Client:
    """The browser of the supervising office."""
    return sign_in(supervisor)


@pytest.fixture
def address(office: Client, imported: Version) -> str:
    """Where the letter on a faulty report of 2020 is being made."""
    Version.objects.filter(pk=imported.pk).update(state=State.PUBLISHED)
    return office.post(f"{PAGE}?year=2020", {**FORM, "version": [imported.pk]}).headers["Location"]


def done() -> Job:
    """The job that makes them, run."""
    run(Job.objects.get().pk)
    return Job.objects.get()


def test_letters_are_made_in_the_background_and_then_downloaded(
    office: Client, address: str, imported: Version, supervisor: User
) -> None:
    assert address == f"{PAGE}{OfficeLetters.objects.get().pk}/"
    assert not Event.objects.filter(action="version.notice.made").exists()
    page = office.get(address).content.decode()
    assert "通知在后台生成，可以离开这一页。" in page
    assert office.get(f"{address}letters.zip").status_code == 404
    job = done()
    assert (job.state, job.title, job.url) == (JobState.DONE, "2020年度年报的整改通知", address)
    assert f'href="{address}letters.zip"' in office.get(address).content.decode()
    answer = office.get(f"{address}letters.zip")
    with ZipFile(io.BytesIO(b"".join(answer))) as archive:  # type: ignore[call-overload]
        assert archive.namelist() == ["校核汇总.xlsx", "整改通知-云溪县林业和草原局2020.docx"]
    event = Event.objects.get(action="version.notice.made")
    assert (event.actor, event.subject) == (supervisor, imported.subject)
    assert event.payload == {"office": "云溪县人民政府办公室", "due": "2026-02-28"}
    assert not OfficeLetter.objects.exists()


def test_they_are_found_again_from_the_page_of_notices(office: Client, address: str) -> None:
    assert f'href="{address}"' in office.get(f"{PAGE}?year=2020").content.decode()
    page = office.get(address).content.decode()
    assert f'href="{PAGE}?year=2020"' in page
    assert "<span>2020年度年报</span>" in page  # in the reader's language, so not marked as Chinese


def test_a_report_that_was_taken_back_by_then_is_left_out(office: Client, address: str, imported: Version) -> None:
    Version.objects.filter(pk=imported.pk).update(state=State.WITHDRAWN)
    assert done().state == JobState.DONE
    assert "这份年报的检查结果已改变或删除，没有生成通知。" in office.get(address).content.decode()
    assert office.get(f"{address}letters.zip").status_code == 404


def test_they_are_cancelled_resumed_and_deleted(office: Client, address: str) -> None:
    office.post(f"{address}cancel/")
    assert done().state == JobState.CANCELLED
    assert f'action="{address}resume/"' in office.get(address).content.decode()
    office.post(f"{address}resume/")
    assert done().state == JobState.DONE
    assert office.post(f"{address}remove/").headers["Location"] == f"{PAGE}?year=2020"
    assert office.get(address).status_code == 404
    assert not OfficeLetters.objects.exists()
    assert Event.objects.filter(action="version.notice.made").exists()


def test_the_page_asks_how_far_it_is(office: Client, address: str) -> None:
    part = f"{address}?part=progress"
    first = office.get(part)
    assert office.get(part, headers={"If-None-Match": first["ETag"]}).status_code == 304
    done()
    assert office.get(part)["HX-Refresh"] == "true"


def test_another_office_and_others_find_nothing(
    sign_in: SignIn, address: str, other_agency: Agency, drafter: User
) -> None:
    other = person("other", "别的主管部门")
    appoint(user=other, agency=other_agency, role=Role.SUPERVISOR)
    for part in ("", "letters.zip"):
        assert sign_in(other).get(f"{address}{part}").status_code == 404
        assert sign_in(drafter).get(f"{address}{part}").status_code == 403
    assert sign_in(other).post(f"{address}remove/").status_code == 404
    assert OfficeLetters.objects.exists()


def test_a_colleague_who_sees_the_office_alone_finds_no_letters_on_what_is_under_it(
    sign_in: SignIn, office: Client, address: str, government: Agency
) -> None:
    colleague = person("colleague", "同处室人员")
    appoint(user=colleague, agency=government, role=Role.SUPERVISOR, scope=Scope.OWN)
    done()
    assert found_by(sign_in(colleague), address) == MISSING
    assert found_by(office, address) == THERE


def test_a_colleague_who_inspects_every_report_among_them_shares_the_letters(
    sign_in: SignIn, address: str, government: Agency, imported: Version
) -> None:
    colleague = person("colleague", "同处室人员")
    appoint(user=colleague, agency=government, role=Role.SUPERVISOR, scope=Scope.SUBTREE)
    done()
    assert found_by(sign_in(colleague), address) == THERE
    Version.objects.filter(pk=imported.pk).update(state=State.WITHDRAWN)
    assert found_by(sign_in(colleague), address)[:2] == MISSING[:2]
    Version.objects.filter(pk=imported.pk).update(state=State.PUBLISHED)
    assert sign_in(colleague).post(f"{address}remove/").status_code == 302
    assert not OfficeLetters.objects.exists()


def test_letters_of_somebody_with_two_offices_are_for_those_who_inspect_all_of_them(
    sign_in: SignIn, supervisor: User, both: User, theirs: Version, imported: Version, other_agency: Agency
) -> None:
    other = person("other", "临江县主管部门")
    appoint(user=other, agency=other_agency, role=Role.SUPERVISOR)
    asked = {name: made_by(sign_in(both), on) for name, on in {"mixed": [imported, theirs], "theirs": [theirs]}.items()}
    for who, name, answers in (
        (both, "mixed", THERE),
        (both, "theirs", THERE),
        (supervisor, "mixed", MISSING),
        (supervisor, "theirs", MISSING),
        (other, "mixed", MISSING),
        (other, "theirs", THERE),
    ):
        assert found_by(sign_in(who), asked[name]) == answers, (who.username, name)
    Membership.objects.get(user=both, agency=other_agency).delete()
    assert [found_by(sign_in(both), where) for where in asked.values()] == [MISSING, MISSING]


def test_letters_stay_with_whoever_asked_where_a_report_was_taken_back_and_the_overview_says_what_they_say(
    monkeypatch: pytest.MonkeyPatch, sign_in: SignIn, both: User, theirs: Version, imported: Version
) -> None:
    real = making.letter

    def taken_back(*args: object) -> bytes:
        Version.objects.filter(pk=imported.pk).update(state=State.WITHDRAWN)
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(making, "letter", taken_back)
    browser = sign_in(both)
    answer = browser.get(f"{made_by(browser, [imported, theirs])}letters.zip")
    with ZipFile(io.BytesIO(b"".join(answer))) as archive:  # type: ignore[call-overload]
        assert sorted(archive.namelist()) == [
            "整改通知-临江县林业和草原局2020.docx",
            "整改通知-云溪县林业和草原局2020.docx",
            "校核汇总.xlsx",
        ]
        sheet = openpyxl.load_workbook(io.BytesIO(archive.read("校核汇总.xlsx"))).active
    assert sheet is not None
    rows = [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert {row[1] for row in rows} == {"云溪县林业和草原局", "临江县林业和草原局"}
    assert all(row[3] > 0 and row[6] == "有" for row in rows)


# How the page, the archive and a turn of the letters answer, and whether the page of notices leads to them.
THERE = (200, 200, True)
MISSING = (404, 404, False)


def found_by(browser: Client, address: str) -> tuple[int, int, bool]:
    """How the page and the archive answer, and whether the page of notices leads there.

    Whoever does not find them can do nothing with them either.
    """
    page = browser.get(address).status_code
    if page == 404:
        assert {browser.post(f"{address}{turn}/").status_code for turn in ("cancel", "resume", "remove")} == {404}
    listed = f'href="{address}"' in browser.get(f"{PAGE}?year=2020").content.decode()
    return page, browser.get(f"{address}letters.zip").status_code, listed


@pytest.fixture
def both(government: Agency, other_agency: Agency) -> User:
    """Somebody who supervises the county with all under it and, elsewhere, one bureau."""
    user = person("both", "两处兼职人员")
    appoint(user=user, agency=government, role=Role.SUPERVISOR, scope=Scope.SUBTREE)
    appoint(user=user, agency=other_agency, role=Role.SUPERVISOR)
    return user


@pytest.fixture
def theirs(imported: Version, other_agency: Agency, stranger: User) -> Version:
    """A faulty report of 2020 of the other county's bureau, published like the one of the bureau here."""
    document = wrong_totals().replace(agency=AgencyName(other_agency.name))
    made = start_report(agency=other_agency, year=2020, by=stranger, document=document, source_name="a.txt")
    Version.objects.filter(pk__in=[made.pk, imported.pk]).update(state=State.PUBLISHED)
    return made


def made_by(browser: Client, on: Sequence[Version]) -> str:
    """Where letters on these reports are, made."""
    form = {**FORM, "version": [version.pk for version in on]}
    address = browser.post(f"{PAGE}?year=2020", form).headers["Location"]
    run(OfficeLetters.objects.latest("pk").job_id)  # type: ignore[arg-type]
    return address
