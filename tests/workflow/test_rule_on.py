"""认定说明: whoever decides accepts or refuses each reason; a refusal bars approval, approval accepts the rest."""

from decimal import Decimal

import pytest

from govreport.agencies import services
from govreport.agencies.models import Agency, Role, User
from govreport.checks.assess import assess
from govreport.journal.models import Event
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.models import Explanation, Ruling, State, Version
from govreport.reports.services import save_cells, start_report
from govreport.reports.services.reasons import explain_cells
from govreport.standards.derive import settle
from govreport.workflow.approve import approve
from govreport.workflow.return_ import return_
from govreport.workflow.rule_on import accept_all, rule_on
from govreport.workflow.submit import submit
from tests.builders import balanced, wrong_totals
from tests.reasons import REASON, answer_to, answer_warnings, say
from tests.remarks import answer_all, close_all

PROJECTS, AMOUNT = "t2.procurement.projects", "t2.procurement.amount"
CELL = "t3.carried_in.natural_person"


@pytest.fixture
def drafted(agency: Agency, drafter: User) -> Version:
    """A report with two warnings, both explained."""
    document = wrong_totals()
    right = {"t3.total_processed.natural_person": Decimal(2), "t3.total_processed.total": Decimal(2)}
    document = document.replace(
        figures=document.figures.replace(right), printed={AMOUNT: "4299 万元", PROJECTS: "4（个）"}
    )
    version = start_report(agency=agency, year=2020, by=drafter, document=document)
    assert len(answer_warnings(version, drafter)) == 2
    return version


@pytest.fixture
def version(drafted: Version, drafter: User) -> Version:
    """The same in review."""
    return submit(version=drafted, by=drafter)


@pytest.fixture
def reason(version: Version) -> Explanation:
    """The reason for the amount."""
    return Explanation.objects.get(subject=AMOUNT)


def refuse(version: Version, reason: Explanation, by: User, note: str = "请附结算单。") -> Explanation:
    return rule_on(version=version, explanation=reason.pk, accepted=False, seen=REASON, note=note, by=by)


def test_a_reason_is_accepted_by_name(version: Version, reason: Explanation, reviewer: User) -> None:
    rule_on(version=version, explanation=reason.pk, accepted=True, seen=REASON, published=True, by=reviewer)
    reason.refresh_from_db()
    assert (reason.ruling, reason.ruling_by, reason.published) == (Ruling.ACCEPTED, reviewer, True)
    event = Event.objects.of(version.subject).filter(action="reason.accepted").get()
    assert (event.payload["rule"], event.payload["address"], event.payload["note"]) == ("C-06", AMOUNT, REASON)


def test_a_refusal_bars_approval_and_counts_as_open(
    version: Version, reason: Explanation, reviewer: User, drafter: User
) -> None:
    refuse(version, reason, reviewer)
    with pytest.raises(Refused, match="有 1 条说明未认可，不能同意"):
        approve(version=version, by=reviewer)
    return_(version=version, by=reviewer, note="请重新说明。", place="sec1")
    with pytest.raises(Refused, match="还有 1 处须说明原因，不能提交审核"):
        submit(version=version, by=drafter)
    say(version, answer_to(version, "C-06"), drafter, "采购结算单以万元为单位。")
    answer_all(version, drafter)
    submit(version=version, by=drafter)
    close_all(version, reviewer)
    assert approve(version=version, by=reviewer).state == State.APPROVED


def test_a_refusal_can_be_taken_back(version: Version, reason: Explanation, reviewer: User) -> None:
    refuse(version, reason, reviewer)
    rule_on(version=version, explanation=reason.pk, accepted=True, seen=REASON, by=reviewer)
    assert approve(version=version, by=reviewer).state == State.APPROVED


@pytest.mark.parametrize(("note", "sentence"), [(" ", "请写明不认可的原因"), ("字" * 501, "最多 500 字")])
def test_a_refusal_says_why_and_is_short(
    version: Version, reason: Explanation, reviewer: User, note: str, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        refuse(version, reason, reviewer, note)
    reason.refresh_from_db()
    assert reason.ruling == Ruling.NONE


def test_approval_accepts_what_nobody_ruled_on(version: Version, reviewer: User) -> None:
    approve(version=version, by=reviewer)
    assert set(Explanation.objects.values_list("ruling", "ruling_by")) == {(Ruling.ACCEPTED, reviewer.pk)}
    assert Event.objects.of(version.subject).filter(action="reason.accepted").count() == 2


def test_all_can_be_accepted_at_once(version: Version, reason: Explanation, reviewer: User) -> None:
    refuse(version, reason, reviewer)
    assert accept_all(version=version, by=reviewer) == 1
    assert accept_all(version=version, by=reviewer) == 0
    reason.refresh_from_db()
    assert reason.ruling == Ruling.REFUSED


def test_only_who_decides_and_did_not_write_rules(
    version: Version, reason: Explanation, agency: Agency, drafter: User, viewer: User, stranger: User
) -> None:
    services.appoint(user=drafter, agency=agency, role=Role.REVIEWER)
    for user in (drafter, viewer, stranger):
        with pytest.raises(NotAllowed):
            refuse(version, reason, user)
        with pytest.raises(NotAllowed):
            accept_all(version=version, by=user)


def test_nothing_is_ruled_on_outside_review(drafted: Version, reviewer: User) -> None:
    reason = Explanation.objects.get(subject=AMOUNT)
    with pytest.raises(Refused, match="编制中"):
        refuse(drafted, reason, reviewer)


def test_words_that_have_changed_since_they_were_read_are_not_ruled_on(
    version: Version, reason: Explanation, reviewer: User
) -> None:
    Explanation.objects.filter(pk=reason.pk).update(text="另一种说法。")
    with pytest.raises(Refused, match="这条说明已经变了"):
        refuse(version, reason, reviewer)


def test_a_reason_of_another_report_is_not_ruled_on_here(
    version: Version, agency: Agency, drafter: User, reviewer: User
) -> None:
    document = wrong_totals().replace(year=2019)
    other = start_report(agency=agency, year=2019, by=drafter, document=document)
    (foreign,) = answer_warnings(other, drafter)
    with pytest.raises(Refused, match="这条说明已经变了"):
        refuse(version, foreign, reviewer)


def test_what_speaks_of_other_values_does_not_go_out(drafted: Version, drafter: User, reviewer: User) -> None:
    Explanation.objects.update(published=True)
    save_cells(version=drafted, cells={AMOUNT: "4299"}, by=drafter)
    answer_warnings(drafted, drafter)
    submit(version=drafted, by=drafter)
    approve(version=drafted, by=reviewer)
    others = Explanation.objects.exclude(rule="T2-12")
    assert dict(others.values_list("subject", "published")) == {AMOUNT: False, PROJECTS: True}


def departing(agency: Agency, drafter: User) -> Version:
    """2023 with nothing carried in where 2022 carried nine out, explained and submitted."""
    last = balanced(year=2022)
    figures = settle("e2021", last.figures, {"t3.carried_out.natural_person": Decimal(9)})
    start_report(agency=agency, year=2022, by=drafter, document=last.replace(figures=figures))
    version = start_report(agency=agency, year=2023, by=drafter, document=balanced(year=2023))
    explain_cells(version=version, addresses=[CELL], text=REASON, by=drafter)
    answer_warnings(version, drafter)
    return submit(version=version, by=drafter)


def test_a_departure_from_last_year_is_ruled_on_the_same_way(agency: Agency, drafter: User, reviewer: User) -> None:
    version = departing(agency, drafter)
    reason = assess(version).standing[0]
    assert (reason.rule, reason.subject, reason.values) == ("Y-01", CELL, {"prev.t3.carried_out.natural_person": "9"})
    refuse(version, reason, reviewer)
    with pytest.raises(Refused, match="不能同意"):
        approve(version=version, by=reviewer)
    return_(version=version, by=reviewer, note="请查清。", place="sec1")
    with pytest.raises(Refused, match="须更正"):
        submit(version=version, by=drafter)
    with pytest.raises(Refused, match="请先说明原因"):
        save_cells(version=version, cells={CELL: "8"}, by=drafter)
    explain_cells(version=version, addresses=[CELL], text="上年报告有误，已发更正公告。", by=drafter)
    answer_all(version, drafter)
    submit(version=version, by=drafter)
    close_all(version, reviewer)
    assert approve(version=version, by=reviewer).state == State.APPROVED


def test_another_number_of_last_year_asks_again(agency: Agency, drafter: User, reviewer: User) -> None:
    version = departing(agency, drafter)
    return_(version=version, by=reviewer, note="请核对。", place="sec1")
    last_year = Version.objects.get(report__year=2022)
    save_cells(version=last_year, cells={"t3.carried_out.natural_person": "7"}, by=drafter)
    with pytest.raises(Refused, match="须更正"):
        submit(version=version, by=drafter)
