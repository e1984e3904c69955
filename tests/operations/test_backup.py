"""备份与恢复 on the database the tests run on: everything comes back, and what is damaged is refused untouched."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from govreport.agencies.models import Agency, User
from govreport.journal import actions
from govreport.journal.models import Event
from govreport.journal.services import record
from govreport.operations.backup import PREFIX, backup, forget_old
from govreport.operations.databases import FILES
from govreport.operations.manifest import NAME, Manifest
from govreport.reports.figures import document_of
from govreport.reports.models import ApplicationRow, Version
from govreport.reports.services import start_report
from tests.builders import balanced
from tests.fixtures.journal import opened_journal

pytestmark = pytest.mark.django_db(transaction=True)


def run(*words: str) -> str:
    """What a management command prints."""
    out = StringIO()
    call_command(*words, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def version(agency: Agency, drafter: User) -> Version:
    """A whole report, and a stored file."""
    default_storage.save("papers/2023/年报.pdf", ContentFile(b"%PDF-1.7 a file"))
    return start_report(agency=agency, year=2023, by=drafter, document=balanced())


@pytest.fixture
def made(version: Version, tmp_path: Path) -> Path:
    """A backup of it."""
    return backup(tmp_path / "backups")


def test_a_backup_counts_rows_and_names_every_file_with_its_digest(made: Path, version: Version) -> None:
    manifest = Manifest.read(made)
    manifest.verify(made)
    assert set(manifest.files) == {FILES[connection.vendor], "media/papers/2023/年报.pdf"}
    assert manifest.rows[Version._meta.db_table] == 1
    assert manifest.rows[Event._meta.db_table] == Event.objects.count() > 0
    assert made.stat().st_mode & 0o077 == 0


def test_what_was_lost_after_the_backup_comes_back_and_the_journal_is_sound(made: Path, version: Version) -> None:
    before = document_of(version)
    events = Event.objects.count()
    ApplicationRow.objects.all().delete()
    record(actions.JOURNAL_VERIFIED, by=None, agency=None, subject="journal")
    default_storage.delete("papers/2023/年报.pdf")
    text = run("restore", str(made), "--replace")
    assert document_of(Version.objects.get(pk=version.pk)) == before
    assert Event.objects.count() == events
    assert f"journal sound: {events} events" in text
    with default_storage.open("papers/2023/年报.pdf") as stored:
        assert stored.read() == b"%PDF-1.7 a file"


def test_after_a_restore_the_database_still_refuses_to_change_the_journal(made: Path) -> None:
    run("restore", str(made), "--replace")
    with pytest.raises(Exception, match=r"(?i)journal|append|event"), connection.cursor() as cursor:
        cursor.execute("UPDATE journal_event SET subject = 'another'")


def test_a_journal_that_was_tampered_with_before_the_backup_is_noticed_after_the_restore(
    version: Version, tmp_path: Path
) -> None:
    with opened_journal(), connection.cursor() as cursor:
        cursor.execute("UPDATE journal_event SET subject = 'another'")
    made = backup(tmp_path)
    with pytest.raises(CommandError, match="the journal is not sound"):
        run("restore", str(made), "--replace")


def test_a_database_in_use_is_not_replaced_unless_told_so(made: Path, version: Version) -> None:
    ApplicationRow.objects.all().delete()
    with pytest.raises(CommandError, match="--replace"):
        run("restore", str(made))
    assert not ApplicationRow.objects.exists()


def test_a_damaged_file_is_named_and_nothing_is_touched(made: Path, version: Version) -> None:
    damaged = made / FILES[connection.vendor]
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"!")
    ApplicationRow.objects.all().delete()
    for words in (["--check"], ["--replace"]):
        with pytest.raises(CommandError, match=rf"{damaged.name}: not as it was written"):
            run("restore", str(made), *words)
    assert not ApplicationRow.objects.exists()


def test_a_missing_file_is_named(made: Path) -> None:
    (made / "media/papers/2023/年报.pdf").unlink()
    with pytest.raises(CommandError, match=r"年报\.pdf: missing"):
        run("restore", str(made), "--check")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"vendor": "oracle"}, "the backup is of oracle"),
        ({"migrations": ["reports.9999_of_next_year"]}, "newer version"),
        ({"format": 2}, "format 2"),
        ({"files": {"../elsewhere": {"size": 1, "sha256": ""}}}, "outside the backup"),
        ({"files": 7}, "cannot be read"),
    ],
)
def test_a_backup_that_does_not_fit_is_refused(made: Path, change: dict[str, object], words: str) -> None:
    path = made / NAME
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | change), encoding="utf-8")
    with pytest.raises(CommandError, match=words):
        run("restore", str(made), "--replace")


def test_a_folder_without_manifest_is_no_backup(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no finished backup"):
        run("restore", str(tmp_path))


def test_a_backup_that_cannot_be_finished_leaves_nothing(
    version: Version, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "a file")

    monkeypatch.setattr("govreport.operations.backup._copy_media", full)
    with pytest.raises(CommandError, match="No space left on device"):
        run("backup", str(tmp_path / "backups"))
    assert list((tmp_path / "backups").iterdir()) == []


def test_the_newest_are_kept_and_a_half_one_is_not_counted(version: Version, tmp_path: Path) -> None:
    made = [backup(tmp_path) for _ in range(3)]
    (tmp_path / f"{PREFIX}9").mkdir()
    assert forget_old(tmp_path, 2) == made[:1]
    text = run("backup", str(tmp_path), "--keep", "1")
    assert text.count("removed ") == 2
    assert len([path for path in tmp_path.glob(f"{PREFIX}*") if (path / NAME).is_file()]) == 1
    with pytest.raises(CommandError, match="at least 1"):
        run("backup", str(tmp_path), "--keep", "0")
