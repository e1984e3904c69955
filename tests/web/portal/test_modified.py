"""Last-Modified: readers without cookies, as search engines are, ask by time and are told that nothing has changed."""

import importlib.util
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from govreport.agencies.models import User
from govreport.publishing.models import Publication, WithdrawalKind
from govreport.publishing.own_site import record_own_site
from govreport.publishing.withdraw import ask, withdraw
from govreport.web.ui import conditional
from tests.web.portal.conftest import Publish

pytestmark = pytest.mark.django_db

REPORT = "/reports/2023/yunxi-lincao/"
OF_AGENCY = (
    REPORT,
    f"{REPORT}v1/",
    f"{REPORT}versions/",
    "/agencies/yunxi-lincao/",
    "/agencies/yunxi-lincao/years/",
    "/agencies/yunxi-lincao/years.csv",
)
LISTS = ("/", "/reports/2023/", "/agencies/", "/regions/", "/regions/yunxi/", "/data/", "/data/2023.csv")
# What these say never changes but with the program.
LASTING = (
    f"{REPORT}report.json",
    f"{REPORT}report.docx",
    f"{REPORT}report.pdf",
    "/data/dictionary/e2021/",
    "/data/dictionary/e2021.csv",
)

Later = Callable[[], None]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """A clock a day ahead; each call moves it on by an hour. The program is of 2020, and everything settles at once."""
    passed = [timedelta(days=1)]
    monkeypatch.setattr(conditional, "SETTLED", timedelta(0))
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime.now(UTC) + passed[0])
    monkeypatch.setattr(conditional, "program_changed", lambda: datetime(2020, 1, 1, tzinfo=UTC))

    def later() -> None:
        passed[0] += timedelta(hours=1)

    return later


def modified(address: str) -> str:
    """When a page says that it last changed, to a reader who comes for the first time."""
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer["Last-Modified"]


def status(address: str, since: str) -> int:
    """What a reader without cookies is answered who has the page as of then."""
    answer = Client().get(address, headers={"If-Modified-Since": since})
    assert answer.status_code == 200 or answer.content == b""
    return answer.status_code


@pytest.mark.parametrize("address", [*OF_AGENCY, *LISTS, *LASTING])
def test_what_has_not_changed_since_is_not_sent_again(later: Later, published: Publication, address: str) -> None:
    Client().get(address)  # a PDF is stored when it is first asked for
    assert status(address, modified(address)) == 304
    assert status(address, "Wed, 01 Jan 2014 00:00:00 GMT") == 200


@pytest.mark.parametrize("address", [*OF_AGENCY, *LISTS])
def test_another_publication_changes_lists_and_the_pages_of_its_agency(
    later: Later, release: Publish, address: str
) -> None:
    release()
    before = modified(address)
    later()
    release("e2019")
    assert status(address, before) == 200


@pytest.mark.parametrize("address", LASTING)
def test_files_and_dictionaries_stay_what_they_are(later: Later, release: Publish, address: str) -> None:
    release()
    Client().get(address)
    before = modified(address)
    later()
    release("e2019")
    assert status(address, before) == 304


@pytest.mark.parametrize("address", ["/", "/agencies/", "/data/2023.csv", "/agencies/yunxi-lincao/"])
def test_a_withdrawal_changes_what_listed_the_report(
    later: Later, release: Publish, drafter: User, signatory: User, address: str
) -> None:
    release()
    gone = release("e2019")
    before = modified(address)
    later()
    request = ask(version=gone.version, kind=WithdrawalKind.values[0], reason="数据需要重新核对。", by=drafter)
    withdraw(withdrawal=request, by=signatory)
    assert status(address, before) == 200


def test_an_address_written_back_changes_the_page_of_the_report(
    later: Later, published: Publication, drafter: User
) -> None:
    before = modified(REPORT)
    later()
    record_own_site(publication=published, url="https://www.example.gov.cn/1", on=date(2024, 1, 20), by=drafter)
    assert status(REPORT, before) == 200


@pytest.mark.parametrize("address", [REPORT, "/", "/data/2023.csv", "/data/dictionary/e2021/"])
def test_an_upgrade_changes_every_page(
    later: Later, published: Publication, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = modified(address)
    soon = datetime.now(UTC) + timedelta(days=9)
    monkeypatch.setattr(conditional, "program_changed", lambda: soon)
    assert status(address, before) == 200


def test_a_mark_that_differs_outweighs_the_time(later: Later, published: Publication) -> None:
    answer = Client().get(REPORT)
    headers = {"If-Modified-Since": answer["Last-Modified"], "If-None-Match": '"another"'}
    assert Client().get(REPORT, headers=headers).status_code == 200


def test_what_changed_a_moment_ago_is_asked_for_by_its_mark_only(
    later: Later, published: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = modified("/")
    monkeypatch.setattr(conditional, "SETTLED", timedelta(minutes=2))
    reader = Client()
    reader.get("/")
    answer = reader.get("/", headers={"If-Modified-Since": before})
    assert (answer.status_code, "Last-Modified" in answer) == (200, False)
    assert reader.get("/", headers={"If-None-Match": answer["ETag"]}).status_code == 304
    later()
    assert status("/", before) == 304


def test_the_program_counts_from_the_start_of_its_process_whatever_times_its_files_bear() -> None:
    loader = importlib.util.spec_from_file_location("started_anew", conditional.__file__)
    assert loader is not None
    assert loader.loader is not None
    started = importlib.util.module_from_spec(loader)
    loader.loader.exec_module(started)
    assert conditional.program_changed() < started.program_changed() <= datetime.now(UTC)
