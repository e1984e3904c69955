"""暂时无法使用: a sentence and 503 while the database is away or the system is maintained, never a traceback."""

import sqlite3
from pathlib import Path

import psycopg
import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.test import Client
from psycopg_pool import PoolTimeout

AWAY = "数据库暂时连接不上"


@pytest.fixture
def maintained(settings: LazySettings, tmp_path: Path) -> Path:
    """The file that says so, in a folder of this test's own."""
    settings.MAINTENANCE_FILE = str(tmp_path / "state" / "maintenance")
    return Path(settings.MAINTENANCE_FILE)


def caused_by(cause: Exception) -> OperationalError:
    """As Django hands on the errors of a driver."""
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


def busy(name: str) -> sqlite3.OperationalError:
    """An error of SQLite with its name."""
    error = sqlite3.OperationalError(name)
    error.sqlite_errorname = name
    return error


def post(monkeypatch: pytest.MonkeyPatch, error: Exception) -> HttpResponse:
    """Sign in at a server whose database fails like this."""

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("django.contrib.auth.forms.authenticate", fail)
    client = Client(raise_request_exception=False)
    answer: HttpResponse = client.post("/accounts/login/", {"username": "drafter", "password": "any"})
    return answer


@pytest.mark.django_db
@pytest.mark.parametrize(
    "error",
    [
        caused_by(psycopg.OperationalError("connection refused")),
        caused_by(psycopg.errors.AdminShutdown("terminating connection")),
        caused_by(psycopg.errors.CannotConnectNow("starting up")),
        caused_by(PoolTimeout("no connection")),
        caused_by(busy("SQLITE_BUSY")),
        InterfaceError("the connection is closed"),
    ],
    ids=repr,
)
def test_a_database_that_is_away_is_a_sentence_and_not_an_error(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    answer = post(monkeypatch, error)
    assert answer.status_code == 503
    assert AWAY in answer.content.decode()
    assert answer["Retry-After"] == "10"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "error",
    [
        caused_by(psycopg.errors.QueryCanceled("statement timeout")),
        caused_by(busy("SQLITE_FULL")),
        OperationalError("of no driver"),
        ValueError("a fault"),
    ],
    ids=repr,
)
def test_another_error_stays_an_error(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    answer = post(monkeypatch, error)
    assert answer.status_code == 500
    assert "系统出了问题" in answer.content.decode()


@pytest.mark.django_db
def test_while_the_system_is_maintained_every_page_says_until_when(client: Client, maintained: Path) -> None:
    call_command("maintenance", "on", "--until", "22:30")
    for path in ("/", "/desk/", "/accounts/login/"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert "系统正在维护，预计 22:30 恢复" in answer.content.decode()
        assert answer["Retry-After"] == "120"
    assert client.get("/health/live").status_code == 200
    call_command("maintenance", "off")
    assert client.get("/").status_code == 200
    call_command("maintenance", "off")


def test_what_the_operator_wrote_is_text(client: Client, maintained: Path) -> None:
    call_command("maintenance", "on", "--until", "<script>")
    assert "<script>预" not in client.get("/").content.decode()
    assert "&lt;script&gt;" in client.get("/").content.decode()


def test_a_save_that_meets_the_maintenance_gets_a_sentence_its_script_can_read(
    client: Client, maintained: Path
) -> None:
    call_command("maintenance", "on")
    answer = client.post("/desk/versions/1/save/", "{}", content_type="application/json")
    assert (answer.status_code, answer.json()) == (503, {"message": "系统正在维护，请过一会儿再试。"})


def test_in_english_too(client: Client, maintained: Path) -> None:
    call_command("maintenance", "on", "--until", "22:30")
    client.cookies["django_language"] = "en"
    assert "until 22:30" in client.get("/").content.decode()


def test_a_place_that_cannot_be_written_is_a_sentence(settings: LazySettings) -> None:
    settings.MAINTENANCE_FILE = "/proc/none/maintenance"
    with pytest.raises(CommandError, match="/proc/none"):
        call_command("maintenance", "on")
