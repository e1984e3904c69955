"""成批写入: rows straight into their tables: COPY on PostgreSQL, one prepared statement for many rows elsewhere."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from django.db import connection, models

# Rows that are held for one table before they are written: bounds the memory, whatever the number of reports.
HELD: Final = 4000
# Kinds of column whose values the database takes as they are.
_PLAIN: Final = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)


class Target:
    """一张表: keys are given here, so that rows can name one another before any of them is written."""

    def __init__(self, model: type[models.Model], *columns: str) -> None:
        fields = {field.attname: field for field in model._meta.local_concrete_fields}
        self.model, self.table = model, model._meta.db_table
        given = [fields.pop(name) for name in ("id", *columns)]
        # What nobody gives is what the model says; columns that are added later need nothing here.
        self._rest = tuple(field.get_db_prep_save(field.get_default(), connection) for field in fields.values())
        self.columns = [str(field.column) for field in (*given, *fields.values())]
        self._converters = [(place, _converter(field)) for place, field in enumerate(given) if _special(field)]
        self.rows: list[Sequence[Any]] = []
        self.written = 0
        last = model._default_manager.order_by("-pk").values_list("pk", flat=True).first()
        self._next = (last or 0) + 1

    def add(self, *values: Any) -> int:
        """Take a row; returns its key. ``Sink.flush`` writes it."""
        key, self._next = self._next, self._next + 1
        row = [key, *values]
        for place, convert in self._converters:
            row[place] = convert(row[place])
        self.rows.append((*row, *self._rest))
        return key


def _special(field: "models.Field[Any, Any]") -> bool:
    return not isinstance(field, _PLAIN)


def _converter(field: "models.Field[Any, Any]") -> Callable[[Any], Any]:
    return lambda value: field.get_db_prep_save(value, connection)


class Sink:
    """写入口: tables in the order in which they may be written, those that are named before those that name them."""

    def __init__(self, *targets: Target) -> None:
        self._targets = targets

    @property
    def written(self) -> int:
        """Rows written so far, in all tables."""
        return sum(target.written for target in self._targets)

    def flush(self, *, only_full: bool = False) -> None:
        """Write what is held; with ``only_full`` not before there is enough of it."""
        if only_full and all(len(target.rows) < HELD for target in self._targets):
            return
        for target in self._targets:
            if target.rows:
                _write(target)
                target.written += len(target.rows)
                target.rows.clear()

    def set_sequences(self) -> None:
        """Let the database go on counting where the rows written here end."""
        from django.core.management.color import no_style

        found = connection.ops.sequence_reset_sql(no_style(), [target.model for target in self._targets])
        with connection.cursor() as cursor:
            for statement in found:
                cursor.execute(statement)


def _write(target: Target) -> None:
    quoted = ", ".join(connection.ops.quote_name(column) for column in target.columns)
    table = connection.ops.quote_name(target.table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({quoted}) FROM STDIN") as copy:
                for row in target.rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(target.columns))
        # The names are those of our own models.
        cursor.executemany(f"INSERT INTO {table} ({quoted}) VALUES ({marks})", target.rows)  # noqa: S608
