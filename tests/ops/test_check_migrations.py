"""迁移检查: what the version before could not live with is refused, unless it is listed with a reason."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import migrations, models

from scripts import check_migrations
from tests.paths import ROOT

CREATED = migrations.CreateModel(
    "Thing", [("id", models.BigAutoField(primary_key=True)), ("name", models.CharField(max_length=9))]
)
BREAKS = {
    "DROP_TABLE": migrations.DeleteModel("Thing"),
    "RENAME_TABLE": migrations.RenameModel("Thing", "Item"),
    "DROP_COLUMN": migrations.RemoveField("Thing", "name"),
    "RENAME_COLUMN": migrations.RenameField("Thing", "name", "title"),
    "NOT_NULL": migrations.AddField("Thing", "size", models.IntegerField(default=0)),
    "ADD_UNIQUE": migrations.AddConstraint("Thing", models.UniqueConstraint(fields=["name"], name="once")),
    "ALTER_COLUMN": migrations.AlterField("Thing", "name", models.IntegerField()),
}
KEEPS = [
    migrations.AddField("Thing", "size", models.IntegerField(null=True)),
    migrations.AddField("Thing", "size", models.IntegerField(db_default=0)),
    migrations.AddIndex("Thing", models.Index(fields=["name"], name="by_name")),
]
# Django's own program for the statements of PostgreSQL, without a server.
SAID = """
import os, sys, pickle
sys.path.insert(0, os.getcwd())
os.environ["DATABASE_URL"] = "postgres://nobody@127.0.0.1:9/none"
import django
django.setup()
from django.db import connection
from django.db.migrations.state import ProjectState
from scripts import check_migrations
from tests.ops.test_check_migrations import BREAKS, CREATED, KEEPS
connection.pg_version, connection.ops.compose_sql = check_migrations.VERSION, check_migrations.written
for name, step in [*BREAKS.items(), *enumerate(KEEPS)]:
    before = ProjectState()
    CREATED.state_forwards("agencies", before)
    after = before.clone()
    step.state_forwards("agencies", after)
    with connection.schema_editor(collect_sql=True, atomic=False) as editor:
        step.database_forwards("agencies", editor, before, after)
    print(name, *sorted(check_migrations.broken(list(editor.collected_sql))))
"""


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Our program in an environment of its own, without a database."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    given = kept | {"GOVREPORT_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "govreport.settings"}
    return subprocess.run([sys.executable, *command], cwd=ROOT, env=given, capture_output=True, text=True, check=False)


def test_our_migrations_break_nothing_that_is_not_listed(tmp_path: Path) -> None:
    done = run(tmp_path, "scripts/check_migrations.py")
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_every_kind_of_breaking_step_is_seen_and_others_are_not(tmp_path: Path) -> None:
    done = run(tmp_path, "-c", SAID)
    assert done.returncode == 0, done.stderr
    found = dict(line.split(" ", 1) if " " in line else (line, "") for line in done.stdout.splitlines())
    for code in BREAKS:
        assert code in found[code].split()
    assert [found[str(number)] for number in range(len(KEEPS))] == [""] * len(KEEPS)


def test_what_is_found_and_not_listed_is_named_and_so_is_what_is_listed_in_vain() -> None:
    found, listed = {"a.1": {"NOT_NULL", "DROP_COLUMN"}, "b.1": {"DROP_TABLE"}}, {"a.1": {"NOT_NULL"}, "c.1": {"X"}}
    words = check_migrations.compared(found, listed)
    assert words == ["a.1: DROP_COLUMN", "b.1: DROP_TABLE", "migrations.toml: c.1 no longer has X"]


def test_something_unlisted_stops_the_check(capsys: pytest.CaptureFixture[str]) -> None:
    def statements() -> Iterator[tuple[str, list[str]]]:
        yield "reports.9999_drop", ["ALTER TABLE reports_report DROP COLUMN year;"]

    assert check_migrations.main(statements) == 1
    assert "reports.9999_drop: DROP_COLUMN" in capsys.readouterr().out


@pytest.mark.parametrize("text", ['["a.1"]\ncodes = ["X"]\n', '["a.1"]\nreason = "because"\n'])
def test_nothing_is_listed_without_codes_and_a_reason(tmp_path: Path, text: str) -> None:
    path = tmp_path / "migrations.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="reason"):
        check_migrations.allowed(path)
