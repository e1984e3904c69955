"""办理经过: what has been done to a version, as people read it, newest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from govreport.journal import actions
from govreport.journal.models import Event
from govreport.reports.models import Version

# Saves by one person within this many seconds of one another are one entry.
TOGETHER: Final = 30 * 60
SHOWN: Final = 40


@dataclass(slots=True)
class Entry:
    """办理记录: who did what, until when; ``changes`` counts cells and texts, ``receipt`` is the entry that has one."""

    actor: str
    action: str
    at: datetime
    note: str = ""
    changes: int = 0
    receipt: int = 0

    @property
    def detail(self) -> str:
        """The number of changes, in words."""
        words = ngettext("%(count)s 处", "%(count)s 处", self.changes)
        return words % {"count": self.changes} if self.changes else ""


EDITS: Final = frozenset(
    {
        actions.FIGURES_CHANGED,
        actions.IMPORT_CORRECTED,
        actions.ZEROS_FILLED,
        actions.ZEROS_UNDONE,
        actions.NARRATIVE_CHANGED,
        actions.TEXT_FOLLOWED,
        actions.FEE_CHANGED,
        actions.TITLE_CHANGED,
        actions.REPAIRED,
        actions.REPAIR_UNDONE,
    }
)


def history(version: Version) -> list[Entry]:
    """The latest entries of a version, consecutive saves of one person taken together."""
    entries: list[Entry] = []
    last: Event | None = None
    for event in Event.objects.of(version.subject):
        changes = len(event.payload) if event.action in EDITS else 0
        if last and changes and last.action == event.action and _together(last, event):
            entries[-1].at = event.at
            entries[-1].changes += changes
        else:
            receipt = event.pk if "sha256" in event.payload else 0
            entries.append(Entry(_actor(event), _action(event), event.at, _note(event.payload), changes, receipt))
        last = event
    return entries[::-1][:SHOWN]


def _together(last: Event, event: Event) -> bool:
    return last.actor_id == event.actor_id and (event.at - last.at).total_seconds() < TOGETHER


def _actor(event: Event) -> str:
    """Who it was, and for whom."""
    name, holder = str(event.actor or ""), event.payload.get("on_behalf_of")
    return _("%(name)s（代%(holder)s）") % {"name": name, "holder": holder} if holder else name


def _action(event: Event) -> str:
    """What was done, and at which step of the route."""
    step = event.payload.get("step")
    return _("%(step)s：%(action)s") % {"step": step, "action": event.display} if step else event.display


def _note(payload: Mapping[str, object]) -> str:
    note = payload.get("note") or payload.get("source") or ""
    place = payload.get("place")
    return f"{place}：{note}" if place else str(note)
