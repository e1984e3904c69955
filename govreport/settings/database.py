"""数据库与缓存: SQLite unless DATABASE_URL names another; what processes count together."""

from typing import Any

from govreport.settings.environment import VAR_DIR, env


def _database() -> dict[str, Any]:
    """SQLite with write-ahead log and immediate transactions, or what DATABASE_URL names.

    With Django's SQLite defaults most concurrent read-then-write requests end in "database is locked";
    IMMEDIATE transactions, WAL and a busy timeout remove that (docs/adr/0008).
    """
    database: dict[str, Any] = env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'govreport.sqlite3'}")
    if database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000; PRAGMA foreign_keys=ON;"
            ),
        }
    else:
        database["CONN_HEALTH_CHECKS"] = True
        # What stands in the address itself (sslmode, sslrootcert) stays.
        database["OPTIONS"] = {**database.get("OPTIONS", {}), **_postgresql_options()}
    # For SQLite too: whoever closes the last connection writes the whole log back and removes it. A pool keeps its own.
    database["CONN_MAX_AGE"] = 0 if "pool" in database["OPTIONS"] else 60
    return database


def _postgresql_options() -> dict[str, Any]:
    """How long one statement may take (seconds; 0: as long as it likes), and the pool of each process, if any.

    The web server sets 15 s (``wsgi.py``), workers are started with 120 s; commands such as ``migrate`` have no limit.
    """
    limit = env.int("DATABASE_STATEMENT_TIMEOUT", default=0)
    # A database that is away is told apart at once; a forgotten transaction does not hold its rows for ever.
    options: dict[str, Any] = {
        "connect_timeout": 3,
        "options": f"-c statement_timeout={limit}s -c idle_in_transaction_session_timeout={limit * 4}s",
    }
    if most := env.int("DATABASE_POOL", default=0):
        options["pool"] = {"min_size": 1, "max_size": most, "timeout": 5}
    return options


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Caches ---------------------------------------------------------------------------------------------

# "default" is each process's own; "shared" holds what all processes of a server count together (requests in a minute).
# Counters have names of their own for each stretch of time, so that outliving it does no harm.
CACHES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "shared": env.cache_url("CACHE_URL", default="")
    if env.str("CACHE_URL", default="")
    else {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(VAR_DIR / "cache"),
        "TIMEOUT": 900,
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
}
