"""PDF files of other makers: tables over pages, layouts, files made to harm."""

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from django.utils import translation

from govreport.documents.read import bounded, read
from govreport.documents.read.bounded import read_bounded
from govreport.documents.services import render_pdf
from govreport.standards import edition
from govreport.standards.document import DocumentError
from tests.builders import balanced
from tests.documents.read.corpus.count import Outcome, outcomes
from tests.documents.read.corpus.hostile import (
    HOSTILE,
    changed,
    hostile,
    large,
    many_pages,
    report_pdf,
    with_file,
    with_program,
)
from tests.documents.read.corpus.pdf_layouts import LAYOUTS
from tests.documents.read.corpus.reports import SENTENCE, Case
from tests.documents.read.corpus.sources import bare_pdf, report_parts
from tests.documents.read.foreign import Cell, Part, Rows, in_pdf, parts
from tests.documents.read.test_flattened import figures_of, unexplained

CASE = Case("e2021", 1, balanced=False, blanks=0.0)
OWN, FIGURES = CASE.own, CASE.figures()
MIB = 1024 * 1024


@pytest.fixture(autouse=True)
def _chinese() -> object:
    with translation.override("zh-hans"):
        yield


def moved_down(lines: int) -> list[Part]:
    """The report with so many lines before its first table."""
    found = parts(OWN, FIGURES)
    return [*found[:3], *[SENTENCE] * lines, *found[3:]]


def silent(data: bytes) -> set[str]:
    return {address for address, found in outcomes(OWN, FIGURES, data).items() if found is Outcome.WRONG}


@pytest.mark.parametrize("name", ["ruled", "labels of several lines", "without any rules"])
def test_wherever_a_page_ends_no_row_is_lost(name: str) -> None:
    for lines in range(3, 45, 6):
        assert silent(LAYOUTS[name](moved_down(lines))) == set()


def test_a_row_that_a_page_leaves_without_its_upper_line_is_read_without_a_doubt() -> None:
    for lines in range(5, 45, 8):
        result = read(in_pdf(moved_down(lines)))
        assert {address: result.document.figures[address] for address in FIGURES} == FIGURES


@pytest.mark.parametrize("lines", range(0, 60, 12))
def test_a_report_of_ours_reads_from_its_pages_alone_wherever_they_end(lines: int) -> None:
    document = balanced()
    text = f"{document.sections['sec1']}\n{SENTENCE * lines}"
    document = document.replace(sections={**document.sections, "sec1": text})
    assert read(bare_pdf(render_pdf(document))).document.figures == document.figures


@pytest.mark.parametrize("name", LAYOUTS)
def test_no_layout_makes_a_figure_wrong_in_silence(name: str) -> None:
    case = Case("e2021", 3, balanced=False, blanks=0.1)
    found = outcomes(case.own, case.figures(), LAYOUTS[name](report_parts(case)))
    assert Outcome.WRONG not in found.values()


def test_a_spaced_figure_that_runs_over_its_cell_leaves_no_digit_in_the_next() -> None:
    case = Case("e2021", 4, balanced=True, blanks=0.0)
    found = outcomes(case.own, case.figures(), LAYOUTS["letters spaced"](report_parts(case)))
    assert Outcome.WRONG not in found.values()


# --- 有害文件 ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_made_to_harm_costs_a_sentence(name: str) -> None:
    with pytest.raises(DocumentError) as refused:
        read_bounded(hostile(name))
    assert "\n" not in str(refused.value)
    # The next file is read as if nothing had been.
    assert read_bounded(report_pdf()).document.edition == "e2021"


def test_after_files_made_to_harm_the_process_is_as_small_as_before() -> None:
    def held() -> int:
        read_bounded(report_pdf())
        assert bounded._process.child is not None
        return int(Path(f"/proc/{bounded._process.child.pid}/statm").read_text().split()[1]) * 4096

    bounded._process._stop()
    before = held()
    for name in HOSTILE:
        with pytest.raises(DocumentError):
            read_bounded(hostile(name))
    assert held() - before < 100 * MIB


def test_two_hundred_pages_are_read_and_one_more_is_not() -> None:
    assert read_bounded(many_pages(200)).document.edition == "e2021"
    with pytest.raises(DocumentError, match="超过 200 页"):
        read_bounded(many_pages(201))


def test_a_large_picture_does_not_keep_a_report_from_being_read() -> None:
    assert read_bounded(large(29 * MIB)).document == read(report_pdf()).document


@pytest.mark.parametrize(("change", "words"), [(with_program, "JavaScript"), (with_file, "setup.exe")])
def test_what_a_file_brings_along_is_told_and_left(change: object, words: str) -> None:
    result = read_bounded(changed(change))  # type: ignore[arg-type]
    assert result.document == read(report_pdf()).document
    assert [doubt.place for doubt in result.doubts if words in doubt.message] == ["file"]


def test_text_recognised_under_a_scan_is_doubted_throughout() -> None:
    def hide(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            shown = page.Contents.read_bytes()
            page.Contents = pdf.make_stream(shown.replace(b"BT", b"BT 3 Tr"))

    result = read_bounded(changed(hide))
    rows = {address.rpartition(".")[0] for address in edition("e2021").figure_cells}
    assert rows <= {doubt.place for doubt in result.doubts}
    assert any("识别" in doubt.message for doubt in result.doubts)


# --- 本系统的 PDF --------------------------------------------------------------------------------------------


def with_data_of(pages: bytes, data: bytes) -> bytes:
    """The pages of one PDF with the data of another, as after a change of the pages."""
    with pikepdf.open(io.BytesIO(pages)) as pdf, pikepdf.open(io.BytesIO(data)) as other:
        carried = other.attachments["report.json"].get_file().read_bytes()
        if "report.json" in pdf.attachments:
            del pdf.attachments["report.json"]
        pdf.attachments["report.json"] = pikepdf.AttachedFileSpec(pdf, carried)
        target = io.BytesIO()
        pdf.save(target)
    return target.getvalue()


def test_a_figure_changed_on_the_page_is_read_and_told_with_both_numbers() -> None:
    old = balanced()
    address = "t2.licensing.decisions"
    new = old.replace(figures=old.figures.replace({address: 987}))
    result = read(with_data_of(render_pdf(new), render_pdf(old)))
    assert result.document.figures[address] == 987
    told = {doubt.place: doubt.message for doubt in result.doubts}
    assert set(told) == {"file", address}
    assert "987" in told[address]
    assert str(old.figures[address]) in told[address]


def test_a_sentence_changed_on_the_page_is_read_and_told() -> None:
    old = balanced()
    new = old.replace(sections={**old.sections, "sec5": old.sections["sec5"] + "全年新增12项。"})
    result = read(with_data_of(render_pdf(new), render_pdf(old)))
    assert "全年新增12项。" in result.document.sections["sec5"]
    assert {doubt.place for doubt in result.doubts} == {"file", "sec5"}
    assert result.document.sections["sec1"] == old.sections["sec1"]


def test_pages_that_say_what_the_data_say_leave_no_doubt() -> None:
    document = balanced()
    result = read(with_data_of(render_pdf(document), render_pdf(document)))
    assert (result.document, result.doubts) == (document, ())


def test_figures_within_labels_of_a_pdf_are_found() -> None:
    """14: 行政处罚 3."""
    report_parts_ = parts(OWN, FIGURES, year=2023)
    for part in report_parts_:
        for row in [] if isinstance(part, str) else part:
            if row[0].text == "行政处罚":
                row[:] = [Cell(f"行政处罚 {row[1].text}"), replace(row[1], text="")]
    result = read(in_pdf(report_parts_))
    assert unexplained(OWN, FIGURES, result) == []
    assert result.document.figures["t2.penalty.decisions"] == FIGURES["t2.penalty.decisions"]


def test_columns_for_alignment_alone_fall_away() -> None:
    """5: sixty columns in a PDF."""
    figures = figures_of(OWN, 4)
    whole: Rows = []
    for part in parts(OWN, figures)[3:]:
        if isinstance(part, str):
            whole.append([Cell(part, 1, 60)])
        else:
            width = max(sum(cell.columns for cell in row) for row in part)
            whole += [[replace(cell, columns=cell.columns * (60 // width)) for cell in row] for row in part]
    assert unexplained(OWN, figures, read(in_pdf([*parts(OWN, figures)[:3], whole]))) == []
