"""PDF 中看不见的文字: what nobody sees on a printed page is told, and never part of a figure in silence."""

import io

import pikepdf
import pytest

from govreport.documents.read import ReadResult, read
from tests.documents.read.foreign import in_pdf
from tests.documents.read.test_marks import CELL, FIGURE, report, told


def printed(paint: str, *, away: float = 0.0, cover: bool = False, below: bool = False) -> ReadResult:
    """The report read from a PDF on which 987 is painted behind the figure of one cell."""
    data = in_pdf(report())
    place = read(data).places[CELL]
    assert place.box is not None
    assert place.size is not None
    assert place.page is not None
    x, y = (place.box[0] + place.box[2]) / 2 + 6 + away, place.size[1] - (place.box[1] + place.box[3]) / 2 - 2
    box = f"{x - 1:.1f} {y - 2:.1f} 16 9 re f"
    with pikepdf.open(io.BytesIO(data)) as pdf:
        sheet = pdf.pages[place.page - 1]
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        sheet.Resources.Font["/Own"] = pdf.make_indirect(font)
        text = f"{f'0 0 .4 rg {box} ' if below else ''}BT {paint.format('/Own')} {x:.1f} {y:.1f} Td (987) Tj ET"
        paper = f" 1 1 1 rg {box}" if cover else ""
        sheet.contents_add(pdf.make_stream(b"q"), prepend=True)
        sheet.contents_add(pdf.make_stream(f"Q q {text}{paper} Q".encode()))
        target = io.BytesIO()
        pdf.save(target)
    return read(target.getvalue())


SEEN = "0 g {} 7 Tf"


def test_what_is_painted_beside_a_figure_is_part_of_it() -> None:
    result = printed(SEEN)
    assert result.document.figures[CELL] != FIGURE
    assert "看不见" not in told(result, "file")


@pytest.mark.parametrize(
    ("paint", "place"),
    [
        ("1 1 1 rg {} 7 Tf", {}),
        ("0 0 0 0 k {} 7 Tf", {}),
        ("0 g {} 1 Tf", {}),
        ("0 g {} 7 Tf 3 Tr", {}),
        ("0 g {} 7 Tf 7 Tr", {}),
        (SEEN, {"away": 900.0}),
        (SEEN, {"cover": True}),
    ],
    ids=["white", "white ink", "one point", "invisible", "clip only", "off the page", "covered"],
)
def test_what_nobody_sees_on_a_page_of_a_pdf_is_left_and_told(paint: str, place: dict[str, float]) -> None:
    result = printed(paint, **place)  # type: ignore[arg-type]
    assert result.document.figures[CELL] == FIGURE
    assert "页有看不见的文字（“987”）" in told(result, "file")


def test_white_on_a_dark_ground_of_a_pdf_is_seen() -> None:
    result = printed("1 1 1 rg {} 7 Tf", below=True)
    assert result.document.figures[CELL] != FIGURE
    assert "看不见" not in told(result, "file")
