"""语句数: a save and a question of an idle page cost the same few statements however much has happened before."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from govreport.agencies import services
from govreport.agencies.models import Agency, Role, User
from govreport.reports.models import Version
from govreport.reports.services import save_cells, start_report
from tests.builders import balanced
from tests.cast import person
from tests.web.drafting.test_news import ask
from tests.web.drafting.test_saving import send

CELL = "t3.new_received.commercial"
CONTROL = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


def statements(work: Callable[[], Any]) -> list[str]:
    """The statements that ask or write something; the limits of transactions are left out."""
    with CaptureQueriesContext(connection) as captured:
        work()
    return [query["sql"] for query in captured.captured_queries if not query["sql"].startswith(CONTROL)]


def test_one_cell_is_saved_with_few_statements_also_beside_last_years_report_and_others(
    clerk: Client, agency: Agency, drafter: User
) -> None:
    start_report(agency=agency, year=2022, by=drafter, document=balanced().replace(year=2022))
    version = start_report(agency=agency, year=2023, by=drafter, document=balanced())
    send(clerk, version, {CELL: "1"})
    assert len(statements(lambda: send(clerk, version, {CELL: "2"}))) <= 15
    second = person("drafter-2", "起草人韩璐")
    services.appoint(user=second, agency=agency, role=Role.DRAFTER)
    for number in range(10):
        save_cells(version=version, cells={CELL: str(number + 10)}, by=second)
    send(clerk, version, {CELL: "3"})
    assert len(statements(lambda: send(clerk, version, {CELL: "4"}))) <= 15


def test_a_save_writes_the_rows_that_changed_the_counter_and_one_event(clerk: Client, complete: Version) -> None:
    send(clerk, complete, {CELL: "1"})
    done = statements(lambda: send(clerk, complete, {CELL: "2"}))
    assert [sql.split('"')[1] for sql in done if not sql.startswith("SELECT")] == [
        "reports_applicationrow",
        "reports_version",
        "journal_event",
    ]


def test_many_cells_cost_no_more_than_one(clerk: Client, complete: Version) -> None:
    row = [f"t3.new_received.{who}" for who in ("natural_person", "commercial", "research", "public_welfare")]
    send(clerk, complete, {CELL: "1"})
    one = statements(lambda: send(clerk, complete, {CELL: "2"}))
    assert len(statements(lambda: send(clerk, complete, dict.fromkeys(row, "3")))) == len(one)


def test_an_idle_page_is_answered_with_three_statements(clerk: Client, complete: Version, drafter: User) -> None:
    for number in range(5):
        save_cells(version=complete, cells={CELL: str(number)}, by=drafter)
    first = ask(clerk, complete).json()
    with CaptureQueriesContext(connection) as captured:
        again = ask(clerk, complete, since=first["mark"], etag=first["etag"])
    assert again.status_code == 304
    assert len(captured) == 3


def test_somebody_elses_tag_is_worth_nothing(clerk: Client, complete: Version, other_agency: Agency) -> None:
    etag = ask(clerk, complete).json()["etag"]
    stranger = person("other", "别处的人")
    services.appoint(user=stranger, agency=other_agency, role=Role.DRAFTER)
    client = Client()
    client.force_login(stranger)
    assert ask(client, complete, etag=etag).status_code == 404
    forged = f'"{complete.pk}-{complete.lock}-{complete.state}:{etag.rpartition(":")[2]}'
    assert ask(client, complete, etag=forged).status_code == 404


def test_the_tag_of_one_report_says_nothing_of_another(clerk: Client, complete: Version, imported: Version) -> None:
    etag = ask(clerk, complete).json()["etag"]
    assert ask(clerk, imported, etag=etag).json()["etag"] != etag
