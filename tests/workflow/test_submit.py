"""提交审核."""

from decimal import Decimal

import pytest

from govreport.agencies.models import Agency, User
from govreport.journal.models import Event
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.models import State, Version
from govreport.reports.services import save_cells, start_report
from govreport.standards.document import Document
from govreport.workflow.submit import submit
from tests.builders import wrong_totals
from tests.reasons import answer_warnings


def test_a_complete_report_goes_to_review(drafted: Version, drafter: User) -> None:
    version = submit(version=drafted, by=drafter)
    stored = Version.objects.get(pk=drafted.pk)
    assert version.state == stored.state == State.IN_REVIEW
    assert stored.submitted_by == drafter
    assert stored.submitted_at is not None
    decision = stored.decisions.get()
    assert (decision.verb, decision.by, decision.note, decision.display) == ("submit", drafter, "", "提交审核")
    event = Event.objects.of(stored.subject).last()
    assert event is not None
    assert (event.action, event.actor, event.agency_key) == ("version.submitted", drafter, "yunxi-lincao")


def test_open_errors_block_and_are_counted(agency: Agency, drafter: User) -> None:
    version = start_report(agency=agency, year=2020, by=drafter, document=wrong_totals())
    with pytest.raises(Refused) as refused:
        submit(version=version, by=drafter)
    assert str(refused.value) == "还有 4 处须更正，不能提交审核。请逐处核对后再办理。"
    assert Version.objects.get(pk=version.pk).state == State.DRAFTING
    assert not version.decisions.exists()


def with_a_unit() -> Document:
    """A report whose only finding is a warning: an amount with its unit."""
    document = wrong_totals()
    right = {"t3.total_processed.natural_person": Decimal(2), "t3.total_processed.total": Decimal(2)}
    return document.replace(figures=document.figures.replace(right))


def test_a_warning_without_a_reason_blocks_and_is_counted(agency: Agency, drafter: User) -> None:
    version = start_report(agency=agency, year=2020, by=drafter, document=with_a_unit())
    with pytest.raises(Refused) as refused:
        submit(version=version, by=drafter)
    assert str(refused.value) == "还有 1 处须说明原因，不能提交审核。请逐处写明原因，或者更正数据后再办理。"
    assert Version.objects.get(pk=version.pk).state == State.DRAFTING


def test_a_warning_with_its_reason_does_not_block(agency: Agency, drafter: User) -> None:
    version = start_report(agency=agency, year=2020, by=drafter, document=with_a_unit())
    answer_warnings(version, drafter)
    assert submit(version=version, by=drafter).state == State.IN_REVIEW


def test_last_year_s_report_is_compared(drafted: Version, agency: Agency, drafter: User) -> None:
    last_year = start_report(agency=agency, year=2022, by=drafter)
    save_cells(
        version=last_year,
        cells={
            f"t3.carried_out.{column}": "0"
            for column in ("commercial", "research", "public_welfare", "legal_service", "other_org")
        },
        by=drafter,
    )
    save_cells(version=last_year, cells={"t3.carried_out.natural_person": "1"}, by=drafter)
    with pytest.raises(Refused, match="还有 1 处须更正"):
        submit(version=drafted, by=drafter)


def test_only_a_drafter_submits(
    drafted: Version, reviewer: User, signatory: User, viewer: User, supervisor: User, stranger: User
) -> None:
    for user in (reviewer, signatory, viewer, supervisor, stranger):
        with pytest.raises(NotAllowed, match="您在“云溪县林业和草原局”的岗位不能办理“提交审核”"):
            submit(version=drafted, by=user)
    assert Version.objects.get(pk=drafted.pk).state == State.DRAFTING


def test_submitting_twice_is_refused_with_the_state(submitted: Version, drafter: User) -> None:
    with pytest.raises(Refused, match="现在是“审核中”，不能办理“提交审核”。可能有人已经办理"):
        submit(version=submitted, by=drafter)
    assert submitted.decisions.count() == 1


def test_a_stale_copy_does_not_deceive(drafted: Version, drafter: User) -> None:
    stale = Version.objects.get(pk=drafted.pk)
    submit(version=drafted, by=drafter)
    assert stale.state == State.DRAFTING
    with pytest.raises(Refused, match="审核中"):
        submit(version=stale, by=drafter)


def test_a_report_in_review_cannot_be_changed(submitted: Version, drafter: User) -> None:
    with pytest.raises(Refused, match="“审核中”，不能修改"):
        save_cells(version=submitted, cells={"t4.review.upheld": "1"}, by=drafter)
