"""年报（Word）: page, styles, official tables with their spans, and the data it carries."""

import io
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from govreport.documents.render.docx import render_docx
from govreport.documents.services import read_report
from govreport.standards import edition
from govreport.standards.document import Document, DocumentError
from govreport.standards.grid import grid
from tests.builders import balanced, wrong_totals

MOMENT = datetime(2024, 1, 20, tzinfo=UTC)


def opened(document: Document) -> Any:
    return docx.Document(io.BytesIO(render_docx(document, MOMENT)))


def figures_of(table: Any) -> list[list[str]]:
    """The text of every cell element, row by row; a cell that only continues one above is left out."""
    rows = []
    for row in table._tbl.tr_lst:
        cells = []
        for cell in row.tc_lst:
            merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            if merge is None or merge.get(qn("w:val")) == "restart":
                cells.append("".join(cell.itertext(qn("w:t"))))
        rows.append(cells)
    return rows


@pytest.mark.parametrize("code", ["e2014", "e2019", "e2021"])
def test_every_official_table_has_its_words_figures_and_order(code: str) -> None:
    document = balanced(code)
    tables = opened(document).tables
    own = edition(code).tables
    assert len(tables) == len(own)
    for table, official in zip(tables, own, strict=True):
        layout = grid(code, official.code)
        expected = [
            [cell.text if cell.address is None else shown(document, cell.address) for cell in row]
            for row in (*layout.head, *layout.body)
        ]
        assert figures_of(table) == expected


def shown(document: Document, address: str) -> str:
    value = document.figures.get(address)
    return document.printed.get(address) or ("" if value is None else f"{value:f}")


@pytest.mark.parametrize("code", ["e2014", "e2019", "e2021"])
def test_the_cells_of_every_row_fill_the_width_of_the_table(code: str) -> None:
    for table in opened(balanced(code)).tables:
        width = len(table.columns)
        for row in table._tbl.tr_lst:
            spans = [cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") for cell in row.tc_lst]
            assert sum(1 if span is None else int(span.get(qn("w:val"))) for span in spans) == width


def test_the_page_is_that_of_an_official_document() -> None:
    word = opened(balanced())
    section = word.sections[0]
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((210, 297), abs=0.1)
    assert (section.left_margin.mm, section.top_margin.mm) == pytest.approx((28, 37), abs=0.1)
    assert word.settings.odd_and_even_pages_header_footer
    assert "PAGE" in section.footer._element.xml
    assert "PAGE" in section.even_page_footer._element.xml


def test_headings_and_text_have_real_styles() -> None:
    word = opened(balanced())
    styles = {paragraph.text: paragraph.style.name for paragraph in word.paragraphs}
    assert styles["一、总体情况"] == "一级标题"
    assert word.styles["一级标题"].font.size.pt == 16
    assert word.paragraphs[0].style.name == "公文标题"


def test_heads_repeat_on_each_page_and_rows_are_not_split() -> None:
    table = opened(balanced()).tables[1]
    repeated = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table._tbl.tr_lst]
    assert repeated == [True] * 3 + [False] * (len(repeated) - 3)
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in table._tbl.tr_lst)


def test_the_annex_of_2014_begins_a_page_of_its_own() -> None:
    word = opened(balanced("e2014"))
    annex = next(paragraph for paragraph in word.paragraphs if paragraph.text == "附件")
    assert annex.paragraph_format.page_break_before


def test_the_elements_stand_in_the_order_that_the_schema_prescribes() -> None:
    word = opened(balanced())
    order = [qn(f"w:{name}") for name in ("rFonts", "b", "i", "color", "spacing", "sz", "lang")]
    for style in word.styles.element.iter(qn("w:rPr")):
        places = [order.index(child.tag) for child in style if child.tag in order]
        assert places == sorted(places)


def test_the_same_report_and_date_give_the_same_bytes() -> None:
    assert render_docx(balanced(), MOMENT) == render_docx(balanced(), MOMENT)


def test_faults_are_printed_as_they_are_and_read_back() -> None:
    document = wrong_totals()
    data = render_docx(document, MOMENT)
    assert "4299 万元" in str(figures_of(docx.Document(io.BytesIO(data)).tables[0]))
    assert read_report("a.docx", data).document.to_json() == document.to_json()


def test_a_file_that_word_saved_again_without_changes_is_read() -> None:
    word = opened(balanced())
    target = io.BytesIO()
    word.save(target)
    assert read_report("a.docx", target.getvalue()).document.to_json() == balanced().to_json()


def test_a_file_whose_figures_were_changed_is_not_taken_for_the_old_one() -> None:
    word = opened(balanced())
    cell = word.tables[1].rows[3].cells[3]
    assert cell.text == "2"
    cell.text = "3"
    target = io.BytesIO()
    word.save(target)
    found = read_report("a.docx", target.getvalue())
    before = balanced()
    changed = {name for name, value in before.figures.items() if found.document.figures[name] != value}
    assert len(changed) == 1
    assert found.document.figures[changed.pop()] == 3
    assert found.document.sections == before.sections
    assert found.document.agency == before.agency
    assert [(doubt.place, "改动过" in doubt.message) for doubt in found.doubts] == [("file", True)]


def test_an_empty_word_file_of_somebody_else_is_declined_with_a_sentence() -> None:
    target = io.BytesIO()
    docx.Document().save(target)
    with pytest.raises(DocumentError, match="文件是空的"):
        read_report("a.docx", target.getvalue())


def test_long_amounts_and_blanks_stand_in_their_cells() -> None:
    document = balanced()
    figures = document.figures.replace({"t2.admin_fees.amount_wan": Decimal("136.1206"), "t2.rules.issued": None})
    rows = figures_of(opened(document.replace(figures=figures)).tables[0])
    assert rows[-1] == ["行政事业性收费", "136.1206"]
    assert rows[2][1] == ""


def test_the_package_holds_no_time_of_writing() -> None:
    with ZipFile(io.BytesIO(render_docx(balanced(), MOMENT))) as archive:
        core = etree.fromstring(archive.read("docProps/core.xml"))
        assert {item.date_time[0] for item in archive.infolist()} == {1980}
    assert "2024-01-20" in etree.tostring(core).decode()


def test_the_text_begins_on_the_line_on_which_it_begins_in_the_pdf() -> None:
    """A title of two lines of 34 pt and the room below it are four lines of the text block."""
    title = opened(balanced()).paragraphs[0]
    assert title.text.count("\n") == 1
    assert 2 * 34 + title.paragraph_format.space_after.pt == pytest.approx(4 * 28.99, abs=0.5)


def test_the_closing_words_stand_one_line_below() -> None:
    document = balanced().replace(sections={**balanced().sections, "closing": "第一句。\n第二句。"})
    first, second = opened(document).paragraphs[-2:]
    assert first.paragraph_format.space_before.pt == pytest.approx(28.99, abs=0.05)
    assert second.paragraph_format.space_before is None


def test_the_name_of_the_annex_hangs_and_its_title_stands_on_the_third_line() -> None:
    found = opened(balanced("e2014")).paragraphs
    at = next(place for place, paragraph in enumerate(found) if paragraph.text.startswith("附件："))
    note, head = found[at].paragraph_format, found[at + 1]
    assert (round(note.left_indent.pt), round(note.first_line_indent.pt)) == (79, -47)
    assert head.text == "附件"
    assert head.paragraph_format.space_after.pt == pytest.approx(28.99, abs=0.05)


def test_the_heading_of_a_group_of_a_list_is_kept_with_its_first_row() -> None:
    table = opened(balanced("e2014")).tables[0]
    keep = f".//{qn('w:keepNext')}"
    kept = [row.cells[0].text for row in table.rows if row._tr.find(keep) is not None]
    bands = [row[0].text for row in grid("e2014", "t18").body if row[0].kind == "band"]
    assert kept == bands
    assert len(kept) > 5
