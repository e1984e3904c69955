"""结转: 上年结转 comes from last year's report and departs from it only with a reason."""

from decimal import Decimal

import pytest

from govreport.agencies.models import Agency, User
from govreport.journal.models import Event
from govreport.reports.carried import locks_of, reasons_of
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.reports.services import save_cells, start_report
from govreport.reports.services.reasons import REASON_LIMIT, adopt_carried, explain_cells
from govreport.standards.derive import settle
from govreport.standards.document import Document
from tests.builders import balanced

CELL = "t3.carried_in.natural_person"
OTHER = "t3.carried_in.commercial"


def last_year(**out: int) -> Document:
    """The report of 2022 with some applications carried out."""
    document = balanced(year=2022)
    changes = {f"t3.carried_out.{column}": Decimal(number) for column, number in out.items()}
    return document.replace(figures=settle("e2021", document.figures, changes))


@pytest.fixture
def previous(agency: Agency, drafter: User) -> Version:
    """2022: three applications of natural persons were carried out."""
    return start_report(agency=agency, year=2022, by=drafter, document=last_year(natural_person=3))


@pytest.fixture
def begun(previous: Version, agency: Agency, drafter: User) -> Version:
    """2023, begun after it."""
    return start_report(agency=agency, year=2023, by=drafter)


def test_a_report_begins_with_what_last_year_carried_out(begun: Version) -> None:
    figures = document_of(begun).figures
    assert [figures[CELL], figures[OTHER], figures["t3.carried_in.total"]] == [3, 0, 3]
    assert sum(value is not None for value in figures.values()) == 7  # nothing else
    event = Event.objects.of(begun.subject).get()
    assert event.payload["carried"][CELL] == "3"


def test_without_a_report_of_the_year_before_nothing_is_filled_in(agency: Agency, drafter: User) -> None:
    version = start_report(agency=agency, year=2023, by=drafter)
    assert not any(value is not None for value in document_of(version).figures.values())
    assert not locks_of(version, document_of(version))
    assert save_cells(version=version, cells={CELL: "9"}, by=drafter).changed[CELL] == "9"


def test_the_report_of_another_agency_or_an_earlier_year_does_not_count(
    other_agency: Agency, stranger: User, agency: Agency, drafter: User
) -> None:
    start_report(agency=other_agency, year=2022, by=stranger, document=last_year(natural_person=3))
    start_report(agency=agency, year=2021, by=drafter, document=balanced(year=2021))
    version = start_report(agency=agency, year=2023, by=drafter)
    assert document_of(version).figures[CELL] is None


def test_a_file_keeps_its_own_figures(previous: Version, agency: Agency, drafter: User) -> None:
    version = start_report(agency=agency, year=2023, by=drafter, document=balanced())
    assert document_of(version).figures[CELL] == 0
    lock = locks_of(version, document_of(version))[CELL]
    assert lock.number == 3
    assert not lock.agrees


def test_a_report_of_the_first_uniform_format_has_nothing_to_carry(agency: Agency, drafter: User) -> None:
    start_report(agency=agency, year=2017, by=drafter, document=balanced("e2014", year=2017))
    version = start_report(agency=agency, year=2018, by=drafter)
    assert not any(value is not None for value in document_of(version).figures.values())


def test_what_last_year_did_not_say_plainly_is_not_carried(agency: Agency, drafter: User) -> None:
    document = last_year(natural_person=3)
    figures = document.figures.replace({"t3.carried_out.commercial": None})
    odd = document.replace(figures=figures, printed={"t3.carried_out.natural_person": "3件"})
    start_report(agency=agency, year=2022, by=drafter, document=odd)
    version = start_report(agency=agency, year=2023, by=drafter)
    figures = document_of(version).figures
    assert [figures[CELL], figures[OTHER], figures["t3.carried_in.research"]] == [None, None, 0]
    assert CELL not in locks_of(version, document_of(version))


def test_a_locked_cell_takes_no_other_number(begun: Version, drafter: User) -> None:
    with pytest.raises(Refused, match="取自2022年度报告“结转下年度继续办理”，为 3。与上年不一致的，请先说明原因。"):
        save_cells(version=begun, cells={CELL: "4", "t3.new_received.research": "1"}, by=drafter)
    figures = document_of(begun).figures
    assert [figures[CELL], figures["t3.new_received.research"]] == [3, None]


@pytest.mark.parametrize("text", ["3件", "", "约三"])
def test_a_locked_cell_takes_no_other_text(begun: Version, drafter: User, text: str) -> None:
    with pytest.raises(Refused):
        save_cells(version=begun, cells={CELL: text}, by=drafter)


def test_last_years_number_itself_may_be_sent(begun: Version, drafter: User) -> None:
    assert save_cells(version=begun, cells={CELL: "３", OTHER: "0"}, by=drafter).changed[CELL] == "3"


def test_a_reason_opens_the_cell_and_no_other(begun: Version, drafter: User) -> None:
    explain_cells(version=begun, addresses=[CELL], text=" 上年漏统计 \n 1 件 ", by=drafter)
    assert save_cells(version=begun, cells={CELL: "4"}, by=drafter).changed["t3.carried_in.total"] == "4"
    reason = reasons_of(begun)[CELL]
    assert (reason.text, reason.by) == ("上年漏统计 1 件", drafter)
    with pytest.raises(Refused):
        save_cells(version=begun, cells={OTHER: "1"}, by=drafter)


def test_the_reason_is_in_the_journal(begun: Version, drafter: User) -> None:
    explain_cells(version=begun, addresses=[OTHER, CELL], text="上年统计口径不同。", by=drafter)
    events = Event.objects.of(begun.subject).filter(action="report.cell.explained")
    assert [event.payload for event in events] == [
        {"address": CELL, "place": document_of(begun).format.cells[CELL].place, "note": "上年统计口径不同。"},
        {"address": OTHER, "place": document_of(begun).format.cells[OTHER].place, "note": "上年统计口径不同。"},
    ]


def test_a_reason_can_be_written_anew(begun: Version, drafter: User) -> None:
    explain_cells(version=begun, addresses=[CELL], text="第一次。", by=drafter)
    explain_cells(version=begun, addresses=[CELL], text="第二次。", by=drafter)
    assert [item.text for item in reasons_of(begun).values()] == ["第二次。"]


@pytest.mark.parametrize(
    ("addresses", "text", "sentence"),
    [
        ([CELL], "  \n ", "请写明与上年不一致的原因"),
        ([CELL], "\u200b", "请写明与上年不一致的原因"),
        ([CELL], "字" * (REASON_LIMIT + 1), "最多 500 字"),
        ([], "原因。", "请选择"),
        (["t3.new_received.commercial"], "原因。", "可以直接修改"),
        (["t3.carried_in.total"], "原因。", "可以直接修改"),
        (["t9.x"], "原因。", "可以直接修改"),
    ],
)
def test_a_reason_must_say_something_about_a_locked_cell(
    begun: Version, drafter: User, addresses: list[str], text: str, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        explain_cells(version=begun, addresses=addresses, text=text, by=drafter)
    assert reasons_of(begun) == {}


def test_only_drafters_explain_and_only_while_drafting(
    begun: Version, previous: Version, reviewer: User, drafter: User
) -> None:
    with pytest.raises(NotAllowed):
        explain_cells(version=begun, addresses=[CELL], text="原因。", by=reviewer)
    Version.objects.filter(pk=begun.pk).update(state="in_review")
    with pytest.raises(Refused, match="不能修改"):
        explain_cells(version=begun, addresses=[CELL], text="原因。", by=drafter)


def test_last_years_numbers_can_be_taken_over_at_once(previous: Version, agency: Agency, drafter: User) -> None:
    version = start_report(agency=agency, year=2023, by=drafter, document=balanced())
    adopt_carried(version=version, by=drafter)
    figures = document_of(version).figures
    assert [figures[CELL], figures["t3.carried_in.total"]] == [3, 3]
    assert all(lock.agrees for lock in locks_of(version, document_of(version)).values())


def test_an_explained_cell_is_left_alone_when_the_others_are_taken_over(
    previous: Version, agency: Agency, drafter: User
) -> None:
    version = start_report(agency=agency, year=2023, by=drafter, document=balanced())
    explain_cells(version=version, addresses=[CELL], text="原因。", by=drafter)
    adopt_carried(version=version, by=drafter)
    assert document_of(version).figures[CELL] == 0


def test_headings_stand_in_their_sections(previous: Version, agency: Agency, drafter: User) -> None:
    headings = {"sec1": "（一）主动公开", "sec3": "表格", "made-up": "没有"}
    version = start_report(agency=agency, year=2023, by=drafter, sections=headings)
    assert document_of(version).sections == {"sec1": "（一）主动公开"}
