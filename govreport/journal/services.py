"""记录操作: the one way into the journal."""

import json
from collections.abc import Mapping
from typing import Any, Final

from django.db import connection, transaction
from django.utils import timezone

from govreport.agencies.models import Agency, User
from govreport.journal import followers, sources
from govreport.journal.actions import ACTIONS
from govreport.journal.chain import digest_of
from govreport.journal.models import Event

# The first half of PostgreSQL's advisory locks on chains; the second is told by the agency.
_LOCKS: Final = 20190515


def record(
    action: str,
    *,
    by: User | None,
    agency: Agency | None,
    subject: str,
    payload: Mapping[str, Any] | None = None,
    succeeded: bool = True,
) -> Event:
    """Write an event at the end of its agency's chain, inside the caller's transaction.

    Others who write for the same agency wait until that transaction is over, so it is recorded late in it. Raises
    ``KeyError`` for an action that has no name.
    """
    ACTIONS[action]
    event = Event(
        actor=by,
        agency_key=agency.code if agency else "",
        action=action,
        subject=subject,
        # As it comes back from the database: texts as keys, lists for tuples.
        payload=json.loads(json.dumps(dict(payload or {}), allow_nan=False)),
        succeeded=succeeded,
        address=sources.current(),
    )
    with transaction.atomic(savepoint=False):
        event.position, event.previous = _next(event.agency_key)
        # Asked when it is this event's turn: the times of a chain rise with its positions.
        event.at = timezone.now()
        event.digest = digest_of(event.record)
        event.save()
        followers.tell(event)
    return event


def _next(agency_key: str) -> tuple[int, str]:
    """The position after the last event of a chain, and that event's digest; nobody else gets it meanwhile.

    On SQLite a transaction has the database to itself from its beginning (docs/adr/0008).
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_LOCKS, agency_key])
    chain = Event.objects.filter(agency_key=agency_key).order_by("-position")
    position, digest = chain.values_list("position", "digest").first() or (0, "")
    return position + 1, digest
