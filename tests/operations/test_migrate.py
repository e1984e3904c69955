"""迁移中断: whoever pulls the plug during an upgrade starts `migrate` again, and it ends well."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from tests.paths import ROOT

MIGRATE = [sys.executable, "-u", "manage.py", "migrate", "--no-input"]


@pytest.mark.parametrize("reached", ["journal", "reports", "workflow"])
def test_a_migration_that_was_killed_is_done_by_the_next_run(tmp_path: Path, reached: str) -> None:
    environment = os.environ | {"GOVREPORT_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "govreport.settings"}
    environment.pop("DATABASE_URL", None)
    first = subprocess.Popen(MIGRATE, cwd=ROOT, env=environment, stdout=subprocess.PIPE)
    assert first.stdout is not None
    seen = b""
    while f"Applying {reached}.".encode() not in seen:
        part = os.read(first.stdout.fileno(), 64)
        assert part, seen.decode()
        seen += part
    first.send_signal(signal.SIGKILL)
    first.communicate()
    check = [*MIGRATE, "--check"]
    assert subprocess.run(check, cwd=ROOT, env=environment, capture_output=True, check=False).returncode == 1
    subprocess.run(MIGRATE, cwd=ROOT, env=environment, capture_output=True, check=True)
    assert subprocess.run(check, cwd=ROOT, env=environment, capture_output=True, check=False).returncode == 0


def test_every_migration_of_ours_is_one_transaction() -> None:
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("govreport.")}
    found = [migration for (app, _), migration in MigrationLoader(None).disk_migrations.items() if app in ours]
    assert found
    assert [str(migration) for migration in found if not migration.atomic] == []
