"""已有记录入链: every event gets its place in the chain of its agency, in the order in which they were written."""

from datetime import UTC

from django.db import migrations

from govreport.journal.chain import digest_of


def chain_events(apps, schema_editor):
    """One pass in the order of keys, with the end of each chain in memory."""
    Event = apps.get_model("journal", "Event")
    ends = {}
    batch = []
    for event in Event.objects.order_by("pk").iterator(chunk_size=2000):
        position, previous = ends.get(event.agency_key, (0, ""))
        event.position, event.previous = position + 1, previous
        event.digest = digest_of(as_record(event))
        ends[event.agency_key] = (event.position, event.digest)
        batch.append(event)
        if len(batch) == 200:
            Event.objects.bulk_update(batch, ["position", "previous", "digest"])
            batch = []
    Event.objects.bulk_update(batch, ["position", "previous", "digest"])


def as_record(event):
    """What the digest covers (form 1)."""
    return {
        "agency": event.agency_key,
        "position": event.position,
        "previous": event.previous,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": event.actor_id,
        "action": event.action,
        "subject": event.subject,
        "succeeded": event.succeeded,
        "address": event.address,
        "payload": event.payload,
    }


class Migration(migrations.Migration):

    dependencies = [("journal", "0002_chain")]

    operations = [migrations.RunPython(chain_events, migrations.RunPython.noop)]
