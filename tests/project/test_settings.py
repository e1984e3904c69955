"""The database options that nobody would miss until the deadline (docs/adr/0008)."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.db import connection

from tests.paths import ROOT


def test_sqlite_takes_the_write_lock_at_once_and_waits_for_it() -> None:
    if connection.vendor != "sqlite":
        assert settings.DATABASES["default"]["CONN_HEALTH_CHECKS"] is True
        return
    options = settings.DATABASES["default"]["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=20000", "foreign_keys=ON"):
        assert pragma in options["init_command"]


def test_what_the_address_of_the_database_says_of_encryption_is_kept(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from govreport import settings; print(settings.DATABASES['default']['OPTIONS'])"]
    address = "postgres://a:b@db/c?sslmode=verify-full&sslrootcert=/etc/ca.pem"
    environment = os.environ | {"GOVREPORT_VAR": str(tmp_path), "DATABASE_URL": address}
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout
    for part in ("'sslmode': 'verify-full'", "'sslrootcert': '/etc/ca.pem'", "statement_timeout"):
        assert part in told


def test_nothing_may_be_loaded_from_elsewhere_or_run_inline() -> None:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert directives["default-src"] == ["'none'"]
    for sources in directives.values():
        assert set(sources) <= {"'self'", "'none'", "data:"}
    assert "data:" not in directives["script-src"]


def test_no_demonstration_account_is_shown_unless_asked_for() -> None:
    assert settings.DEMO is False


def test_two_processes_that_start_at_once_get_the_same_key(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from govreport import settings; print(settings.SECRET_KEY)"]
    environment = os.environ | {"GOVREPORT_VAR": str(tmp_path), "SECRET_KEY": ""}
    started = [
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    keys = {process.communicate()[0].strip() for process in started}
    assert len(keys) == 1
    assert len(keys.pop()) > 50
    kept = tmp_path / "secret_key"
    assert [path.name for path in tmp_path.glob("secret_key*")] == [kept.name]
    assert kept.stat().st_mode & 0o077 == 0


def test_mail_is_sent_only_where_a_server_is_named(tmp_path: Path) -> None:
    show = "from govreport import settings as s; print(s.MAIL_READY, s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_USE_TLS)"

    def told(address: str) -> str:
        environment = os.environ | {"GOVREPORT_VAR": str(tmp_path), "EMAIL_URL": address}
        return subprocess.check_output([sys.executable, "-c", show], cwd=ROOT, env=environment, text=True).strip()

    assert told("") == "False localhost 25 False"
    assert told("smtp+tls://zhou:secret@mail.example.gov.cn:587") == "True mail.example.gov.cn 587 True"
