from typing import Any

from django.db import migrations

# Table, the columns that may not change (empty: none of them), and in which rows (of the row as it was).
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
    ("publishing_publishedfile", (), ""),
    ("publishing_manifest", (), ""),
)
# Rows that PostgreSQL does not let go either; nobody may delete by a way past the models.
_KEPT = ("publishing_publication", "publishing_publishedfile", "publishing_manifest")


def guard(apps: Any, schema_editor: Any) -> None:
    """What was published, its files and their list, and what was settled, cannot be changed past the models either.

    A migration that alters one of these tables on SQLite must create its trigger anew.
    """
    if schema_editor.connection.vendor == "sqlite":
        for table, columns, where in _GUARDS:
            schema_editor.execute(
                f"CREATE TRIGGER {table}_frozen BEFORE UPDATE{_of(columns)} ON {table}"
                f"{f' WHEN {where}' if where else ''} BEGIN SELECT RAISE(ABORT, 'frozen'); END"
            )
        return
    schema_editor.execute(
        "CREATE FUNCTION publishing_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'frozen' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for table, columns, where in _GUARDS:
        schema_editor.execute(
            f"CREATE TRIGGER {table}_frozen BEFORE UPDATE{_of(columns)} ON {table} FOR EACH ROW"
            f"{f' WHEN ({where})' if where else ''} EXECUTE FUNCTION publishing_refuse()"
        )
    for table in _KEPT:
        schema_editor.execute(
            f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION publishing_refuse()"
        )


def _of(columns: tuple[str, ...]) -> str:
    return f" OF {', '.join(columns)}" if columns else ""


def release(apps: Any, schema_editor: Any) -> None:
    """The way back."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    for table, _columns, _where in _GUARDS:
        schema_editor.execute(f"DROP TRIGGER {table}_frozen{'' if sqlite else f' ON {table}'}")
    if sqlite:
        return
    for table in _KEPT:
        schema_editor.execute(f"DROP TRIGGER {table}_kept ON {table}")
    schema_editor.execute("DROP FUNCTION publishing_refuse()")


class Migration(migrations.Migration):
    dependencies = [("publishing", "0008_describe_files")]

    operations = [
        migrations.RemoveConstraint(model_name="publication", name="publication_ready_has_file"),
        migrations.RemoveField(model_name="publication", name="pdf"),
        migrations.RemoveField(model_name="publication", name="pdf_ready"),
        migrations.RemoveField(model_name="publication", name="sizes"),
        migrations.RunPython(guard, release),
    ]
