"""备份与恢复: the database, then every stored file, in one folder that says of itself what it holds.

The order matters: files are stored before the rows that name them, so what is copied after the database holds every
file of it.
"""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from django.core.files import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from govreport.journal.verify import sentences, verify
from govreport.operations import databases
from govreport.operations.manifest import NAME, BackupError, Manifest, describe

MEDIA: Final = "media"
PREFIX: Final = "govreport-"


def backup(target: Path) -> Path:
    """Make a backup in a new folder below ``target`` and return it; raises ``BackupError``, and leaves no half one."""
    now = datetime.now(UTC)
    final = target / f"{PREFIX}{now:%Y%m%dT%H%M%S%fZ}"
    draft = final.with_name(f".{final.name}.part")
    try:
        target.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft.mkdir(mode=0o700)
        rows = databases.dump(draft)
        _copy_media(draft / MEDIA)
        files = {path.relative_to(draft).as_posix(): describe(path) for path in draft.rglob("*") if path.is_file()}
        made = Manifest(now.isoformat(), connection.vendor, rows, databases.migrations(), files)
        made.write(draft)
        draft.rename(final)
    except OSError as error:
        raise BackupError(f"{error.filename or target}: {error.strerror}") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return final


def forget_old(target: Path, keep: int) -> list[Path]:
    """Remove all but the newest ``keep`` finished backups; those that went. Never the last one."""
    finished = sorted(path for path in target.glob(f"{PREFIX}*") if (path / NAME).is_file())
    old = finished[: -max(keep, 1)]
    for path in old:
        shutil.rmtree(path)
    return old


def restore(source: Path, *, replace: bool = False) -> Manifest:
    """Put a backup in the place of this installation's database and files, then bring it up to this version.

    Everything is checked before anything is touched. Raises ``BackupError``.
    """
    manifest = Manifest.read(source)
    manifest.verify(source)
    if manifest.vendor != connection.vendor:
        raise BackupError(f"the backup is of {manifest.vendor}, this installation uses {connection.vendor}")
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    ours = {name.partition(".")[0] for name in known}
    newer = [name for name in manifest.migrations if name.partition(".")[0] in ours and name not in known]
    if newer:
        raise BackupError(f"the backup is of a newer version ({newer[0]}): install that version first")
    if not (replace or databases.is_empty()):
        raise BackupError("the database is not empty: add --replace to put the backup in its place")
    databases.load(source)
    if (found := databases.count(sorted(manifest.rows))) != manifest.rows:
        wrong = next(table for table, rows in manifest.rows.items() if found.get(table) != rows)
        raise BackupError(f"{wrong}: {manifest.rows[wrong]} rows in the backup, {found.get(wrong, 0)} restored")
    _put_media(source / MEDIA)
    call_command("migrate", interactive=False, verbosity=0)
    return manifest


def journal_faults() -> tuple[int, list[str]]:
    """How many events the journal (操作留痕) has, and a sentence for each place where its chains are broken."""
    result = verify()
    return result.events, list(sentences(result, {}))


def _stored(folder: str = "") -> Iterator[str]:
    """The name of every file in the storage, whatever kind of storage it is."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        # What is being written at this moment has a name with a dot, and no row yet.
        if not name.startswith("."):
            yield f"{folder}/{name}".lstrip("/")
    for name in sorted(folders):
        yield from _stored(f"{folder}/{name}".lstrip("/"))


def _copy_media(target: Path) -> None:
    for name in _stored():
        path = target / name
        try:
            with default_storage.open(name) as stored:
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("wb") as copy:
                    shutil.copyfileobj(stored, copy)
        except FileNotFoundError:  # removed since it was listed
            path.unlink(missing_ok=True)


def _put_media(source: Path) -> None:
    for path in sorted(path for path in source.rglob("*") if path.is_file()):
        name = path.relative_to(source).as_posix()
        # Django's storage never overwrites; a name that stays means the same file again.
        default_storage.delete(name)
        with path.open("rb") as stream:
            given = default_storage.save(name, File(stream))
        if given != name:
            raise BackupError(f"{name}: stored as {given}; somebody is writing to the storage")
