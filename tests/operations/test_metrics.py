"""/metrics: figures for Prometheus, for its own networks only, without agencies or persons in them."""

import re

import pytest
from django.conf import LazySettings
from django.db import DatabaseError
from django.test import Client

from govreport.agencies.models import User
from govreport.jobs.services import enqueue
from tests.jobs.kinds import handlers as kinds  # noqa: F401  (registers them)

pytestmark = pytest.mark.django_db


def value(text: str, name: str) -> float:
    """The value of one line."""
    found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.M)
    assert found is not None, f"{name} is not there"
    return float(found[1])


def test_requests_are_counted_by_the_name_of_their_address(client: Client) -> None:
    name = 'govreport_requests_total{method="GET",status="200",view="portal:health-live"}'
    client.get("/health/live")
    before = value(client.get("/metrics").content.decode(), name)
    client.get("/health/live")
    assert value(client.get("/metrics").content.decode(), name) == before + 1


def test_an_unknown_address_is_counted_without_its_text(client: Client) -> None:
    client.get("/no/such/page-of-somebody")
    text = client.get("/metrics").content.decode()
    assert 'view="none"' in text
    assert "page-of-somebody" not in text


def test_jobs_and_disk_are_as_they_stand(client: Client, drafter: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govreport.jobs.services.wake", lambda job: False)
    before = value(client.get("/metrics").content.decode(), 'govreport_jobs{state="queued"}')
    enqueue("test.count", "one", {}, by=drafter, items=("1",))
    text = client.get("/metrics").content.decode()
    assert value(text, 'govreport_jobs{state="queued"}') == before + 1
    assert value(text, "govreport_database_up") == 1
    assert 0 < value(text, "govreport_disk_free_share") < 1
    assert value(text, "govreport_jobs_oldest_seconds") >= 0


def test_with_the_database_away_the_figures_say_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise DatabaseError

    monkeypatch.setattr("govreport.operations.metrics._jobs", away)
    assert value(client.get("/metrics").content.decode(), "govreport_database_up") == 0


@pytest.mark.parametrize("address", ["192.0.2.7", "2001:db8::7", "", "no address"])
def test_from_elsewhere_there_is_no_such_page(client: Client, address: str) -> None:
    assert client.get("/metrics", REMOTE_ADDR=address).status_code == 404


def test_through_a_proxy_there_is_no_such_page(client: Client) -> None:
    assert client.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 404


def test_the_settings_name_further_networks(client: Client, settings: LazySettings) -> None:
    settings.METRICS_NETWORKS = ["192.0.2.0/24"]
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.7").status_code == 200
    assert client.get("/metrics").status_code == 404
