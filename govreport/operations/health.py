"""运行状况: whether this process can serve, and whether something beside it needs looking after."""

from typing import Final

from celery import current_app
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from govreport.jobs.space import enough_space

# Without these no page can be served; without the others pages are, and background work waits.
NEEDED: Final = ("database", "migrations")
_PATIENCE: Final = 1  # second


def checks() -> dict[str, bool]:
    """Each thing that is asked, and whether it is well."""
    database, migrated = _database()
    return {"database": database, "migrations": migrated, "broker": _broker(), "disk": _disk()}


def status_of(found: dict[str, bool]) -> str:
    """``ok``; ``degraded`` when pages are served and background work waits; ``unavailable``."""
    if not all(found[name] for name in NEEDED):
        return "unavailable"
    return "ok" if all(found.values()) else "degraded"


def _database() -> tuple[bool, bool]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        executor = MigrationExecutor(connection)
        return True, not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        connection.close()
        return False, False


def _broker() -> bool:
    if settings.CELERY_TASK_ALWAYS_EAGER:
        return True
    try:
        with current_app.connection_for_write() as broker:
            broker.ensure_connection(max_retries=1, interval_start=0, timeout=_PATIENCE)
    except Exception:  # noqa: BLE001 (each kind of broker has errors of its own)
        return False
    return True


def _disk() -> bool:
    try:
        return enough_space()
    except OSError:
        return False
