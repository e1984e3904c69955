"""信息处理费: the four items of the fee statement, exactly as typed."""

from decimal import Decimal

import pytest

from govreport import checks
from govreport.agencies.models import Agency, User
from govreport.journal.models import Event
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.reports.services import save_fee, start_report


def test_items_are_numbers_and_the_rest_stays_blank(blank: Version, drafter: User) -> None:
    saved = save_fee(version=blank, values={"notice_count": "１", "notice_amount_yuan": "380.50"}, by=drafter)
    assert saved.changed == {"fee.notice_amount_yuan": "380.5", "fee.notice_count": "1"}
    found = document_of(Version.objects.get(pk=blank.pk))
    assert found == saved.document
    assert found.fee == {
        "notice_count": Decimal(1),
        "notice_amount_yuan": Decimal("380.5"),
        "collected_count": None,
        "collected_yuan": None,
    }


def test_a_second_save_keeps_the_first(blank: Version, drafter: User) -> None:
    save_fee(version=blank, values={"notice_count": "1"}, by=drafter)
    saved = save_fee(version=blank, values={"collected_yuan": "380"}, by=drafter)
    assert (saved.document.fee["notice_count"], saved.document.fee["collected_yuan"]) == (Decimal(1), Decimal(380))
    event = Event.objects.of(blank.subject).last()
    assert event is not None
    assert (event.action, event.payload) == ("report.fee.changed", {"fee.collected_yuan": ["", "380"]})


@pytest.mark.parametrize(("typed", "rule"), [("一些", "C-05"), ("-1", "C-04"), ("1.5", "C-03"), ("3件", "C-06")])
def test_what_is_no_plain_number_is_kept_and_found(complete: Version, drafter: User, typed: str, rule: str) -> None:
    saved = save_fee(version=complete, values={"notice_count": typed}, by=drafter)
    assert saved.changed == {"fee.notice_count": typed}
    found = document_of(Version.objects.get(pk=complete.pk))
    assert found == saved.document
    assert [(finding.rule, finding.target) for finding in checks.findings(found)] == [(rule, "fee.notice_count")]
    cleared = save_fee(version=complete, values={"notice_count": "0"}, by=drafter)
    assert (cleared.document.fee["notice_count"], cleared.document.printed) == (Decimal(0), {})


def test_odd_text_in_one_item_survives_the_saving_of_another(complete: Version, drafter: User) -> None:
    save_fee(version=complete, values={"notice_count": "一些"}, by=drafter)
    saved = save_fee(version=complete, values={"collected_yuan": "5"}, by=drafter)
    assert saved.document.printed == {"fee.notice_count": "一些"}
    assert document_of(Version.objects.get(pk=complete.pk)) == saved.document


def test_saving_cells_leaves_the_fee_alone(complete: Version, drafter: User) -> None:
    from govreport.reports.services import save_cells

    save_fee(version=complete, values={"notice_count": "一些"}, by=drafter)
    save_cells(version=complete, cells={"t4.review.upheld": "1"}, by=drafter)
    assert document_of(Version.objects.get(pk=complete.pk)).printed == {"fee.notice_count": "一些"}


def test_saving_the_same_changes_nothing(complete: Version, drafter: User) -> None:
    before = Event.objects.count()
    assert save_fee(version=complete, values={"notice_count": "0"}, by=drafter).changed == {"fee.notice_count": "0"}
    assert Event.objects.count() == before


def test_an_unknown_item_is_named(blank: Version, drafter: User) -> None:
    with pytest.raises(Refused, match="没有信息处理费项目“tips”"):
        save_fee(version=blank, values={"notice_count": "1", "tips": "5"}, by=drafter)
    assert document_of(Version.objects.get(pk=blank.pk)).fee == {}


def test_before_2021_there_is_no_fee_statement(agency: Agency, drafter: User) -> None:
    version = start_report(agency=agency, year=2020, by=drafter)
    with pytest.raises(Refused, match="2020年度的报告没有信息处理费项目“notice_count”"):
        save_fee(version=version, values={"notice_count": "1"}, by=drafter)


def test_only_drafters_report_fees(complete: Version, signatory: User) -> None:
    with pytest.raises(NotAllowed):
        save_fee(version=complete, values={"notice_count": "1"}, by=signatory)
