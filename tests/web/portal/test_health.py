"""/health/live and /health/ready."""

import pytest
from celery import current_app
from django.conf import LazySettings
from django.db import OperationalError, connection
from django.test import Client

from tests.fixtures.queue import forget_connections, free_port

WELL = {"database": True, "migrations": True, "broker": True, "disk": True}


def test_a_living_process_says_so_without_a_database(client: Client) -> None:
    answer = client.get("/health/live")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_a_migrated_database_is_ready(client: Client) -> None:
    answer = client.get("/health/ready")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "checks": WELL}


@pytest.mark.django_db
def test_an_unreachable_database_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise OperationalError("no connection")

    monkeypatch.setattr(connection, "cursor", fail)
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["checks"]["database"] is False


@pytest.mark.django_db
def test_a_missing_migration_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "govreport.operations.health.MigrationExecutor.migration_plan", lambda *_: [("reports.0002", False)]
    )
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json() == {"status": "unavailable", "checks": WELL | {"migrations": False}}


def test_health_answers_are_never_kept_by_caches(client: Client) -> None:
    assert "no-store" in client.get("/health/live")["Cache-Control"]


@pytest.mark.django_db
def test_a_full_disk_is_said_while_pages_are_served(client: Client, settings: LazySettings) -> None:
    settings.JOBS_FREE_SPACE = 1.0
    answer = client.get("/health/ready")
    assert answer.status_code == 200
    assert answer.json() == {"status": "degraded", "checks": WELL | {"disk": False}}


@pytest.mark.django_db
def test_a_broker_that_is_away_is_said_while_pages_are_served(
    client: Client, settings: LazySettings, sending_to_redis: str
) -> None:
    settings.CELERY_TASK_ALWAYS_EAGER = False
    assert client.get("/health/ready").json() == {"status": "ok", "checks": WELL}
    away = f"redis://127.0.0.1:{free_port()}/0"
    current_app.conf.update(broker_url=away, broker_write_url=away)
    forget_connections()
    answer = client.get("/health/ready")
    assert answer.status_code == 200
    assert answer.json() == {"status": "degraded", "checks": WELL | {"broker": False}}
