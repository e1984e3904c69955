"""Figures that went into no cell: whatever a maker did to a table, the rows beside them are doubted."""

import pytest
from playwright.sync_api import Browser

from govreport.documents.read import read
from govreport.standards import edition
from tests.documents.read.corpus.count import Outcome, outcomes
from tests.documents.read.corpus.libreoffice import FILES, libreoffice_pdf
from tests.documents.read.corpus.pdf_layouts import BASE, LAYOUTS
from tests.documents.read.corpus.reports import Case
from tests.documents.read.corpus.sources import report_parts
from tests.documents.read.flatten import Manner, report_text
from tests.documents.read.foreign import html_body


def wrong(case: Case, data: bytes) -> list[str]:
    return [address for address, found in outcomes(case.own, case.figures(), data).items() if found is Outcome.WRONG]


def test_rows_of_figures_at_the_edges_of_several_pages_are_no_running_title() -> None:
    case = Case("e2019", 9, balanced=False, blanks=0.0)
    data = LAYOUTS["without any rules"](report_parts(case))
    own = {address: value for address, value in case.figures().items() if address.startswith("t3.refused_")}
    found = read(data, year=2019).document.figures
    assert {address: found[address] for address in own} == own
    assert wrong(case, data) == []


@pytest.mark.parametrize("name", FILES)
def test_no_figure_that_libreoffice_printed_is_wrong_in_silence(name: str) -> None:
    assert wrong(FILES[name], libreoffice_pdf(name)) == []


def test_most_of_a_ruled_table_of_libreoffice_is_read() -> None:
    case = FILES["bordered"]
    found = outcomes(case.own, case.figures(), libreoffice_pdf("bordered"))
    own = [outcome for address, outcome in found.items() if address.startswith("t3.")]
    assert sum(outcome in (Outcome.RIGHT, Outcome.RIGHT_DOUBTED) for outcome in own) > 0.7 * len(own)


@pytest.mark.parametrize("style", ["", "td{border:0;padding:2pt 4pt}", "td{border-width:.5pt 0}"])
@pytest.mark.parametrize("landscape", [False, True])
def test_no_figure_that_a_browser_printed_is_wrong_in_silence(browser: Browser, style: str, landscape: bool) -> None:
    case = Case("e2021", 61, balanced=False, blanks=0.05)
    page = browser.new_page()
    page.set_content(f"<style>{BASE}{style}</style>{html_body(report_parts(case))}")
    data = page.pdf(format="A4", landscape=landscape, display_header_footer=True, margin={"top": "15mm"})
    page.close()
    assert wrong(case, data) == []


def report_with(changed: str, by: str) -> bytes:
    """A text in which the row of table three that begins with some words stands otherwise."""
    case = Case("e2021", 3, balanced=False, blanks=0.0)
    lines = report_text(case.own, case.figures(), Manner(seed=0)).split("\n")
    place = next(place for place, line in enumerate(lines) if changed in line)
    lines[place : place + 1] = [by.format(row=lines[place])] if by else []
    return "\n".join(lines).encode()


def doubted(data: bytes) -> set[str]:
    return {doubt.place for doubt in read(data, year=2021).doubts}


@pytest.mark.parametrize("rest", ["秘密 7", "\t\t秘密\t7", "\t\t\t7\t8"])
def test_the_rows_beside_figures_that_belong_to_none_are_doubted(rest: str) -> None:
    assert {"t3.refused_state_secret", "t3.refused_law_prohibited"} <= doubted(
        report_with("1.属于国家秘密", "{row}\n" + rest)
    )


def test_a_whole_row_outside_the_form_leaves_its_neighbours_without_a_doubt() -> None:
    assert doubted(report_with("1.属于国家秘密", "{row}\n\t\t9.其他情形\t1\t2\t3\t4\t5\t6\t21")) == set()


def test_of_a_table_whose_labels_go_on_below_their_figures_every_row_is_doubted() -> None:
    rows = {f"t3.{row.code}" for row in edition("e2019").table("t3").rows}
    assert rows <= {doubt.place for doubt in read(libreoffice_pdf("without rules"), year=2019).doubts}
