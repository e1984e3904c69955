"""更正建议: proposed, taken by a click as a step of its own, taken back as long as nothing else was changed."""

from decimal import Decimal

import pytest

from govreport.agencies.models import Agency, User
from govreport.checks import open_errors as all_errors
from govreport.journal.models import Event
from govreport.reports.carried import locks_of
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.reports.services import save_cells, start_report
from govreport.reports.services.cells import shown
from govreport.standards.document import Document
from govreport.workflow.repairing import Proposal, apply_repair, last_repair, proposals, undo_repair
from tests.builders import balanced, with_totals, wrong_totals

TOTALS = ("t3.total_processed.natural_person", "t3.total_processed.total")


@pytest.fixture
def imported(agency: Agency, drafter: User) -> Version:
    """The report of 2020 whose (七) totals say 0 where the results add up to 2."""
    return start_report(agency=agency, year=2020, by=drafter, document=wrong_totals())


@pytest.fixture
def authored(agency: Agency, drafter: User) -> Version:
    """A report written here: two received, one with a result."""
    version = start_report(agency=agency, year=2023, by=drafter)
    document = balanced()
    cells = {address: shown(document, address) for address in document.figures}
    save_cells(version=version, cells={**cells, "t3.unable_not_held.natural_person": "0"}, by=drafter)
    return now(version)


def open_errors(document: Document) -> list[str]:
    """What is wrong in the tables; the texts are left unwritten here."""
    return [finding.rule for finding in all_errors(document) if not finding.rule.startswith("S-")]


def now(version: Version) -> Version:
    return Version.objects.get(pk=version.pk)


def offered(version: Version) -> list[Proposal]:
    current = now(version)
    document = document_of(current)
    return proposals(current, document, None, locks_of(current, document))


def test_a_declared_total_can_be_what_is_wrong(imported: Version) -> None:
    (only,) = offered(imported)
    assert dict(only.changes) == dict.fromkeys(TOTALS, ("0", "2"))
    assert only.clears == ("T3-02", "T3-03")


def test_nothing_is_changed_before_somebody_asks(imported: Version) -> None:
    before = document_of(imported)
    offered(imported)
    assert document_of(now(imported)) == before


def test_a_proposal_is_taken_as_a_step_of_its_own(imported: Version, drafter: User) -> None:
    saved = apply_repair(version=imported, key=offered(imported)[0].key, by=drafter)
    assert [saved.changed[cell] for cell in TOTALS] == ["2", "2"]
    assert open_errors(document_of(now(imported))) == []
    event = Event.objects.of(imported.subject).last()
    assert event is not None
    assert (event.action, event.payload) == ("report.repaired", {cell: ["0", "2"] for cell in TOTALS})
    assert offered(imported) == []


def test_it_can_be_taken_back(imported: Version, drafter: User) -> None:
    before = document_of(imported)
    apply_repair(version=imported, key=offered(imported)[0].key, by=drafter)
    taken = last_repair(now(imported), document_of(now(imported)))
    assert taken is not None
    undo_repair(version=imported, event=taken.pk, by=drafter)
    assert document_of(now(imported)) == before
    with pytest.raises(Refused, match="已经撤回"):
        undo_repair(version=imported, event=taken.pk, by=drafter)


def test_it_is_not_taken_back_over_later_typing(imported: Version, drafter: User) -> None:
    apply_repair(version=imported, key=offered(imported)[0].key, by=drafter)
    taken = last_repair(now(imported), document_of(now(imported)))
    assert taken is not None
    save_cells(version=imported, cells={TOTALS[0]: "3"}, by=drafter)
    with pytest.raises(Refused, match="后来又改过"):
        undo_repair(version=imported, event=taken.pk, by=drafter)
    assert document_of(now(imported)).figures[TOTALS[0]] == 3


def test_a_proposal_for_other_figures_is_declined(imported: Version, drafter: User) -> None:
    (only,) = offered(imported)
    save_cells(version=imported, cells={TOTALS[0]: "2"}, by=drafter)
    with pytest.raises(Refused, match="不再适用"):
        apply_repair(version=imported, key=only.key, by=drafter)


def test_only_a_drafter_takes_one_and_only_while_drafting(
    imported: Version, drafter: User, reviewer: User, stranger: User
) -> None:
    key = offered(imported)[0].key
    for user in (reviewer, stranger):
        with pytest.raises(NotAllowed):
            apply_repair(version=imported, key=key, by=user)
    Version.objects.filter(pk=imported.pk).update(state="in_review")
    with pytest.raises(Refused, match="审核中"):
        apply_repair(version=imported, key=key, by=drafter)


def test_where_totals_are_computed_only_inputs_are_offered(authored: Version, drafter: User) -> None:
    found = offered(authored)
    assert {len(item.changes) for item in found} == {1}
    cells = {address for item in found for address in item.changes}
    assert {"t3.new_received.natural_person", "t3.unable_not_held.natural_person"} <= cells
    assert not any(authored.edition.cells[address].derived for address in cells)
    for item in found:
        assert not open_errors(after(authored, item, drafter))


def after(version: Version, item: Proposal, by: User) -> Document:
    """The report once a proposal was taken; put back afterwards."""
    saved = apply_repair(version=version, key=item.key, by=by)
    taken = last_repair(now(version), document_of(now(version)))
    assert taken is not None
    undo_repair(version=version, event=taken.pk, by=by)
    return saved.document


def test_a_cell_tied_to_last_year_is_not_offered(agency: Agency, authored: Version, drafter: User) -> None:
    start_report(agency=agency, year=2022, by=drafter, document=balanced(year=2022))
    assert "t3.carried_in.natural_person" not in {cell for item in offered(authored) for cell in item.changes}


def test_a_blank_that_follows_is_offered_and_filled_in(authored: Version, drafter: User) -> None:
    save_cells(version=authored, cells={"t3.unable_not_held.natural_person": ""}, by=drafter)
    (only,) = offered(authored)
    assert (only.kind, dict(only.changes)) == ("blank", {"t3.unable_not_held.natural_person": ("", "1")})
    saved = apply_repair(version=authored, key=only.key, by=drafter)
    assert saved.document.figures["t3.unable_not_held.natural_person"] == Decimal(1)
    assert open_errors(saved.document) == []


def test_a_row_printed_one_column_off_is_offered_as_a_whole(agency: Agency, drafter: User) -> None:
    inputs = {
        "t3.new_received.natural_person": 14,
        "t3.new_received.commercial": 3,
        "t3.disclosed_full.natural_person": 12,
        "t3.disclosed_full.commercial": 3,
        "t3.unable_not_held.natural_person": 2,
    }
    right = balanced()
    right = right.replace(figures=with_totals(right.format, inputs))
    columns = [column.code for column in right.format.table("t3").columns]
    moved = dict(
        zip((f"t3.disclosed_full.{code}" for code in columns), map(Decimal, (0, 12, 3, 0, 0, 0, 0)), strict=True)
    )
    wrong = right.replace(figures=right.figures.replace(moved))
    version = start_report(agency=agency, year=2023, by=drafter, document=wrong)
    shift = next(item for item in offered(version) if item.kind == "shift")
    saved = apply_repair(version=version, key=shift.key, by=drafter)
    assert saved.document.figures == right.figures
