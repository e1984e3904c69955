"""/health/live and /health/ready."""

import pytest
from django.db import OperationalError, connection
from django.test import Client


def test_a_living_process_says_so_without_a_database(client: Client) -> None:
    answer = client.get("/health/live")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_a_migrated_database_is_ready(client: Client) -> None:
    answer = client.get("/health/ready")
    assert answer.status_code == 200
    assert answer.json()["checks"] == {"database": True, "migrations": True}


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
        "govreport.web.portal.health.MigrationExecutor.migration_plan", lambda *_: [("reports.0002", False)]
    )
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["checks"] == {"database": True, "migrations": False}


def test_health_answers_are_never_kept_by_caches(client: Client) -> None:
    assert "no-store" in client.get("/health/live")["Cache-Control"]
