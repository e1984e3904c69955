"""整改通知, many at once: made by a job, followed on a page of its own, downloaded, deleted; of no other office."""

import io
from zipfile import ZipFile

import pytest
from django.test import Client

from govreport.agencies.models import Agency, Role, User
from govreport.agencies.services import appoint
from govreport.batches.models import OfficeLetter, OfficeLetters
from govreport.jobs.models import Job, JobState
from govreport.jobs.run import run
from govreport.journal.models import Event
from govreport.reports.models import State, Version
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
    assert f'href="{PAGE}?year=2020"' in office.get(address).content.decode()


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
