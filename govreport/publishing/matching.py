"""相符的公布稿: which publications hold the words asked for, by the full-text index; bounded for any word."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from govreport.publishing.index import NAMES
from govreport.publishing.tokens import Phrase, phrase

# Pieces of text that are read for one word, the last published ones first. A word that stands in more of them is so
# common that nobody reads to the end; it is looked for further only inside what other words or choices leave.
MOST_PIECES: Final = 10_000

# The statements are ours; what was typed is a parameter.
_FOUND: Final = {
    "sqlite": (
        "SELECT t.publication_id, t.place = %s FROM publishing_searchindex i CROSS JOIN publishing_searchtext t"
        " ON t.id = i.rowid WHERE i.tokens MATCH %s ORDER BY i.rowid DESC LIMIT %s"
    ),
    "postgresql": (
        "SELECT publication_id, place = %s FROM publishing_searchtext"
        " WHERE vector @@ to_tsquery('simple', %s) ORDER BY id DESC LIMIT %s"
    ),
}
_INSIDE: Final = {
    "sqlite": (
        "SELECT t.publication_id, t.place = %s FROM publishing_searchtext t"
        " WHERE t.publication_id IN (SELECT value FROM json_each(%s))"
        " AND t.id IN (SELECT rowid FROM publishing_searchindex WHERE tokens MATCH %s)"
    ),
    "postgresql": (
        "SELECT publication_id, place = %s FROM publishing_searchtext"
        " WHERE publication_id = ANY(%s) AND vector @@ to_tsquery('simple', %s)"
    ),
}
_MEMBERS: Final = {"sqlite": "SELECT value FROM json_each(%s)", "postgresql": "SELECT unnest(%s::bigint[])"}


@dataclass(frozen=True, slots=True)
class Matched:
    """相符的公布稿: the keys of all and of those in whose names every word stands; ``complete``: none was left out."""

    every: frozenset[int]
    named: frozenset[int]
    complete: bool = True

    @property
    def condition(self) -> Q:
        """Condition on publications: one of them."""
        return among(self.every)

    @property
    def by_name(self) -> Q:
        """Condition on publications: every word stands in a name."""
        return among(self.named)


def among(keys: Collection[int]) -> Q:
    """Condition: the key is one of these; one parameter for any number of them."""
    return Q(pk__in=RawSQL(_MEMBERS[connection.vendor], (_list(keys),))) if keys else Q(pk__in=[])  # noqa: S611


def matched(words: Sequence[str], inside: Collection[int] | None = None) -> Matched:
    """The publications in which every word stands, anywhere; ``inside`` of some only. At most two queries a word.

    Common words are looked for where the rare ones stand. Where all are common, the last published ones are found.
    """
    asked = [item for word in words if (item := phrase(word)) is not None]
    if inside is not None:
        return _inside(asked, frozenset(inside))
    found = [(item, _found(item)) for item in asked]
    rare = [one for _, one in found if one.complete]
    common = [item for item, one in found if not one.complete]
    if not rare:
        return _both([one for _, one in found])
    together = _both(rare)
    return _both([together, _inside(common, together.every)]) if common and together.every else together


def _both(parts: Sequence[Matched]) -> Matched:
    every = frozenset.intersection(*(part.every for part in parts)) if parts else frozenset()
    named = frozenset.intersection(*(part.named for part in parts)) if parts else frozenset()
    return Matched(every, named, all(part.complete for part in parts))


def _found(asked: Phrase) -> Matched:
    rows = _rows(_FOUND[connection.vendor], [NAMES, _spelled(asked), MOST_PIECES + 1])
    return _matched(rows[:MOST_PIECES], complete=len(rows) <= MOST_PIECES)


def _inside(asked: Sequence[Phrase], keys: frozenset[int]) -> Matched:
    found = Matched(keys, keys)
    for item in asked:
        if not found.every:
            break
        rows = _rows(_INSIDE[connection.vendor], [NAMES, _list(found.every), _spelled(item)])
        found = _both([found, _matched(rows, complete=True)])
    return found


def _matched(rows: Sequence[tuple[Any, ...]], *, complete: bool) -> Matched:
    return Matched(frozenset(key for key, _ in rows), frozenset(key for key, named in rows if named), complete)


def _rows(statement: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _spelled(asked: Phrase) -> str:
    return asked.sqlite if connection.vendor == "sqlite" else asked.postgresql


def _list(keys: Collection[int]) -> Any:
    return json.dumps(sorted(keys)) if connection.vendor == "sqlite" else sorted(keys)
