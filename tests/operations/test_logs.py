"""结构化日志: a line says which request, which person and which agency it belongs to, and stays one line."""

import json
import logging
from collections.abc import Iterator

import pytest
from django.test import Client

from govreport.agencies.models import User
from govreport.jobs.tasks import run_job
from govreport.reports.models import Version
from govreport.reports.services import start_report
from govreport.tracing import JsonFormatter, about, known, note, request_id
from tests.builders import balanced


class Kept(logging.Handler):
    """Keeps each line as the log would have it, at the moment it is written."""

    def __init__(self) -> None:
        super().__init__()
        self.formatter = JsonFormatter()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def kept() -> Iterator[Kept]:
    """What is logged during the test."""
    handler, access = Kept(), logging.getLogger("govreport.access")
    before = access.level
    access.setLevel(logging.INFO)
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)
    access.setLevel(before)


@pytest.fixture
def version(drafter: User, agency: object) -> Version:
    """A report of the bureau."""
    return start_report(agency=agency, year=2023, by=drafter, document=balanced())  # type: ignore[arg-type]


def access(kept: Kept) -> dict[str, object]:
    """The line of the one request."""
    (line,) = [json.loads(line) for line in kept.lines if json.loads(line)["logger"] == "govreport.access"]
    return line


@pytest.mark.django_db
def test_a_request_is_one_line_with_the_ids_of_request_person_and_agency(
    client: Client, drafter: User, version: Version, kept: Kept
) -> None:
    client.force_login(drafter)
    kept.lines.clear()
    answer = client.get(f"/desk/reports/{version.report.pk}/", {"q": "secret"}, headers={"X-Request-ID": "front-0001"})
    line = access(kept)
    assert answer["X-Request-ID"] == line["request"] == "front-0001"
    assert (line["user"], line["agency"]) == (drafter.pk, version.report.agency.code)
    assert (line["method"], line["status"]) == ("GET", answer.status_code)
    assert line["path"] == f"/desk/reports/{version.report.pk}/"
    assert "secret" not in "".join(kept.lines)


@pytest.mark.django_db
def test_two_requests_have_two_ids_and_nobody_is_named_who_is_not_signed_in(client: Client, kept: Kept) -> None:
    first, second = client.get("/health/live"), client.get("/health/live")
    assert first["X-Request-ID"] != second["X-Request-ID"]
    assert all("user" not in json.loads(line) for line in kept.lines)


@pytest.mark.parametrize("given", ["", "short", "a" * 65, "two words", "line\nbreak", "中文中文中文中文", '"quoted"'])
def test_an_id_that_could_break_a_line_is_replaced(given: str) -> None:
    assert request_id(given) != given
    assert len(request_id(given)) == 32


def test_whatever_is_logged_stays_on_one_line_and_can_be_read(kept: Kept) -> None:
    try:
        raise ValueError("行\n行")
    except ValueError:
        logging.getLogger("any").exception("a line\nwith a break", extra={"count": 3, "thing": object()})
    (line,) = kept.lines
    assert "\n" not in line
    read = json.loads(line)
    assert (read["message"], read["count"], read["level"]) == ("a line\nwith a break", 3, "ERROR")
    assert "thing" not in read
    assert "ValueError" in read["exception"]


def test_facts_end_with_their_request() -> None:
    note(agency="nobody's")
    with about(request="one"):
        note(agency="a")
        with about(job=7):
            assert known() == {"request": "one", "agency": "a", "job": 7}
        assert known() == {"request": "one", "agency": "a"}
    assert known() == {}


@pytest.mark.django_db
def test_lines_of_a_job_carry_its_number(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govreport.jobs.tasks.run", lambda job: logging.getLogger("any").warning("working"))
    run_job(41)
    assert json.loads(kept.lines[0])["job"] == 41
