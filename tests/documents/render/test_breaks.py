"""跨页表格: the labels of a group that a page break cuts stand on both pages, and are one header for a reader."""

import io
from functools import cache

import pikepdf
import pytest

from govreport.documents.services import render_pdf
from govreport.standards.document import Document
from tests.builders import balanced
from tests.documents.render.page import pages
from tests.documents.render.test_tags import elements, headers

# So many words in the cells of a few rows that table three cannot stand on one page.
WORDS = "见附注说明事项" * 3


def high() -> Document:
    rows = ("refused_state_secret", "refused_case_file", "unable_not_held", "unprocessed_duplicate", "other_misc")
    return balanced().replace(printed={f"t3.{row}.research": WORDS for row in rows})


@cache
def rendered() -> bytes:
    return render_pdf(high())


def texts() -> list[str]:
    """The words of each page that holds a piece of table three."""
    found = ["".join(line.text for line in page.lines) for page in pages(rendered())]
    return [text for text in found if "商业" in text and "科研" in text]


def test_the_table_crosses_a_page_and_its_head_is_repeated() -> None:
    assert len(texts()) >= 2


def test_the_heading_is_not_left_alone() -> None:
    assert "三、收到和处理政府信息公开申请情况" in texts()[0]


def test_the_labels_of_cut_groups_stand_on_every_page() -> None:
    for text in texts():
        assert "三、本" in text.replace(" ", "")


def test_a_label_that_is_printed_twice_is_one_header() -> None:
    file = pikepdf.open(io.BytesIO(rendered()))
    ids = [str(cell.ID) for cell in elements(file, "TH")]
    assert len(ids) == len(set(ids))
    plain = pikepdf.open(io.BytesIO(render_pdf(balanced())))
    assert [headers(cell) for cell in elements(file, "TD")] == [headers(cell) for cell in elements(plain, "TD")]
    spans = [int(cell.A.get("/RowSpan", 1)) for cell in elements(file, "TH")]
    assert spans == [int(cell.A.get("/RowSpan", 1)) for cell in elements(plain, "TH")]


def test_every_figure_is_still_there() -> None:
    words = "".join(line.text for page in pages(rendered()) for line in page.lines)
    assert words.count("1.属于国家秘密") == 1
    assert words.count("四、结转下年度继续办理") == 1


@pytest.mark.parametrize("row", ["refused_state_secret", "disclosed_part", "total_processed", "carried_out"])
@pytest.mark.parametrize("length", [200, 2000])
def test_a_cell_of_very_many_words_can_be_set_in_any_row(row: str, length: int) -> None:
    document = balanced().replace(printed={f"t3.{row}.research": "事" * length})
    words = "".join(line.text for page in pages(render_pdf(document)) for line in page.lines)
    assert words.count("事") >= length
    assert words.count("四、结转下年度继续办理") == 1
