"""扫描件的文字识别: what is made out is right or doubted; where it is off, a sentence says what to do."""

import io
from decimal import Decimal

import pikepdf
import pytest
from django.conf import LazySettings
from PIL import Image, ImageDraw

from govreport.documents.read import scan_bounded
from govreport.documents.read.bounded import read_bounded
from govreport.documents.read.result import ReadResult, ScanError
from govreport.documents.read.scan import MOST_PAGES, read_scan
from govreport.documents.read.scan_lines import ruling, skew
from govreport.documents.read.scan_words import Engine
from govreport.documents.services import read_report, render_pdf
from govreport.standards.document import Document, DocumentError
from tests.builders import balanced
from tests.documents.read.scans import scanned


def report() -> Document:
    """A report whose figures are not all alike."""
    document = balanced()
    cells = {"t2.normative_docs.in_force": 148, "t2.penalty.decisions": 307, "t2.admin_fees.amount_wan": "56.92"}
    return document.replace(figures=document.figures.replace({cell: Decimal(n) for cell, n in cells.items()}))


@pytest.fixture(scope="module")
def paper() -> bytes:
    """The report, printed and scanned."""
    return scanned(render_pdf(report()))


@pytest.fixture(scope="module")
def made_out(paper: bytes) -> ReadResult:
    """What is made out of it: recognised once for all tests."""
    return read_scan(paper, seconds=600)


def test_most_cells_are_right_and_none_is_wrong(made_out: ReadResult) -> None:
    expected = report().figures
    read = made_out.document.figures
    numeric = [cell for cell, info in report().format.figure_cells.items() if info.numeric]
    wrong = {cell: (expected[cell], read[cell]) for cell in numeric if read[cell] not in (None, expected[cell])}
    assert wrong == {}
    right = sum(read[cell] == expected[cell] for cell in numeric)
    assert right > 0.9 * len(numeric)


def test_every_cell_carries_a_doubt_and_the_file_one_of_its_own(made_out: ReadResult) -> None:
    doubted = {doubt.place for doubt in made_out.doubts}
    assert doubted >= set(report().format.figure_cells)
    assert any("这是扫描件，共" in doubt.message for doubt in made_out.doubts if doubt.place == "file")
    for cell in report().format.figure_cells:
        words = "".join(doubt.message for doubt in made_out.doubts if doubt.place == cell)
        filled = made_out.document.figures[cell] is not None or made_out.document.printed.get(cell)
        assert ("请逐格核对" in words) == bool(filled)


def test_year_edition_and_sections_are_made_out(made_out: ReadResult) -> None:
    document = made_out.document
    assert (document.edition, document.year) == ("e2021", 2023)
    assert "林业" in document.agency.name
    assert all(document.sections.get(code) for code in ("preamble", "sec1", "sec5", "sec6"))


def test_places_tell_where_on_the_page_a_figure_was_made_out(made_out: ReadResult) -> None:
    place = made_out.places["t2.penalty.decisions"]
    assert place.page is not None
    assert place.box is not None
    assert place.size is not None
    assert place.size[0] == pytest.approx(595, abs=2)


def test_off_a_scan_is_answered_with_what_to_do(paper: bytes, settings: LazySettings) -> None:
    settings.OCR = False
    for scans in (True, False):
        with pytest.raises(ScanError, match="是扫描件或图片。请用文字识别软件转成 Word"):
            read_report("扫描.pdf", paper, scans=scans)


def test_on_it_is_used_only_where_it_is_asked_for(
    paper: bytes, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.OCR = True
    asked = []
    monkeypatch.setattr(scan_bounded, "read_scan_bounded", lambda data, **_known: asked.append(data))
    with pytest.raises(ScanError):
        read_report("扫描.pdf", paper)
    assert asked == []
    read_report("扫描.pdf", paper, scans=True)
    assert asked == [paper]


def test_where_the_program_is_missing_it_is_off(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.OCR = True
    assert scan_bounded.recognises_scans()
    monkeypatch.setenv("PATH", "/nowhere")
    assert not scan_bounded.recognises_scans()


def test_the_process_of_its_own_gives_the_same_reading(paper: bytes, made_out: ReadResult) -> None:
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        last = pikepdf.new()
        # The tables are what counts; fewer pages take less time.
        last.pages.extend(page for number, page in enumerate(pdf.pages) if number in (0, 2))
        target = io.BytesIO()
        last.save(target)
    read = scan_bounded.read_scan_bounded(target.getvalue())
    for cell in ("t2.normative_docs.in_force", "t2.penalty.decisions"):
        assert read.document.figures[cell] in (None, made_out.document.figures[cell])
    assert read.document.year == 2023


def test_pictures_without_a_report_are_declined() -> None:
    target = io.BytesIO()
    Image.new("L", (800, 1100), 255).save(target, "PDF")
    with pytest.raises(DocumentError):
        scan_bounded.read_scan_bounded(target.getvalue())


def test_too_many_pages_are_declined() -> None:
    with pikepdf.new() as pdf:
        for _page in range(MOST_PAGES + 1):
            pdf.add_blank_page()
        target = io.BytesIO()
        pdf.save(target)
    with pytest.raises(DocumentError, match=f"扫描件有 {MOST_PAGES + 1} 页，最多识别 {MOST_PAGES} 页"):
        scan_bounded.read_scan_bounded(target.getvalue())


def test_what_takes_too_long_is_stopped_with_a_sentence() -> None:
    with pytest.raises(DocumentError, match="用时过长，已停止"):
        Engine(0.0).words(Image.new("L", (10, 10), 255), "chi_sim", 6)


def test_a_process_that_hangs_is_ended(paper: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_bounded, "WAIT", 0.2)
    with pytest.raises(DocumentError, match="没有完成"):
        scan_bounded.read_scan_bounded(paper, seconds=0.0)


def test_a_pdf_with_a_text_layer_is_read_without_recognition(settings: LazySettings) -> None:
    settings.OCR = True
    data = render_pdf(report())
    assert read_report("年报.pdf", data, scans=True) == read_bounded(data)


@pytest.mark.parametrize("angle", [-2.5, -0.3, 0.0, 1.0, 3.0])
def test_a_page_laid_askew_is_straightened(angle: float) -> None:
    image = Image.new("L", (1200, 1600), 255)
    draw = ImageDraw.Draw(image)
    for y in range(100, 1500, 60):
        draw.rectangle((100, y, 1100, y + 12), fill=0)
    turned = image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    assert skew(turned) == pytest.approx(-angle, abs=0.06)


def test_ruling_lines_are_told_from_writing() -> None:
    image = Image.new("L", (1000, 800), 255)
    draw = ImageDraw.Draw(image)
    for x in (100, 500, 900):
        draw.line((x, 100, x, 500), fill=0, width=3)
    for y in (100, 300, 500):
        draw.line((100, y, 900, y), fill=0, width=3)
    for x in range(120, 480, 30):
        draw.rectangle((x, 180, x + 18, 220), outline=0, width=3)
    lines = ruling(image, 300)
    level = sorted(round(line.top) for line in lines if line.top == line.bottom)
    upright = sorted(round(line.x0) for line in lines if line.x0 == line.x1)
    assert level == pytest.approx([100, 300, 500], abs=2)
    assert upright == pytest.approx([100, 500, 900], abs=2)
