"""The database options that nobody would miss until the deadline (docs/adr/0008)."""

from django.conf import settings
from django.db import connection


def test_sqlite_takes_the_write_lock_at_once_and_waits_for_it() -> None:
    if connection.vendor != "sqlite":
        assert settings.DATABASES["default"]["CONN_HEALTH_CHECKS"] is True
        return
    options = settings.DATABASES["default"]["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=20000", "foreign_keys=ON"):
        assert pragma in options["init_command"]


def test_nothing_may_be_loaded_from_elsewhere_or_run_inline() -> None:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert directives["default-src"] == ["'none'"]
    for sources in directives.values():
        assert set(sources) <= {"'self'", "'none'", "data:"}
    assert "data:" not in directives["script-src"]


def test_no_demonstration_account_is_shown_unless_asked_for() -> None:
    assert settings.DEMO is False
