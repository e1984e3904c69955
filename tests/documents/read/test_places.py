"""出处: of every figure and text a reader tells where in the file it stands."""

import json

import pytest

from govreport.documents.read import read
from govreport.documents.read.bounded import from_plain, read_bounded, to_plain
from govreport.documents.read.place import CARRIED, Place, around
from govreport.documents.services import render_docx, render_json, render_pdf
from tests.builders import balanced
from tests.documents.imports.files import FIRST, KINDS, ROW, SECOND, three_doubts


@pytest.mark.parametrize("kind", KINDS)
def test_every_cell_every_section_and_the_title_have_a_place(kind: str) -> None:
    result = read(three_doubts(kind))
    document = result.document
    assert set(document.figures) <= set(result.places)
    assert {code for code, text in document.sections.items() if text} <= set(result.places)
    assert {"title", "t2", "t3", "t4", ROW} <= set(result.places)


def test_a_figure_of_a_pdf_has_its_page_and_the_box_of_its_cell() -> None:
    places = read(three_doubts("pdf")).places
    one, other = places["t2.rules.issued"], places["t2.rules.repealed"]
    assert one.page == other.page == 1
    assert one.box is not None
    assert other.box is not None
    assert one.box[1] == other.box[1]  # side by side
    assert one.box[2] <= other.box[0] + 1
    assert one.size is not None
    assert 0 < one.box[0] < one.box[2] < one.size[0]
    assert max(place.page or 0 for place in places.values()) > 1


def test_the_box_of_a_row_leaves_out_the_label_of_its_group() -> None:
    places = read(three_doubts("pdf")).places
    row, cell = places["t3.refused_law_prohibited"], places["t3.refused_law_prohibited.total"]
    assert row.box is not None
    assert cell.box is not None
    assert (row.box[1], row.box[3]) == (cell.box[1], cell.box[3])


def test_two_numbers_in_one_cell_have_the_place_of_that_cell() -> None:
    for kind in KINDS:
        places = read(three_doubts(kind)).places
        assert places[FIRST] == places[SECOND]


def test_a_figure_of_a_sheet_has_the_name_of_its_cell() -> None:
    place = read(three_doubts("xlsx")).places[FIRST]
    assert (place.sheet, place.cell) == ("Sheet", "D24")


@pytest.mark.parametrize("kind", ["docx", "html"])
def test_a_figure_of_a_document_has_its_table_row_and_cell(kind: str) -> None:
    places = read(three_doubts(kind)).places
    assert (places[FIRST].table, places[FIRST].row, places[FIRST].column) == (2, 4, 2)
    assert places["sec1"].paragraph is not None


def test_a_figure_of_a_text_has_its_line() -> None:
    lines = [
        "云溪县林业和草原局2022年政府信息公开工作年度报告",
        "一、总体情况",
        "按规定公开。",
        "二、主动公开政府信息情况",
    ]
    lines += ["第二十条第（一）项", "信息内容\t本年制发件数\t本年废止件数\t现行有效件数"]
    lines += ["规章\t0\t0\t0", "行政规范性文件\t1\t2\t3"]
    places = read("\n".join(lines).encode()).places
    assert places["t2.normative_docs.repealed"] == Place(line=8, column=3)
    assert places["sec1"] == Place(line=3)


def test_what_our_own_files_carry_is_said_to_be_their_data() -> None:
    document = balanced()
    for data in (render_json(document), render_pdf(document), render_docx(document)):
        assert set(read(data).places.values()) == {CARRIED}


@pytest.mark.parametrize("kind", KINDS)
def test_places_come_whole_out_of_the_reading_process_and_out_of_json(kind: str) -> None:
    here = read(three_doubts(kind))
    assert read_bounded(three_doubts(kind)).places == here.places
    assert from_plain(json.loads(json.dumps(to_plain(here)))) == here


def test_several_places_are_one_from_the_first_to_the_last() -> None:
    one, other = Place(page=1, box=(1, 2, 3, 4)), Place(page=1, box=(2, 1, 5, 3))
    assert around([None, one, other, Place(page=2, box=(0, 0, 9, 9))]) == Place(page=1, box=(1, 1, 5, 4))
    assert around([Place(line=3), Place(line=7)]) == Place(line=3, last=7)
    cells = [Place(sheet="A", cell=name, block=1, row=2, column=at) for at, name in enumerate(("B2", "C2"), 1)]
    assert around(cells) == Place(sheet="A", cell="B2:C2", block=1, row=2)
    assert around([None]) is None
