"""编制进度: each section is not begun, incomplete, wrong or ready, with its counts."""

from decimal import Decimal

from govreport import checks
from govreport.checks import SectionState
from govreport.checks.places import section_of
from govreport.standards import edition
from govreport.standards.document import Document
from govreport.standards.figures import Figures
from tests.builders import balanced, wrong_totals


def states(document: Document) -> dict[str, tuple[SectionState, int, int]]:
    found = checks.progress(document, checks.findings(document))
    return {item.section.code: (item.state, item.errors, item.blanks) for item in found}


def test_a_blank_report_has_not_been_begun() -> None:
    own = edition("e2021")
    document = Document(edition="e2021", year=2023, figures=Figures.blank(own))
    assert states(document) == {
        "preamble": (SectionState.EMPTY, 0, 0),
        "sec1": (SectionState.EMPTY, 0, 1),
        "sec2": (SectionState.EMPTY, 0, 10),
        "sec3": (SectionState.EMPTY, 0, 175),
        "sec4": (SectionState.EMPTY, 0, 15),
        "sec5": (SectionState.EMPTY, 0, 1),
        "sec6": (SectionState.EMPTY, 0, 1),
        "closing": (SectionState.EMPTY, 0, 0),
    }


def test_a_complete_report_is_ready_everywhere() -> None:
    for code in ("e2014", "e2019", "e2021"):
        assert {state for state, _, _ in states(balanced(code)).values()} == {SectionState.READY}


def test_a_table_half_filled_is_incomplete() -> None:
    document = balanced()
    figures = document.figures.replace({"t4.review.upheld": None, "t4.review.total": None})
    assert states(document.replace(figures=figures))["sec4"] == (SectionState.INCOMPLETE, 0, 2)


def test_a_fee_statement_filled_in_by_halves_is_incomplete() -> None:
    document = balanced()
    fee = {**document.fee, "notice_amount_yuan": None, "collected_yuan": None}
    assert states(document.replace(fee=fee))["sec6"] == (SectionState.INCOMPLETE, 0, 2)


def test_a_wrong_section_is_wrong_even_while_incomplete() -> None:
    document = balanced()
    figures = document.figures.replace({"t3.new_received.total": Decimal(9), "t3.carried_in.research": None})
    state, errors, blanks = states(document.replace(figures=figures))["sec3"]
    assert (state, blanks) == (SectionState.ERRORS, 1)
    assert errors == 2


def test_a_warning_leaves_a_section_ready() -> None:
    found = checks.progress(wrong_totals(), checks.findings(wrong_totals()))
    by_code = {item.section.code: item for item in found}
    assert (by_code["sec2"].state, by_code["sec2"].warnings) == (SectionState.READY, 1)
    assert (by_code["sec3"].state, by_code["sec3"].errors, by_code["sec3"].open) == (SectionState.ERRORS, 4, 4)


def test_one_word_in_a_table_means_it_was_begun() -> None:
    own = edition("e2021")
    document = Document(edition="e2021", year=2023, figures=Figures.blank(own), printed={"t4.review.upheld": "无"})
    assert states(document)["sec4"][0] is SectionState.ERRORS


def test_every_address_has_a_section() -> None:
    own = edition("e2021")
    assert section_of("t3.new_received.total", own) == "sec3"
    assert section_of("fee.notice_count", own) == "sec6"
    assert section_of("sec5", own) == "sec5"
    assert section_of("title", own) == "preamble"
    assert section_of("t18.c1_online", edition("e2014")) == "annex"
