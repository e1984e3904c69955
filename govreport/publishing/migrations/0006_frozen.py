from typing import Any

from django.db import migrations

from govreport.standards.seal import sm3

# Table, the columns that may not change, and in which rows (of the row as it was).
_GUARDS = (
    (
        "publishing_publication",
        ("version_id", "sha256", "sm3", "data", "published_at", "published_by_id", "reason"),
        "",
    ),
    (
        "publishing_withdrawal",
        ("publication_id", "kind", "reason", "state", "asked_by_id", "asked_at", "decided_by_id", "decided_at", "note"),
        "OLD.state <> 'asked'",
    ),
)


def fill(apps: Any, schema_editor: Any) -> None:
    """The second hash of what was published before."""
    publications = apps.get_model("publishing", "Publication").objects
    for item in publications.filter(sm3="").only("data").iterator(chunk_size=200):
        publications.filter(pk=item.pk).update(sm3=sm3(item.data))


def guard(apps: Any, schema_editor: Any) -> None:
    """What was published, and what was settled, cannot be changed: not by a program either that goes past the models.

    A migration that alters one of these tables on SQLite must create its trigger anew.
    """
    if schema_editor.connection.vendor == "sqlite":
        for table, columns, where in _GUARDS:
            schema_editor.execute(
                f"CREATE TRIGGER {table}_frozen BEFORE UPDATE OF {', '.join(columns)} ON {table}"
                f"{f' WHEN {where}' if where else ''} BEGIN SELECT RAISE(ABORT, 'frozen'); END"
            )
        return
    schema_editor.execute(
        "CREATE FUNCTION publishing_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'frozen' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for table, columns, where in _GUARDS:
        schema_editor.execute(
            f"CREATE TRIGGER {table}_frozen BEFORE UPDATE OF {', '.join(columns)} ON {table} FOR EACH ROW"
            f"{f' WHEN ({where})' if where else ''} EXECUTE FUNCTION publishing_refuse()"
        )


def release(apps: Any, schema_editor: Any) -> None:
    """The way back."""
    for table, _columns, _where in _GUARDS:
        on = "" if schema_editor.connection.vendor == "sqlite" else f" ON {table}"
        schema_editor.execute(f"DROP TRIGGER {table}_frozen{on}")
    if schema_editor.connection.vendor != "sqlite":
        schema_editor.execute("DROP FUNCTION publishing_refuse()")


class Migration(migrations.Migration):
    dependencies = [("publishing", "0005_corrections")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=False),
        migrations.RunPython(guard, release),
    ]
