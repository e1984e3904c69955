"""记录操作: the one way into the journal."""

from collections.abc import Mapping
from typing import Any

from govreport.agencies.models import Agency, User
from govreport.journal.actions import ACTIONS
from govreport.journal.models import Event


def record(
    action: str, *, by: User | None, agency: Agency | None, subject: str, payload: Mapping[str, Any] | None = None
) -> Event:
    """Write an event, inside the caller's transaction; raises ``KeyError`` for an action that has no name."""
    ACTIONS[action]
    return Event.objects.create(
        actor=by,
        agency_key=agency.code if agency else "",
        action=action,
        subject=subject,
        payload=dict(payload or {}),
    )
