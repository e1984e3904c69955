"""接口的门: who may ask, how often, and what is sent again."""

import pytest
from django.test import Client

from govreport.publishing.models import Publication
from govreport.web.api.guard import REQUESTS

pytestmark = pytest.mark.django_db

LIST = "/api/v1/reports"


@pytest.fixture(autouse=True)
def one_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands in the middle of a minute."""
    monkeypatch.setattr("time.time", lambda: 1_000_000 * 60 + 20.0)


def test_the_sixty_first_request_of_a_minute_waits(client: Client) -> None:
    for _ in range(REQUESTS.most):
        assert client.get(LIST).status_code == 200
    answer = client.get(LIST)
    assert (answer.status_code, answer["Retry-After"]) == (429, "40")
    assert "40" in answer.json()["detail"]
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_another_address_is_not_held_up(client: Client) -> None:
    for _ in range(REQUESTS.most + 1):
        client.get(LIST)
    assert client.get(LIST, REMOTE_ADDR="10.0.0.9").status_code == 200


def test_the_next_minute_begins_anew(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(REQUESTS.most + 1):
        client.get(LIST)
    monkeypatch.setattr("time.time", lambda: 1_000_001 * 60 + 1.0)
    assert client.get(LIST).status_code == 200


def test_an_unchanged_answer_is_not_sent_again(client: Client, published: Publication) -> None:
    first = client.get(LIST)
    again = client.get(LIST, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(LIST, {"year": 2020}, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_pages_of_other_sites_may_read_but_not_with_cookies(client: Client) -> None:
    answer = client.get(LIST, headers={"Origin": "https://example.org"})
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    assert client.options(LIST).status_code == 204


def test_no_other_part_of_the_site_is_open_to_other_sites(client: Client, published: Publication) -> None:
    for address in ("/", "/desk/", "/data/2023.csv", "/reports/2023/yunxi-lincao/report.json", "/api/v1/"):
        assert "Access-Control-Allow-Origin" not in client.get(address)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client: Client, method: str) -> None:
    answer = getattr(client, method)(LIST)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_an_answer_may_be_asked_for_without_its_body(client: Client, published: Publication) -> None:
    answer = client.head(LIST)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["ETag"] == client.get(LIST)["ETag"]
