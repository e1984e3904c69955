"""迁移检查: refuses steps on PostgreSQL that the version before could not live with while it is still running.

While an upgrade goes on, web servers of the version before answer over the new tables. What would break them must
stand in ``scripts/migrations.toml`` with a reason. The SQL is made without a database; django-migration-linter says
what of it breaks.
"""

import os
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
ALLOWED: Final = Path(__file__).with_name("migrations.toml")
# A server that is never asked: only how statements are written depends on it.
SERVER: Final = "postgres://nobody@127.0.0.1:9/none"
VERSION: Final = 150000

Found = dict[str, set[str]]


def allowed(path: Path = ALLOWED) -> dict[str, set[str]]:
    """Migration → codes that are allowed in it; ValueError for one without a reason."""
    listed: Mapping[str, Mapping[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))
    for name, entry in listed.items():
        if not str(entry.get("reason", "")).strip() or not entry.get("codes"):
            raise ValueError(f"{path.name}: {name} needs codes and a reason")
    return {name: set(entry["codes"]) for name, entry in listed.items()}


def broken(statements: list[str]) -> set[str]:
    """Codes of what in these statements breaks the version before."""
    from django_migration_linter.sql_analyser.analyser import analyse_sql_statements
    from django_migration_linter.sql_analyser.postgresql import PostgresqlAnalyser

    errors, _ignored, _warnings = analyse_sql_statements(PostgresqlAnalyser, statements, [])
    return {error.code for error in errors}


def statements_of_all() -> Iterator[tuple[str, list[str]]]:
    """Each of our migrations with what it says to PostgreSQL, in the order in which they are made."""
    from django.apps import apps
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.state import ProjectState

    graph = MigrationLoader(None).graph
    keys = list(dict.fromkeys(key for leaf in graph.leaf_nodes() for key in graph.forwards_plan(leaf)))
    connection.pg_version = VERSION  # type: ignore[attr-defined] # asked of the server otherwise
    connection.ops.compose_sql = written  # type: ignore[attr-defined] # the same
    state = ProjectState(real_apps=set())
    for app, name in keys:
        with connection.schema_editor(collect_sql=True, atomic=False) as editor:
            state = graph.nodes[app, name].apply(state, editor, collect_sql=True)
        if apps.get_app_config(app).name.startswith("govreport"):
            yield f"{app}.{name}", list(editor.collected_sql)


def written(sql: str, params: tuple[object, ...]) -> str:
    """A statement with its values written out."""
    from psycopg.sql import Literal

    return sql % tuple(Literal(value).as_string(None) for value in params)


def compared(found: Found, listed: Found) -> list[str]:
    """A sentence for each migration that breaks something unlisted, and for each line that allows nothing any more."""
    words = [
        f"{name}: {', '.join(sorted(codes - listed.get(name, set())))}"
        for name, codes in found.items()
        if codes - listed.get(name, set())
    ]
    stale = [
        f"{ALLOWED.name}: {name} no longer has {', '.join(sorted(codes - found.get(name, set())))}"
        for name, codes in listed.items()
        if codes - found.get(name, set())
    ]
    return words + stale


def main(statements: Callable[[], Iterator[tuple[str, list[str]]]] = statements_of_all) -> int:
    """1 where something is refused."""
    found = {name: codes for name, lines in statements() if (codes := broken(lines))}
    words = compared(found, allowed())
    for line in words:
        print(line)
    if words:
        print(
            "The version before could not run over these tables while it is being replaced. Split the step (add,"
            f" release, then remove), give new columns db_default, or name it in scripts/{ALLOWED.name} with a reason."
        )
    return bool(words)


if __name__ == "__main__":
    os.environ["DATABASE_URL"] = SERVER
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "govreport.settings")
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    sys.exit(main())
