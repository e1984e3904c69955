"""差异说明: a reason answers a finding as long as the values it speaks of stand; pure, nothing is stored."""

import pytest

from govreport.checks import findings
from govreport.checks.answers import Answer, AnswerState, answered, answers, values_of
from govreport.reports.models import Explanation, Ruling
from govreport.reports.models.explanation import mark_of
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity
from tests.builders import balanced, wrong_totals

AMOUNT = "t2.procurement.amount"


def with_unit(text: str = "4299 万元") -> Document:
    """A report with an amount that carries its unit."""
    document = wrong_totals()
    return document.replace(printed={AMOUNT: text})


def asked_for(document: Document, rule: str = "C-06") -> Finding:
    return next(finding for finding in findings(document) if finding.rule == rule)


def said(finding: Finding, document: Document, ruling: str = Ruling.NONE, text: str = "已核对。") -> Explanation:
    """A reason as it would be stored."""
    values = values_of(finding, document)
    return Explanation(
        rule=finding.rule, subject=finding.target, values=values, mark=mark_of(values), text=text, ruling=ruling
    )


def about(passage: str, *, rule: str = "N-50", section: str = "sec1") -> Finding:
    """A finding at a passage of the text."""
    return Finding(rule, Severity.WARNING, (section,), f"“总体情况”写有“{passage}”，请核对。", "…")


def test_without_a_reason_a_warning_is_open_and_asked() -> None:
    document = with_unit()
    answer = answered(asked_for(document), document, [])
    assert (answer.state, answer.asked, answer.settled, answer.explanation) == (AnswerState.OPEN, True, False, None)


@pytest.mark.parametrize(
    ("ruling", "state", "asked"),
    [
        (Ruling.NONE, AnswerState.ANSWERED, False),
        (Ruling.ACCEPTED, AnswerState.ACCEPTED, False),
        (Ruling.REFUSED, AnswerState.REFUSED, True),
    ],
)
def test_a_reason_answers_unless_it_was_refused(ruling: Ruling, state: AnswerState, asked: bool) -> None:
    document = with_unit()
    finding = asked_for(document)
    answer = answered(finding, document, [said(finding, document, ruling)])
    assert (answer.state, answer.asked) == (state, asked)


def test_another_value_asks_again_and_shows_the_old_reason() -> None:
    before, after = with_unit(), with_unit("4300 万元")
    old = said(asked_for(before), before, Ruling.ACCEPTED)
    answer = answered(asked_for(after), after, [old])
    assert (answer.state, answer.asked, answer.explanation) == (AnswerState.REOPENED, True, old)


def test_the_old_value_brings_the_old_reason_back() -> None:
    document = with_unit()
    finding = asked_for(document)
    reason = said(finding, document)
    other = with_unit("1 万元")
    assert answered(asked_for(other), other, [reason]).state is AnswerState.REOPENED
    assert answered(finding, document, [reason]).state is AnswerState.ANSWERED


def test_a_change_elsewhere_leaves_the_reason_alone() -> None:
    document = with_unit()
    reason = said(asked_for(document), document)
    changed = document.replace(title="另一个标题", sections={**document.sections, "sec5": "换了说法。"})
    assert answered(asked_for(changed), changed, [reason]).state is AnswerState.ANSWERED


def test_a_reason_for_another_place_or_rule_does_not_answer() -> None:
    document = with_unit()
    finding = asked_for(document)
    elsewhere, other = said(finding, document), said(finding, document)
    elsewhere.subject, other.rule = "t2.rules.made", "C-08"
    assert answered(finding, document, [elsewhere, other]).state is AnswerState.OPEN


def test_the_values_are_the_cells_and_both_numbers() -> None:
    document = wrong_totals()
    finding = asked_for(document, "T3-03")
    values = values_of(finding, document)
    assert (values["left"], values["right"]) == (finding.left, finding.right)
    assert values["t3.new_received.natural_person"] == "2"
    assert "passage" not in values


def test_a_finding_in_the_text_is_bound_to_its_passage() -> None:
    document = balanced()
    first = document.replace(sections={**document.sections, "sec1": "全年办结40件。其余照旧。"})
    later = first.replace(sections={**first.sections, "sec1": "全年办结40件。其余有改动。"})
    reason = said(about("全年办结40件"), first)
    assert answered(about("全年办结40件"), later, [reason]).state is AnswerState.ANSWERED
    assert answered(about("全年办结41件"), later, [reason]).state is AnswerState.REOPENED


def test_a_passage_cut_short_is_known_by_what_is_shown_of_it() -> None:
    document = balanced()
    text = document.replace(sections={**document.sections, "sec1": "全年办结四十件，均按期答复。"})
    finding = about("全年办结四十件…")
    # Other wording of the rule itself does not matter: only what is quoted of the report counts.
    reworded = Finding("N-50", Severity.WARNING, ("sec1",), "正文“全年办结四十件…”与表格不符。", "…")
    assert answered(reworded, text, [said(finding, text)]).state is AnswerState.ANSWERED


def test_two_findings_of_one_rule_at_one_place_are_told_apart() -> None:
    document = balanced()
    text = document.replace(sections={**document.sections, "sec1": "受理3件。办结5件。"})
    one, other = about("受理3件"), about("办结5件")
    states = [answer.state for answer in answers(text, [one, other], [said(one, text)])]
    assert states == [AnswerState.ANSWERED, AnswerState.OPEN]


def test_a_hint_never_asks_and_may_be_answered() -> None:
    document = balanced()
    hint = Finding("Y-04", Severity.HINT, ("t3.new_received.total",), "变化较大。", "…", left="90", right="2")
    assert not answered(hint, document, []).asked
    assert answered(hint, document, [said(hint, document)]).settled


def test_the_answers_stand_in_the_order_of_the_findings() -> None:
    document = wrong_totals()
    found = findings(document)
    result: tuple[Answer, ...] = answers(document, found, [])
    assert [answer.finding for answer in result] == found
