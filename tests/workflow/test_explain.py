"""说明原因: stored with the values it explains, kept as long as they stand, asked for again when they change."""

from decimal import Decimal

import pytest

from govreport.agencies.models import Agency, User
from govreport.checks.answers import AnswerState
from govreport.checks.assess import assess
from govreport.journal.models import Event
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.figures import document_of, write_document
from govreport.reports.models import Explanation, Ruling, State, Version
from govreport.reports.services import save_cells, start_report
from govreport.reports.services.reasons import REASON_LIMIT, hand_down
from govreport.workflow.approve import approve
from govreport.workflow.explain import explain
from govreport.workflow.permissions import wrote
from govreport.workflow.return_ import return_
from govreport.workflow.rule_on import rule_on
from govreport.workflow.submit import submit
from tests.builders import balanced, wrong_totals
from tests.reasons import REASON, answer_to, answer_warnings, say
from tests.remarks import answer_all

AMOUNT = "t2.procurement.amount"


@pytest.fixture
def version(agency: Agency, drafter: User) -> Version:
    """A report whose only warning is an amount with its unit."""
    document = wrong_totals()
    right = {"t3.total_processed.natural_person": Decimal(2), "t3.total_processed.total": Decimal(2)}
    document = document.replace(figures=document.figures.replace(right))
    return start_report(agency=agency, year=2020, by=drafter, document=document)


def state(version: Version, rule: str = "C-06") -> AnswerState:
    return answer_to(version, rule).state


def test_a_reason_is_stored_with_what_it_explains(version: Version, drafter: User) -> None:
    reason = say(version, answer_to(version, "C-06"), drafter, "  原表\n这样写。 ", published=True)
    stored = Explanation.objects.get()
    assert (stored.rule, stored.subject, stored.text, stored.by, stored.published) == (
        "C-06", AMOUNT, "原表 这样写。", drafter, True,
    )  # fmt: skip
    assert stored.values[AMOUNT] == "4299 万元"
    assert (stored.ruling, reason) == (Ruling.NONE, stored)


def test_the_journal_says_what_was_explained(version: Version, drafter: User) -> None:
    say(version, answer_to(version, "C-06"), drafter)
    event = Event.objects.of(version.subject).filter(action="report.finding.explained").get()
    place = version.edition.cells[AMOUNT].place
    assert event.payload == {"rule": "C-06", "address": AMOUNT, "place": place, "note": REASON, "published": False}
    assert wrote(drafter, version)


def test_the_same_words_again_change_nothing(version: Version, drafter: User) -> None:
    for _ in range(2):
        say(version, answer_to(version, "C-06"), drafter)
    assert Event.objects.filter(action="report.finding.explained").count() == 1


def test_other_words_replace_the_reason_and_the_ruling(version: Version, drafter: User, reviewer: User) -> None:
    (reason,) = answer_warnings(version, drafter)
    submit(version=version, by=drafter)
    rule_on(version=version, explanation=reason.pk, accepted=False, seen=REASON, note="看不懂。", by=reviewer)
    return_(version=version, by=reviewer, note="请重新说明。", place="sec1")
    assert state(version) is AnswerState.REFUSED
    say(version, answer_to(version, "C-06"), drafter, "采购结算单即以万元为单位。")
    stored = Explanation.objects.get()
    assert (stored.ruling, stored.ruling_by, stored.ruling_note) == (Ruling.NONE, None, "")
    assert state(version) is AnswerState.ANSWERED


@pytest.mark.parametrize(
    ("text", "sentence"), [(" \n", "请写明原因"), ("\u200b", "请写明原因"), ("字" * (REASON_LIMIT + 1), "最多 500 字")]
)
def test_a_reason_must_say_something_and_be_short(version: Version, drafter: User, text: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        say(version, answer_to(version, "C-06"), drafter, text)
    assert not Explanation.objects.exists()


def test_an_error_cannot_be_explained_away(agency: Agency, drafter: User) -> None:
    version = start_report(agency=agency, year=2020, by=drafter, document=wrong_totals())
    error = next(item for item in assess(version).answers if item.finding.rule == "T3-02")
    with pytest.raises(Refused, match="须更正，不能用说明代替"):
        say(version, error, drafter)


def test_a_reason_for_values_that_have_changed_is_declined(version: Version, drafter: User) -> None:
    seen = answer_to(version, "C-06")
    save_cells(version=version, cells={AMOUNT: "1 万元"}, by=drafter)
    with pytest.raises(Refused, match="数据已经变了"):
        say(version, seen, drafter)


def test_nobody_else_explains_and_nobody_once_it_is_in_review(
    version: Version, drafter: User, reviewer: User, stranger: User
) -> None:
    answer = answer_to(version, "C-06")
    for user in (reviewer, stranger):
        with pytest.raises(NotAllowed):
            say(version, answer, user)
    answer_warnings(version, drafter)
    submit(version=version, by=drafter)
    with pytest.raises(Refused, match="审核中"):
        say(version, answer, drafter, "换一种说法。")


def test_an_unknown_finding_is_declined(version: Version, drafter: User) -> None:
    with pytest.raises(Refused, match="已经相符"):
        explain(version=version, rule="C-99", subject="nowhere", mark="", text="原因。", by=drafter)


# --- 留得住: what a reason outlives ------------------------------------------------------------------


def test_a_reason_outlives_a_change_elsewhere(version: Version, drafter: User) -> None:
    answer_warnings(version, drafter)
    save_cells(version=version, cells={"t2.rules.made": "1", "t2.rules.newly_public": "1"}, by=drafter)
    assert state(version) is AnswerState.ANSWERED


def test_a_reason_outlives_the_same_figures_coming_in_again(version: Version, drafter: User) -> None:
    answer_warnings(version, drafter)
    save_cells(version=version, cells={AMOUNT: "4299 万元", "t2.procurement.projects": "4"}, by=drafter)
    assert state(version) is AnswerState.ANSWERED


def test_a_reason_outlives_last_year_s_report_coming_in(version: Version, agency: Agency, drafter: User) -> None:
    answer_warnings(version, drafter)
    start_report(agency=agency, year=2019, by=drafter, document=balanced("e2019", year=2019))
    assert state(version) is AnswerState.ANSWERED


def test_a_reason_and_its_acceptance_outlive_a_return(version: Version, drafter: User, reviewer: User) -> None:
    (reason,) = answer_warnings(version, drafter)
    submit(version=version, by=drafter)
    rule_on(version=version, explanation=reason.pk, accepted=True, seen=REASON, by=reviewer)
    return_(version=version, by=reviewer, note="正文请再校对。", place="sec1")
    assert state(version) is AnswerState.ACCEPTED
    answer_all(version, drafter)
    assert submit(version=version, by=drafter).state == State.IN_REVIEW


def test_a_reason_goes_with_the_report_into_its_next_version(version: Version, drafter: User, reviewer: User) -> None:
    answer_warnings(version, drafter)
    submit(version=version, by=drafter)
    approve(version=version, by=reviewer)
    Version.objects.filter(pk=version.pk).update(state=State.PUBLISHED)
    following = Version.objects.create(report=version.report, number=2, origin=version.origin, created_by=drafter)
    write_document(following, document_of(version))
    hand_down(version, following)
    assert state(following) is AnswerState.ACCEPTED
    assert state(version) is AnswerState.ACCEPTED
    save_cells(version=following, cells={AMOUNT: "4300 万元"}, by=drafter)
    assert (state(following), state(version)) == (AnswerState.REOPENED, AnswerState.ACCEPTED)


def test_another_value_reopens_and_the_reason_can_be_given_again(version: Version, drafter: User) -> None:
    answer_warnings(version, drafter)
    save_cells(version=version, cells={AMOUNT: "4300 万元"}, by=drafter)
    answer = answer_to(version, "C-06")
    assert (answer.state, answer.explanation and answer.explanation.text) == (AnswerState.REOPENED, REASON)
    with pytest.raises(Refused, match="还有 1 处须说明原因"):
        submit(version=version, by=drafter)
    say(version, answer, drafter)
    assert Explanation.objects.get().values[AMOUNT] == "4300 万元"
    answer_all(version, drafter)
    assert submit(version=version, by=drafter).state == State.IN_REVIEW
