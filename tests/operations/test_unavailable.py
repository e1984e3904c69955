"""暂时无法使用: a sentence and 503 while the database is away or the system is maintained, never a traceback."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.test import Client

AWAY = "数据库暂时连接不上"


@pytest.fixture
def maintained(settings: LazySettings, tmp_path: Path) -> Path:
    """The file that says so, in a folder of this test's own."""
    settings.MAINTENANCE_FILE = str(tmp_path / "state" / "maintenance")
    return Path(settings.MAINTENANCE_FILE)


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> Client:
    """A browser whose server finds its database gone in the middle of a page."""

    def fail(*_: object, **__: object) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr("django.contrib.auth.forms.authenticate", fail)
    monkeypatch.setattr("govreport.operations.unavailable._answers", lambda: False)
    return Client(raise_request_exception=False)


@pytest.mark.django_db
def test_a_database_that_is_away_is_a_sentence_and_not_an_error(away: Client) -> None:
    answer = away.post("/accounts/login/", {"username": "drafter", "password": "any"})
    assert answer.status_code == 503
    assert AWAY in answer.content.decode()
    assert answer["Retry-After"] == "10"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_another_error_of_the_database_stays_an_error(away: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govreport.operations.unavailable._answers", lambda: True)
    answer = away.post("/accounts/login/", {"username": "drafter", "password": "any"})
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
