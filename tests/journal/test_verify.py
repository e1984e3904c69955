"""核验: whoever changes, removes, inserts or moves an event behind the system's back is found out."""

# ruff: noqa: S608 (what is written into these statements are the constants of this file)

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import connection

from govreport.agencies.models import Agency, User
from govreport.journal import actions, chain
from govreport.journal.anchor import anchor
from govreport.journal.chain import Break, Fault, digest_of
from govreport.journal.models import Event
from govreport.journal.services import record
from govreport.journal.tasks import daily
from govreport.journal.verify import Verified, verify
from tests.fixtures.journal import opened_journal


@pytest.fixture
def events(agency: Agency, government: Agency, drafter: User) -> list[Event]:
    """Seven events of the bureau, two of the government."""
    for number in range(2):
        record(actions.STARTED, by=drafter, agency=government, subject=f"version:{number + 50}")
    return [
        record(
            actions.FIGURES_CHANGED, by=drafter, agency=agency, subject="version:1", payload={"t3.a": ["", str(number)]}
        )
        for number in range(7)
    ]


def tamper(*statements: str) -> None:
    """Do something to the table with the triggers away."""
    with opened_journal(), connection.cursor() as cursor:
        connection.check_constraints()
        for statement in statements:
            cursor.execute(statement)


def found(result: Verified) -> list[tuple[str, int, Fault]]:
    return [(item.agency, item.position, item.fault) for item in result.breaks]


def test_an_untouched_journal_is_sound(events: list[Event]) -> None:
    result = verify()
    assert (result.events, result.chains, result.breaks, result.stopped) == (9, 2, [], None)


WHERE = "agency_key = 'yunxi-lincao' AND position"
CHANGES = (
    "subject = 'version:2'",
    "action = 'report.title.changed'",
    'payload = \'{"t3.a": ["", "999"]}\'',
    "actor_id = NULL",
    "at = '2020-01-01 00:00:00+00:00'",
    "address = '192.0.2.1'",
    "digest = 'deadbeef'",
)


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_event_is_found(events: list[Event], change: str) -> None:
    tamper(f"UPDATE journal_event SET {change} WHERE {WHERE} = 4")
    assert found(verify()) == [("yunxi-lincao", 4, Fault.CHANGED)]


def test_an_event_whose_success_was_turned_round_is_found(events: list[Event]) -> None:
    tamper(f"UPDATE journal_event SET succeeded = NOT succeeded WHERE {WHERE} = 4")
    assert found(verify()) == [("yunxi-lincao", 4, Fault.CHANGED)]


@pytest.mark.parametrize("position", [1, 4])
def test_a_removed_event_is_found(events: list[Event], position: int) -> None:
    tamper(f"DELETE FROM journal_event WHERE {WHERE} = {position}")
    assert found(verify()) == [("yunxi-lincao", position, Fault.REMOVED)]


def test_a_removed_event_is_found_when_the_rest_was_numbered_anew(events: list[Event]) -> None:
    tamper(
        f"DELETE FROM journal_event WHERE {WHERE} = 4",
        *(f"UPDATE journal_event SET position = {at - 1} WHERE {WHERE} = {at}" for at in (5, 6, 7)),
    )
    assert found(verify()) == [("yunxi-lincao", 4, Fault.REMOVED)]


def test_exchanged_events_are_found(events: list[Event]) -> None:
    moves = ((4, 99), (5, 4), (99, 5))
    tamper(*(f"UPDATE journal_event SET position = {to} WHERE {WHERE} = {at}" for at, to in moves))
    assert found(verify()) == [("yunxi-lincao", 4, Fault.ORDER)]


def test_an_inserted_event_is_found_even_with_a_digest_of_its_own(events: list[Event]) -> None:
    previous = "f" * 64
    digest = digest_of({**events[3].record, "previous": previous, "subject": "version:9"})
    words = f"subject = 'version:9', previous = '{previous}', digest = '{digest}'"
    tamper(f"UPDATE journal_event SET {words} WHERE {WHERE} = 4")
    assert found(verify()) == [("yunxi-lincao", 4, Fault.INSERTED)]


def test_a_changed_event_with_a_new_digest_is_found_by_the_one_after_it(events: list[Event]) -> None:
    digest = digest_of({**events[3].record, "subject": "version:9"})
    tamper(f"UPDATE journal_event SET subject = 'version:9', digest = '{digest}' WHERE {WHERE} = 4")
    assert found(verify()) == [("yunxi-lincao", 5, Fault.INSERTED)]


def test_a_chain_cut_off_at_its_end_is_found_by_the_daily_anchor(events: list[Event]) -> None:
    anchor()
    tamper(f"DELETE FROM journal_event WHERE {WHERE} > 5")
    assert found(verify()) == [("yunxi-lincao", 6, Fault.REMOVED)]


def test_a_chain_of_which_nothing_is_left_is_found(events: list[Event]) -> None:
    anchor()
    tamper("DELETE FROM journal_event WHERE agency_key = 'yunxi-lincao'")
    assert found(verify()) == [("yunxi-lincao", 1, Fault.REMOVED)]
    assert found(verify(["yunxi-lincao"])) == [("yunxi-lincao", 1, Fault.REMOVED)]
    assert found(verify(["yunxi"])) == []


def test_a_chain_written_anew_to_its_end_is_found_by_the_daily_anchor(events: list[Event]) -> None:
    anchor()
    digest = digest_of({**events[6].record, "subject": "version:9"})
    tamper(f"UPDATE journal_event SET subject = 'version:9', digest = '{digest}' WHERE {WHERE} = 7")
    assert found(verify()) == [("yunxi-lincao", 7, Fault.CHANGED)]


def test_an_anchor_names_only_chains_that_have_grown(events: list[Event], agency: Agency) -> None:
    first = anchor()
    assert first is not None
    assert first.payload == {"heads": {"yunxi": [2, _last("yunxi")], "yunxi-lincao": [7, events[6].digest]}}
    record(actions.TITLE_CHANGED, by=None, agency=agency, subject="version:1")
    second = anchor()
    assert second is not None
    assert second.payload == {"heads": {"yunxi-lincao": [8, _last("yunxi-lincao")]}}
    assert anchor() is None
    assert verify().breaks == []


def _last(agency: str) -> str:
    return Event.objects.filter(agency_key=agency).order_by("-position")[0].digest


@pytest.mark.parametrize("most", [1, 2, 3, 8, 9, 10])
def test_a_long_journal_is_verified_in_several_goes(events: list[Event], most: int) -> None:
    anchor()
    tamper(f"UPDATE journal_event SET subject = 'x' WHERE {WHERE} = 7")
    result = verify(most=most)
    total, breaks = result.events, list(result.breaks)
    while result.stopped:
        result = verify(after=result.stopped, most=most)
        total += result.events
        breaks += result.breaks
    assert total == 10
    assert [(item.position, item.fault) for item in breaks] == [(7, Fault.CHANGED)]


def test_the_command_names_the_first_event_that_does_not_fit(events: list[Event]) -> None:
    said = StringIO()
    call_command("verify_journal", stdout=said)
    assert said.getvalue().splitlines() == ["9 events in 2 chains read", "sound"]
    tamper(f"UPDATE journal_event SET subject = 'x' WHERE {WHERE} = 4")
    complaint = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("verify_journal", stdout=StringIO(), stderr=complaint)
    assert error.value.returncode == 1
    assert complaint.getvalue() == "云溪县林业和草原局：第 4 条，内容被改动。\n"
    call_command("verify_journal", agency=["yunxi"], stdout=StringIO())


def test_an_agency_that_does_not_exist_is_not_called_sound(events: list[Event]) -> None:
    with pytest.raises(CommandError, match="nowhere") as error:
        call_command("verify_journal", agency=["nowhere"], stdout=StringIO())
    assert error.value.returncode == 2


@pytest.fixture
def exported(events: list[Event], tmp_path: Path) -> Path:
    target = tmp_path / "journal.jsonl"
    call_command("export_journal", str(target), stdout=StringIO())
    return target


def test_an_export_is_checked_without_the_system(exported: Path) -> None:
    done = subprocess.run([sys.executable, chain.__file__, str(exported)], capture_output=True, text=True, check=False)
    said = ["the file is the one that was exported", "9 events read", "sound"]
    assert (done.returncode, done.stdout.splitlines()) == (0, said)
    assert Event.objects.get(action="journal.exported").payload == {"file": "journal.jsonl", "count": 9}


Edit = Callable[[list[dict[str, Any]]], list[dict[str, Any]]]
EDITS: list[tuple[Edit, int, Fault]] = [
    (lambda rows: [*rows[:4], {**rows[4], "subject": "x"}, *rows[5:]], 3, Fault.CHANGED),
    (lambda rows: [*rows[:4], *rows[5:]], 3, Fault.REMOVED),
    (lambda rows: [*rows[:5], rows[4], *rows[5:]], 4, Fault.INSERTED),
]


@pytest.mark.parametrize(("edit", "position", "fault"), EDITS)
def test_an_edited_export_is_found_out(
    exported: Path, capsys: pytest.CaptureFixture[str], edit: Edit, position: int, fault: Fault
) -> None:
    rows = edit([json.loads(line) for line in exported.read_text(encoding="utf-8").splitlines()])
    exported.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("verify_journal", file=exported)
    said = capsys.readouterr().out
    assert f"yunxi-lincao: event {position}: {fault}" in said
    assert "the file is not the one that was exported" in said


def test_an_export_of_a_part_of_a_chain_can_be_checked(events: list[Event]) -> None:
    lines = [json.dumps(event.record) for event in events[3:]]
    assert list(chain.verify_lines(lines)) == [4]
    assert list(chain.verify_lines([lines[0], *lines[2:]])) == [
        Break("yunxi-lincao", 5, Fault.REMOVED, events[5].pk),
        3,
    ]


def test_what_is_no_export_gets_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for text in ("not json\n", "[1]\n", '{"agency": "x"}\n'):
        (tmp_path / "x.jsonl").write_text(text, encoding="utf-8")
        assert chain.main([str(tmp_path / "x.jsonl")]) == 2
    assert chain.main([str(tmp_path / "none.jsonl")]) == 2
    assert chain.main([]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_nobody_writes_a_line_of_an_export_through_a_text(agency: Agency, tmp_path: Path) -> None:
    text = 'x"}\n{"agency": "yunxi"}\r\u2028\x1b[2J'
    record(actions.SIGN_IN_FAILED, by=None, agency=agency, subject="user", payload={"name": text})
    target = tmp_path / "journal.jsonl"
    call_command("export_journal", str(target), stdout=StringIO())
    (line,) = target.read_bytes().splitlines()
    assert json.loads(line)["payload"] == {"name": text}
    assert b"\x1b" not in line


@pytest.mark.parametrize(("days", "count"), [(["--from=2026-01-02", "--to=2026-01-03"], 2), (["--from=2026-01-04"], 1)])
def test_an_export_may_hold_some_days_only(
    agency: Agency, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: list[str], count: int
) -> None:
    # Half past midnight of the second, third and fourth day in China is still the day before in UTC.
    for day in (1, 2, 3):
        monkeypatch.setattr("django.utils.timezone.now", lambda day=day: datetime(2026, 1, day, 16, 30, tzinfo=UTC))
        record(actions.STARTED, by=None, agency=agency, subject=f"version:{day}")
    target = tmp_path / "journal.jsonl"
    call_command("export_journal", str(target), *days, "--agency=yunxi-lincao", stdout=StringIO())
    assert len(target.read_text(encoding="utf-8").splitlines()) == count
    assert chain.main([str(target)]) == 0


def test_every_night_the_chains_are_anchored_and_the_day_is_written_to_a_file(
    events: list[Event], settings: LazySettings, tmp_path: Path
) -> None:
    settings.JOURNAL_EXPORT_DIR = str(tmp_path / "journal")
    daily()
    assert Event.objects.filter(action="journal.anchored").count() == 1
    assert len(list((tmp_path / "journal").glob("journal-*.jsonl.sm3"))) == 1
