"""Official tables drawn read-only: every cell once, with its value and all its headings."""

from decimal import Decimal

import pytest
from django.template.loader import get_template
from django.utils import translation
from lxml import html

from govreport.standards import all_editions, edition
from govreport.standards.document import Document
from govreport.standards.figures import Figures
from govreport.web.ui.templatetags.grids import grid_table

TABLES = [(item.code, table.code) for item in all_editions() for table in item.tables]


def filled(code: str) -> Document:
    """A document of an edition whose every number is different."""
    cells = edition(code).figure_cells
    numbers = {address: Decimal(index) for index, address in enumerate(cells)}
    return Document(edition=code, year=None, figures=Figures(numbers))


def draw(document: Document, table: str, language: str = "zh-hans") -> html.HtmlElement:
    with translation.override(language):
        text = get_template("partials/grid_table.html").render(grid_table(document, table))
    return html.fromstring(text)


@pytest.mark.parametrize(("code", "table"), TABLES)
def test_every_cell_of_the_table_shows_its_own_number(code: str, table: str) -> None:
    document = filled(code)
    shown = {cell.get("data-cell"): cell.text_content() for cell in draw(document, table).xpath("//td[@data-cell]")}
    expected = {address: str(value) for address, value in document.figures.table(table).items()}
    assert shown == expected


@pytest.mark.parametrize(("code", "table"), TABLES)
def test_every_heading_a_cell_refers_to_is_in_the_table(code: str, table: str) -> None:
    tree = draw(filled(code), table)
    ids = tree.xpath("//th/@id")
    assert len(ids) == len(set(ids))
    referred = {name for names in tree.xpath("//td[@data-cell]/@headers") for name in names.split()}
    assert referred
    assert referred <= set(ids)


@pytest.mark.parametrize(("code", "table"), TABLES)
def test_all_printed_rows_are_equally_wide(code: str, table: str) -> None:
    covered: dict[tuple[int, int], bool] = {}
    rows = draw(filled(code), table).xpath("//tr")
    for number, row in enumerate(rows):
        column = 0
        for cell in row.xpath("./*"):
            while (number, column) in covered:
                column += 1
            for down in range(int(cell.get("rowspan", 1))):
                for right in range(int(cell.get("colspan", 1))):
                    assert (number + down, column + right) not in covered
                    covered[number + down, column + right] = True
    widths = [sum(1 for place in covered if place[0] == number) for number in range(len(rows))]
    assert len(set(widths)) == 1


def test_a_blank_cell_is_blank_and_a_zero_is_a_zero() -> None:
    document = Document(
        edition="e2021", year=2023, figures=Figures({"t4.review.upheld": None, "t4.review.other": Decimal(0)})
    )
    tree = draw(document, "t4")
    assert tree.xpath("//td[@data-cell='t4.review.upheld']")[0].text_content() == ""
    assert tree.xpath("//td[@data-cell='t4.review.other']")[0].text_content() == "0"


def test_what_a_source_printed_is_shown_as_printed() -> None:
    document = Document(
        edition="e2019",
        year=2020,
        figures=Figures({"t2.procurement.amount": Decimal(4299)}),
        printed={"t2.procurement.amount": "4299 万元 <b>"},
    )
    cell = draw(document, "t2").xpath("//td[@data-cell='t2.procurement.amount']")[0]
    assert cell.text_content() == "4299 万元 <b>"


def test_english_adds_a_gloss_and_keeps_the_official_label() -> None:
    stub = draw(filled("e2021"), "t2", "en").xpath("//th[@id='t2-rules']")[0]
    assert stub.text_content().startswith("规章")
    assert stub.xpath("./span[@lang='en']")
    assert not draw(filled("e2021"), "t2").xpath("//span[@lang='en']")
