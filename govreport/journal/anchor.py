"""每日锚定: once a day the ends of all chains go into the system's own, so that none is cut off unnoticed."""

from govreport.journal import actions
from govreport.journal.models import Event
from govreport.journal.services import record


def anchor() -> Event | None:
    """Name the last event of every chain that has grown since the last anchor; None when none has."""
    last = Event.objects.filter(action=actions.JOURNAL_ANCHORED).order_by("-pk").values_list("pk", flat=True).first()
    grown = Event.objects.filter(pk__gt=last or 0).order_by("position")
    rows = grown.values_list("agency_key", "position", "digest").iterator(chunk_size=2000)
    heads = {agency: [position, digest] for agency, position, digest in rows}
    if not heads:
        return None
    return record(actions.JOURNAL_ANCHORED, by=None, agency=None, subject="journal", payload={"heads": heads})
