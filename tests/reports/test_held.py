"""手头的文稿: what a process keeps of a save is what the rows say."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from govreport.agencies.models import Agency, User
from govreport.reports import held
from govreport.reports.errors import Refused
from govreport.reports.figures import document_of
from govreport.reports.held import held_document, held_previous
from govreport.reports.models import Version
from govreport.reports.services import save_cells, save_fee, save_narrative, save_title, start_report
from govreport.reports.services.locking import attempt, in_hand, latest_for_edit
from tests.builders import balanced

CELL, OTHER = "t3.new_received.commercial", "t3.new_received.research"


@pytest.fixture
def version(agency: Agency, drafter: User) -> Version:
    """A full report of 2023 and that of the year before."""
    start_report(agency=agency, year=2022, by=drafter, document=balanced().replace(year=2022))
    return start_report(agency=agency, year=2023, by=drafter, document=balanced())


def again(version: Version) -> Version:
    """The version as another request would find it."""
    return Version.objects.with_report().get(pk=version.pk)


@pytest.mark.parametrize(
    "text", ["12", "１2", "1.50", "+3", "-0", "0.0", "无", "", "3（件）", "999999999999", "9" * 30, "1,234", "一百二十"]
)
def test_what_is_kept_is_what_is_stored(version: Version, drafter: User, text: str) -> None:
    for cell in (CELL, "t2.rules.issued", "t2.admin_fees.amount_wan"):
        save_cells(version=version, cells={cell: text}, by=drafter)
    kept, stored = held_document(again(version)), document_of(again(version))
    assert kept == stored
    assert kept.to_json() == stored.to_json()
    assert list(kept.printed) == list(stored.printed)


def test_texts_the_fee_and_the_title_are_kept_as_they_are_stored(version: Version, drafter: User) -> None:
    save_cells(version=version, cells={CELL: "7"}, by=drafter)
    save_narrative(version=version, section="sec1", text="第一段。\n\n第二段。 ", by=drafter)
    assert held_document(again(version)) == document_of(again(version))
    save_fee(version=version, values={"notice_count": "2", "collected_yuan": "无"}, by=drafter)
    assert held_document(again(version)) == document_of(again(version))
    save_title(version=version, title="新的标题", by=drafter)
    assert held_document(again(version)).title == "新的标题"


def test_what_is_at_hand_is_not_read_again(version: Version, drafter: User) -> None:
    save_cells(version=version, cells={CELL: "7"}, by=drafter)
    current = again(version)
    with CaptureQueriesContext(connection) as captured:
        assert held_document(current).figures[CELL] == 7
    assert len(captured) == 0


def test_last_years_report_costs_one_query_once_it_is_at_hand(version: Version) -> None:
    first = held_previous(again(version))
    current = again(version)
    with CaptureQueriesContext(connection) as captured:
        assert held_previous(current) == first
    assert len(captured) == 1


def test_a_change_elsewhere_is_seen_at_once(version: Version, drafter: User) -> None:
    before = held_document(again(version)).figures[CELL]
    save_cells(version=version, cells={CELL: "81"}, by=drafter)
    assert before != 81
    assert held_document(again(version)).figures[CELL] == 81


def test_what_was_rolled_back_is_forgotten(version: Version, drafter: User) -> None:
    before = held_document(again(version))
    with transaction.atomic():
        current = latest_for_edit(version.report, drafter)
        assert current is not None
        with in_hand(current):
            with pytest.raises(Refused):
                _half(current, drafter)
            assert held_document(current) == before
            save_cells(version=current, cells={OTHER: "83"}, by=drafter)
    stored = document_of(again(version))
    assert stored.figures[CELL] == before.figures[CELL]
    assert stored.figures[OTHER] == 83
    assert held_document(again(version)) == stored


def _half(current: Version, drafter: User) -> None:
    """A cell that is stored and a title that is declined, both or nothing."""
    with attempt(current):
        save_cells(version=current, cells={CELL: "82"}, by=drafter)
        save_title(version=current, title=" ", by=drafter)


def test_only_so_many_are_kept(version: Version, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(held, "MOST", 1)
    held_document(version)
    other = again(version)
    held_previous(other)
    with CaptureQueriesContext(connection) as captured:
        held_document(other)
    assert len(captured) > 0
