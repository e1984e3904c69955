"""采用计算值: declared totals are replaced by the computed ones only when a person says so."""

from decimal import Decimal

import pytest

from govreport import checks
from govreport.agencies.models import User
from govreport.journal.models import Event
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.models import State, Version
from govreport.reports.services import adopt_totals, save_cells

DECLARED = ["t3.total_processed.natural_person", "t3.total_processed.total"]


def test_adopting_both_totals_clears_all_errors(imported: Version, drafter: User) -> None:
    saved = adopt_totals(version=imported, addresses=DECLARED, by=drafter)
    assert saved.changed == dict.fromkeys(DECLARED, "2")
    assert [finding.rule for finding in checks.findings(saved.document)] == ["C-06"]
    event = Event.objects.of(imported.subject).last()
    assert event is not None
    assert (event.action, event.payload) == ("report.totals.adopted", {cell: ["0", "2"] for cell in DECLARED})


def test_adopting_one_leaves_the_other_as_declared(imported: Version, drafter: User) -> None:
    saved = adopt_totals(version=imported, addresses=DECLARED[:1], by=drafter)
    assert saved.document.figures[DECLARED[0]] == Decimal(2)
    assert saved.document.figures[DECLARED[1]] == Decimal(0)


def test_adopting_a_total_whose_parts_are_blank_is_refused(blank: Version, drafter: User) -> None:
    with pytest.raises(Refused, match=r"“总计”还不能由各项相加得出，请先填齐各项"):
        adopt_totals(version=blank, addresses=["t3.new_received.total"], by=drafter)


def test_an_input_is_no_total(imported: Version, drafter: User) -> None:
    with pytest.raises(Refused, match="还不能由各项相加得出"):
        adopt_totals(version=imported, addresses=["t3.new_received.natural_person"], by=drafter)


def test_an_unknown_cell_is_named(imported: Version, drafter: User) -> None:
    with pytest.raises(Refused, match=r"没有单元格“t9\.x\.y”"):
        adopt_totals(version=imported, addresses=["t9.x.y"], by=drafter)


def test_an_odd_printed_total_gives_way(imported: Version, drafter: User) -> None:
    save_cells(version=imported, cells={DECLARED[0]: "无"}, by=drafter)
    saved = adopt_totals(version=imported, addresses=DECLARED[:1], by=drafter)
    assert (saved.changed[DECLARED[0]], DECLARED[0] in saved.document.printed) == ("2", False)


def test_only_drafters_adopt_and_only_while_drafting(imported: Version, drafter: User, reviewer: User) -> None:
    with pytest.raises(NotAllowed):
        adopt_totals(version=imported, addresses=DECLARED, by=reviewer)
    Version.objects.filter(pk=imported.pk).update(state=State.PUBLISHED)
    with pytest.raises(Refused, match="已发布"):
        adopt_totals(version=imported, addresses=DECLARED, by=drafter)
