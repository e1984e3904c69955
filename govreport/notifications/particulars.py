"""消息里的字: what the sentence of an event says beside who, when and which report; None: there is nothing to tell.

No figure of a report is among them: messages also go out by mail.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from govreport.agencies.models import Role
from govreport.journal import actions
from govreport.journal.models import Event
from govreport.notifications.occasion import Occasion
from govreport.workflow.models import Thread, ThreadState

Values = Mapping[str, Any] | None


def nothing(_occasion: Occasion) -> Values:
    """The sentence needs no more words."""
    return {}


def one(_occasion: Occasion) -> Values:
    """The first of those that are counted together."""
    return {"count": 1}


def step(occasion: Occasion) -> Values:
    """The step of the route that was taken."""
    return {"step": str(occasion.payload.get("step", ""))}


def remarks(occasion: Occasion) -> Values:
    """How many remarks wait for an answer."""
    waiting = Thread.objects.filter(version__report=occasion.version.report_id, state=ThreadState.OPEN)
    return {"count": waiting.count()}


def call(occasion: Occasion) -> Values:
    """What an office asks for; nothing where the system asked by itself."""
    if occasion.event.actor_id is None:
        return None
    return {"agency": str(occasion.agency), "year": occasion.payload["year"], "due": occasion.payload["due"]}


def deadline(occasion: Occasion) -> Values:
    """How many days are left (negative: over), where the system asked by itself."""
    if occasion.event.actor_id is not None:
        return None
    left = (date.fromisoformat(occasion.payload["due"]) - occasion.day).days
    found = {key: occasion.payload[key] for key in ("year", "due")}
    return {**found, "agency": str(occasion.agency), "left": left}


def extension(occasion: Occasion) -> Values:
    """Until when."""
    return {"agency": str(occasion.agency), "year": occasion.payload["year"], "due": occasion.payload["to"]}


def announcement(occasion: Occasion) -> Values:
    """Whose it is, what it is called, and from which day on it is shown."""
    found = {key: occasion.payload[key] for key in ("title", "from")}
    return {**found, "agency": str(occasion.agency)}


def post(occasion: Occasion) -> Values:
    """Which post, where; nothing where the event does not say."""
    if occasion.payload.get("role") not in Role.values:
        return None
    return {"agency": str(occasion.agency), "role": Role(occasion.payload["role"]).value}


def substitution(occasion: Occasion) -> Values:
    """Who stands in for whom, and when."""
    arranged = occasion.substitution
    if arranged is None:
        return None
    return {
        "agency": str(arranged.post.agency),
        "role": arranged.post.role,
        "holder": str(arranged.post.user),
        "substitute": str(arranged.substitute),
        "from": arranged.from_day.isoformat(),
        "until": arranged.until_day.isoformat(),
    }


def new_place(occasion: Occasion) -> Values:
    """The network address, if the person has signed in before, but never from there."""
    event = occasion.event
    # By subject: accounts have few events, and their people many.
    before = Event.objects.filter(subject=event.subject, action=actions.SIGNED_IN, pk__lt=event.pk)
    places = set(before.order_by().values_list("address", flat=True).distinct())
    if not event.address or not places or event.address in places:
        return None
    return {"address": event.address}
