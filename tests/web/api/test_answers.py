"""接口的答复: what programs are told of published reports, and of nothing else."""

import json
from typing import Any

import pytest
from django.test import Client

from govreport.agencies.models import Agency, User
from govreport.publishing.models import Publication
from govreport.reports.services import start_report
from tests.builders import balanced
from tests.web.portal.conftest import Publish

pytestmark = pytest.mark.django_db


def told(client: Client, address: str, status: int = 200, **query: object) -> Any:
    answer = client.get(f"/api/v1/{address}", query)
    assert answer.status_code == status, answer.content
    return json.loads(answer.content)


def test_a_report_comes_with_its_data_as_sealed(client: Client, published: Publication) -> None:
    answer = told(client, "reports/2023/yunxi-lincao")
    assert answer["report"] == json.loads(published.data)
    assert (answer["sha256"], answer["version"], answer["state"]) == (published.sha256, 1, "published")
    assert answer["versions"] == [1]
    assert answer["links"]["json"] == "http://testserver/reports/2023/yunxi-lincao/v1/report.json"


def test_every_address_in_an_answer_leads_somewhere(client: Client, published: Publication) -> None:
    answer = told(client, "reports/2023/yunxi-lincao")
    for address in (*answer["links"].values(), answer["url"], answer["agency"]["url"], answer["agency"]["page"]):
        assert client.get(address.removeprefix("http://testserver")).status_code == 200


def test_reports_are_found_by_words_year_agency_and_region(client: Client, release: Publish) -> None:
    release("e2021")
    release("e2019")
    assert told(client, "reports")["count"] == 2
    assert [item["year"] for item in told(client, "reports", q="林草局")["items"]] == [2023, 2020]
    assert told(client, "reports", year=2020)["count"] == 1
    assert told(client, "reports", edition="e2021")["count"] == 1
    assert told(client, "reports", agency="yunxi-lincao")["count"] == 2
    assert told(client, "reports", agency="elsewhere")["count"] == 0
    assert told(client, "reports", region="yunxi")["count"] == 2
    assert told(client, "reports", region="linjiang")["count"] == 0


def test_pages_are_turned_and_end(client: Client, release: Publish) -> None:
    release("e2021")
    release("e2019")
    first = told(client, "reports", page_size=1)
    second = told(client, "reports", page_size=1, page=2)
    assert (first["pages"], first["items"][0]["year"], second["items"][0]["year"]) == (2, 2023, 2020)
    assert told(client, "reports", page=9)["items"] == []


def test_drafts_are_told_to_nobody(client: Client, agency: Agency, drafter: User) -> None:
    start_report(agency=agency, year=2023, by=drafter, document=balanced())
    client.force_login(drafter)
    assert told(client, "reports")["count"] == 0
    assert told(client, "agencies")["count"] == 0
    told(client, "reports/2023/yunxi-lincao", 404)
    told(client, "agencies/yunxi-lincao", 404)


def test_an_agency_comes_with_its_reports_and_its_series(client: Client, release: Publish) -> None:
    release("e2021")
    release("e2019")
    assert [item["year"] for item in told(client, "agencies/yunxi-lincao")["reports"]] == [2023, 2020]
    series = {item["code"]: item for item in told(client, "agencies/yunxi-lincao/series")}
    received = series["received"]["points"]
    assert [point["year"] for point in received] == [2020, 2023]
    assert [point["comparable"] for point in received] == [None, "same"]


def test_years_lead_to_the_bulk_data(client: Client, published: Publication) -> None:
    (year,) = told(client, "years")
    assert (year["year"], year["edition"], year["reports"]) == (2023, "e2021", 1)
    assert year["files"]["csv"] == "http://testserver/data/2023.csv"


@pytest.mark.parametrize(
    "address",
    [
        "reports?page=0",
        "reports?page=x",
        "reports?page_size=101",
        "reports?year=99999",
        "reports?edition=e1999",
        "reports?sort=random",
        "reports?q=" + "x" * 10_000,
        "editions/e1999",
        "reports/2023/%27%20OR%201=1",
    ],
)
def test_what_cannot_be_asked_is_declined_with_a_reason(client: Client, address: str) -> None:
    assert "detail" in told(client, address, 422)


@pytest.mark.parametrize("words", ["'", '"', "%", "_", "NEAR(", "* OR *", "🙂", "AND", "a" * 60, "\u202e", "u653f*"])
def test_odd_words_find_nothing_and_break_nothing(client: Client, published: Publication, words: str) -> None:
    assert told(client, "reports", q=words)["count"] == 0


def test_a_character_no_database_takes_is_declined(client: Client) -> None:
    told(client, "reports?q=%00", 400)
    told(client, "agencies?level=%00", 400)
