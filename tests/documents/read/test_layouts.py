"""Whatever way a table is laid out, a figure is read as it was, or the reader says that it doubts it, or declines."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govreport.documents.read import ReadResult, read
from govreport.standards import all_editions, edition
from govreport.standards.document import DocumentError
from govreport.standards.edition import Edition
from tests.documents.read.flat import in_clipboard, in_markdown, in_tabs
from tests.documents.read.foreign import in_docx, in_html, in_xlsx
from tests.documents.read.layouts import Layout, laid_out, untold, with_empty_columns
from tests.documents.read.test_flattened import FUZZ, SEEDS, Figures, figures_of

WRITERS = {
    "html": in_html,
    "docx": in_docx,
    "xlsx": in_xlsx,
    "tabs": in_tabs,
    "markdown": in_markdown,
    "clipboard": in_clipboard,
}
CODES = [item.code for item in all_editions()]
SIX_PARTS = ["e2019", "e2021"]
CHANCE = st.sampled_from([0.0, 0.0, 0.1, 0.5])


def read_back(kind: str, own: Edition, figures: Figures, layout: Layout) -> ReadResult:
    return read(WRITERS[kind](laid_out(own, figures, layout)), year=own.from_year)


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("code", SIX_PARTS)
@given(seed=SEEDS, layout=st.builds(Layout, seed=SEEDS, order=st.just(1.0), one_head=st.sampled_from([0.0, 1.0])))
@settings(FUZZ, max_examples=10)
def test_columns_in_another_order_are_read_by_their_heads_and_told(
    kind: str, code: str, seed: int, layout: Layout
) -> None:
    own = edition(code)
    figures = figures_of(own, seed)
    result = read_back(kind, own, figures, layout)
    assert {address: result.document.figures[address] for address in figures} == figures


@pytest.mark.parametrize("kind", WRITERS)
def test_a_total_that_stands_first_is_told(kind: str) -> None:
    own = edition("e2021")
    figures = figures_of(own, 4)
    result = read_back(kind, own, figures, Layout(seed=1, order=1.0))
    assert {"t2", "t3", "t4"} <= {doubt.place for doubt in result.doubts}


layouts = st.builds(
    Layout,
    seed=SEEDS,
    order=CHANCE,
    one_head=CHANCE,
    left_out=CHANCE,
    no_head=CHANCE,
    moved=CHANCE,
    lost=CHANCE,
    merged=CHANCE,
    again=CHANCE,
    swapped=CHANCE,
    head_again=CHANCE,
)


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("code", CODES)
@given(seed=SEEDS, blanks=st.sampled_from([0.0, 0.0, 0.05, 0.3]), layout=layouts)
@settings(FUZZ, max_examples=15)
def test_no_figure_of_a_table_laid_out_otherwise_is_wrong_in_silence(
    kind: str, code: str, seed: int, blanks: float, layout: Layout
) -> None:
    own = edition(code)
    if blanks > 0.1:
        # Where most rows have blank cells, one that was put in is like the others.
        layout = replace(layout, moved=0.0)
    figures = with_empty_columns(own, figures_of(own, seed, blanks), seed)
    try:
        result = read_back(kind, own, figures, layout)
    except DocumentError:
        return
    assert untold(own, figures, result) == []


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("code", SIX_PARTS)
@given(seed=SEEDS, layout=st.builds(Layout, seed=SEEDS, head_again=st.just(1.0), one_head=st.sampled_from([0.0, 1.0])))
@settings(FUZZ, max_examples=6)
def test_heads_of_one_row_or_repeated_on_a_new_page_move_no_figure(
    kind: str, code: str, seed: int, layout: Layout
) -> None:
    own = edition(code)
    figures = figures_of(own, seed)
    result = read_back(kind, own, figures, layout)
    assert {address: result.document.figures[address] for address in figures} == figures
