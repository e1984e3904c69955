"""数据库触发器: the database itself refuses to change or remove an event, whoever asks.

Kept apart from the migration because a later one that builds the table anew (SQLite does for most changes) has to
close it again, and because tests empty their database.
"""

from typing import Final

SENTENCE: Final = "journal events are never changed or removed"

_POSTGRESQL_FUNCTION: Final = f"""
CREATE OR REPLACE FUNCTION journal_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation';
END $$
"""

CLOSE: Final[dict[str, tuple[str, ...]]] = {
    "postgresql": (
        _POSTGRESQL_FUNCTION,
        "CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_event"
        " FOR EACH STATEMENT EXECUTE FUNCTION journal_append_only()",
    ),
    "sqlite": tuple(
        f"CREATE TRIGGER journal_no_{verb.lower()} BEFORE {verb} ON journal_event"
        f" BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
        for verb in ("UPDATE", "DELETE")
    ),
}
OPEN: Final[dict[str, tuple[str, ...]]] = {
    "postgresql": ("DROP TRIGGER IF EXISTS journal_append_only ON journal_event",),
    "sqlite": ("DROP TRIGGER IF EXISTS journal_no_update", "DROP TRIGGER IF EXISTS journal_no_delete"),
}
