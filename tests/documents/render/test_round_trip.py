"""Whatever is written reads back with the same figures and sections."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govreport.documents.pipeline import check_file
from govreport.documents.services import (
    read_report,
    render_docx,
    render_html,
    render_json,
    render_pdf,
    render_txt,
    render_xlsx,
)
from govreport.standards import edition
from govreport.standards.document import AgencyName, Document, from_json
from govreport.standards.figures import Figures

CODES = ("e2014", "e2019", "e2021")
# All of Unicode, and often what could break a file: markup, PDF and JSON syntax, controls, unpaired surrogates.
SPICE = st.sampled_from(list("<>&\"'\\()/{}[]%\r\n\t\x0c\x1f\x7f\u2028\ufeff\ud800😀ꀀ“”〔〕"))
TEXT = st.text(st.one_of(st.characters(exclude_characters="\x00"), SPICE), max_size=60)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    own = edition(draw(st.sampled_from(CODES)))
    filled = draw(st.dictionaries(st.sampled_from(list(own.figure_cells)), st.integers(-(10**6), 10**11), max_size=30))
    figures = {
        address: Decimal(value).scaleb(-cell.places)
        for address, value in filled.items()
        if (cell := own.figure_cells[address]).numeric
    }
    codes = [section.code for section in own.sections if section.kind != "table"]
    document = Document(
        edition=own.code,
        year=draw(st.none() | st.integers(1901, 2199)),
        agency=AgencyName(name=draw(TEXT)),
        title=draw(TEXT),
        sections=draw(st.dictionaries(st.sampled_from(codes), TEXT)),
        fee={item.code: draw(st.none() | st.just(Decimal(3))) for item in own.fee},
        figures=Figures.blank(own).replace(figures),
        # A cell of spaces alone prints nothing, which no page can tell from a blank.
        printed=draw(st.dictionaries(st.sampled_from(list(own.figure_cells)), TEXT.filter(str.strip), max_size=4)),
    )
    # As it stands once it has been through the exchange format: that is what every door of the system hands on.
    return from_json(document.to_json())


def same(document: Document, written: bytes) -> None:
    found = check_file("file", read_report("file", written))
    expected = document.to_json()
    assert {key: found[key] for key in ("edition", "year", "title", "figures", "printed", "sections")} == {
        key: expected[key] for key in ("edition", "year", "title", "figures", "printed", "sections")
    }
    assert found["inferred"] == found["doubts"] == []


@pytest.mark.parametrize("write", [render_json, render_html, render_docx, render_xlsx, render_txt])
@settings(max_examples=30, deadline=None)
@given(document=documents())
def test_data_files_and_pages_read_back(write: Callable[[Document], bytes], document: Document) -> None:
    same(document, write(document))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(document=documents())
def test_pdf_files_read_back(document: Document) -> None:
    same(document, render_pdf(document))
