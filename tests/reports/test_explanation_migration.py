"""差异说明 takes in the reasons of before: what was said about 上年结转 is bound to last year's number."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from govreport.agencies.models import Agency, User
from govreport.reports.models import Explanation, Version
from govreport.reports.services import save_cells, start_report
from tests.builders import balanced

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE, AFTER = [("reports", "0004_taken_paragraph")], [("reports", "0005_explanation")]
CELL = "t3.carried_in.natural_person"


def migrate(target: list[tuple[str, str]]) -> MigrationExecutor:
    executor = MigrationExecutor(connection)
    executor.migrate(target)
    executor.loader.build_graph()
    return executor


def latest() -> list[tuple[str, str]]:
    """The last migrations of every room: those above this one were undone with it."""
    return MigrationExecutor(connection).loader.graph.leaf_nodes()


def test_the_reasons_of_before_still_open_their_cells(agency: Agency, drafter: User) -> None:
    start_report(agency=agency, year=2022, by=drafter, document=balanced(year=2022))
    last_year = Version.objects.get(report__year=2022)
    save_cells(version=last_year, cells={"t3.carried_out.natural_person": "3"}, by=drafter)
    version = start_report(agency=agency, year=2023, by=drafter)
    try:
        old = migrate(BEFORE).loader.project_state(BEFORE).apps
        old.get_model("reports", "CellReason").objects.create(
            version_id=version.pk, address=CELL, text="上年漏统计一件。", by_id=drafter.pk
        )
        migrate(AFTER)
    finally:
        migrate(latest())
    reason = Explanation.objects.get()
    assert (reason.rule, reason.subject, reason.text) == ("Y-01", CELL, "上年漏统计一件。")
    assert reason.values == {"prev.t3.carried_out.natural_person": "3"}
    saved = save_cells(version=version, cells={CELL: "4"}, by=drafter)
    assert saved.changed[CELL] == "4"
