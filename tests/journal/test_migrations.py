"""已有记录入链: what was written before there were chains is chained by the migration."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from govreport.agencies.models import User
from govreport.journal import actions
from govreport.journal.models import Event
from govreport.journal.services import record
from govreport.journal.verify import verify


@pytest.mark.django_db(transaction=True)
def test_events_from_before_the_chain_are_chained_in_their_order(drafter: User) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate([("journal", "0001_initial")])
    old = executor.loader.project_state([("journal", "0001_initial")]).apps.get_model("journal", "Event")
    try:
        for number in range(450):
            old.objects.create(
                actor_id=drafter.pk if number % 3 else None,
                agency_key=("a", "b", "")[number % 3],
                action=actions.FIGURES_CHANGED,
                subject=f"version:{number}",
                payload={"t3.a": ["", f"“{number}”"], "n": number},
                at=datetime(2026, 1, 1, tzinfo=UTC),
            )
    finally:
        # Of every room: those that need the journal were undone with it.
        MigrationExecutor(connection).migrate(executor.loader.graph.leaf_nodes())
    result = verify()
    assert (result.events, result.chains, result.breaks) == (450, 3, [])
    subjects = [f"version:{number}" for number in range(0, 450, 3)]
    assert list(Event.objects.filter(agency_key="a").order_by("position").values_list("subject", flat=True)) == subjects
    assert record(actions.STARTED, by=None, agency=None, subject="version:1").position == 151
