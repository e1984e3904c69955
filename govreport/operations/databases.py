"""数据库的备份与恢复: SQLite by its online backup, PostgreSQL by pg_dump of the very state whose rows were counted."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from govreport.operations.manifest import BackupError

FILES: Final = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
_TOOLS: Final = Path("/usr/lib/postgresql")


def dump(folder: Path) -> dict[str, int]:
    """Write the database into the folder while it goes on being used; the rows of each table in what was written."""
    rows: dict[str, int] = _kind({"sqlite": _dump_sqlite, "postgresql": _dump_postgresql})(
        folder / FILES[connection.vendor]
    )
    return rows


def load(folder: Path) -> None:
    """Put what ``dump`` wrote in the place of the database, all of it or nothing."""
    _kind({"sqlite": _load_sqlite, "postgresql": _load_postgresql})(folder / FILES[connection.vendor])


def is_empty() -> bool:
    """Whether the database has no table yet."""
    return not connection.introspection.table_names()


def migrations() -> list[str]:
    """The migrations that were applied, as ``app.name``."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def count(tables: list[str]) -> dict[str, int]:
    """Rows of each of these tables as the connection sees them; a table that is not there is left out."""
    there = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        return {table: _rows(cursor, table) for table in tables if table in there}


def our_tables() -> list[str]:
    """The tables of all models."""
    return sorted({model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed})


def _kind(ways: dict[str, Callable[[Path], Any]]) -> Callable[[Path], Any]:
    try:
        return ways[connection.vendor]
    except KeyError:
        raise BackupError(f"no backup is known for {connection.vendor}: use the tools of that database") from None


def _rows(cursor: Any, table: str) -> int:
    # A table of our own models, quoted by the database's own rule.
    cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
    return int(cursor.fetchone()[0])


def _sqlite() -> sqlite3.Connection:
    connection.ensure_connection()
    found = connection.connection
    if not isinstance(found, sqlite3.Connection):
        raise BackupError("the database is not open")
    return found


def _dump_sqlite(target: Path) -> dict[str, int]:
    with closing(sqlite3.connect(target)) as copy:
        _sqlite().backup(copy)
        # One file that stands alone: no write-ahead log beside it.
        copy.execute("PRAGMA journal_mode=DELETE")
        if (fault := copy.execute("PRAGMA quick_check").fetchone()[0]) != "ok":
            raise BackupError(f"the copy of the database is damaged: {fault}")
        there = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        return {table: _rows(copy.cursor(), table) for table in our_tables() if table in there}


def _load_sqlite(source: Path) -> None:
    with closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as copy:
        copy.backup(_sqlite())
    connection.close()


def _dump_postgresql(target: Path) -> dict[str, int]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        # A dump of a large database takes longer than any page may.
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        rows = count(our_tables())
        options = ["--format", "custom", "--no-owner", "--no-privileges", "--snapshot", snapshot]
        _postgresql("pg_dump", *options, "--file", str(target))
    return rows


def _load_postgresql(source: Path) -> None:
    options = ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", "--clean", "--if-exists"]
    connection.close()
    _postgresql("pg_restore", *options, "--dbname", _settings()["PGDATABASE"], str(source))


def _postgresql(program: str, *options: str) -> None:
    """Run a client program; the password travels in its environment, where no list of processes shows it."""
    try:
        done = subprocess.run(  # noqa: S603 (our own words, and the paths of the operator)
            [_find(program), *options], env=os.environ | _settings(), capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise BackupError(f"{program} cannot be started: {error.strerror}") from error
    if done.returncode:
        raise BackupError(f"{program}: {done.stderr.strip() or f'ended with status {done.returncode}'}")


def _settings() -> dict[str, str]:
    given = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    # The limits that pages keep to are not those of a backup.
    return {name: str(given[key]) for name, key in names.items() if given[key]} | {"PGOPTIONS": ""}


def _find(program: str) -> str:
    """The newest of Debian's, else the one on the path; raises ``BackupError`` where there is none."""
    versions = sorted(_TOOLS.glob(f"[0-9]*/bin/{program}"), key=lambda path: int(path.parts[-3]))
    found = str(versions[-1]) if versions else shutil.which(program)
    if found is None:
        raise BackupError(f"{program} is missing: install postgresql-client of the version of the server or newer")
    return found
