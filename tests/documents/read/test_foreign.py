"""A table of any maker is read as it was, or the reader says where it doubts: in web pages, Word, Excel and PDF."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govreport.documents.read import ReadResult, read
from govreport.standards import all_editions, edition
from govreport.standards.edition import Edition
from tests.documents.read.flatten import AGENCY, PREAMBLE
from tests.documents.read.foreign import WRITERS, Damage, parts
from tests.documents.read.test_flattened import FUZZ, SEEDS, figures_of, unexplained

CODES = [item.code for item in all_editions()]
FAST = ["html", "docx", "xlsx"]


def read_back(kind: str, own: Edition, figures: dict[str, Decimal | None], damage: Damage) -> ReadResult:
    return read(WRITERS[kind](parts(own, figures, damage)), year=own.from_year)


def assert_exact(kind: str, code: str, seed: int, blanks: float, damage: Damage) -> None:
    own = edition(code)
    figures = figures_of(own, seed, blanks)
    result = read_back(kind, own, figures, damage)
    found = {address: None if address in result.inferred else result.document.figures[address] for address in figures}
    assert found == figures
    assert result.document.agency.name == AGENCY
    assert result.document.sections["preamble"].split("\n")[0] == PREAMBLE


@pytest.mark.parametrize("kind", FAST)
@pytest.mark.parametrize("code", CODES)
@given(seed=SEEDS, blanks=st.sampled_from([0.0, 0.1, 0.3]), aligned=st.booleans())
@settings(FUZZ, max_examples=6)
def test_merged_cells_and_blanks_of_a_whole_table_move_no_figure(
    kind: str, code: str, seed: int, blanks: float, aligned: bool
) -> None:
    assert_exact(kind, code, seed, blanks, Damage(aligned=aligned))


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("blanks", [0.0, 0.2])
def test_ruled_tables_of_a_pdf_are_read_cell_by_cell(code: str, blanks: float) -> None:
    assert_exact("pdf", code, 7, blanks, Damage())


@pytest.mark.parametrize("kind", FAST)
@pytest.mark.parametrize("code", CODES)
@given(seed=SEEDS, blanks=st.sampled_from([0.0, 0.1]))
@settings(FUZZ, max_examples=4)
def test_an_undamaged_table_raises_no_doubt(kind: str, code: str, seed: int, blanks: float) -> None:
    own = edition(code)
    result = read_back(kind, own, figures_of(own, seed), Damage())
    assert (result.doubts, result.findings, result.inferred) == ((), (), ())


damages = st.builds(
    Damage,
    seed=SEEDS,
    aligned=st.booleans(),
    no_head=st.sampled_from([0.0, 0.5]),
    lost_cell=st.sampled_from([0.0, 0.1]),
    merged=st.sampled_from([0.0, 0.1]),
    wide=st.sampled_from([0.0, 0.1]),
    extra=st.sampled_from([0.0, 0.1]),
    misprint=st.sampled_from([0.0, 0.2]),
)


@pytest.mark.parametrize("kind", FAST)
@pytest.mark.parametrize("code", CODES)
@given(seed=SEEDS, blanks=st.sampled_from([0.0, 0.05, 0.3]), damage=damages)
@settings(FUZZ, max_examples=15)
def test_no_figure_of_a_damaged_table_is_wrong_in_silence(
    kind: str, code: str, seed: int, blanks: float, damage: Damage
) -> None:
    own = edition(code)
    figures = figures_of(own, seed, blanks)
    if kind == "xlsx":
        # A sheet has no cell more or less in one row than in another: a row moved aside is what stands there.
        damage = replace(damage, lost_cell=0.0, extra=0.0)
    assert unexplained(own, figures, read_back(kind, own, figures, damage)) == []


@pytest.mark.parametrize("code", CODES)
@given(seed=SEEDS, blanks=st.sampled_from([0.0, 0.1]), damage=damages)
@settings(FUZZ, max_examples=2)
def test_no_figure_of_a_damaged_pdf_is_wrong_in_silence(code: str, seed: int, blanks: float, damage: Damage) -> None:
    own = edition(code)
    figures = figures_of(own, seed, blanks)
    # A cell too many would be printed outside the table.
    assert unexplained(own, figures, read_back("pdf", own, figures, replace(damage, extra=0.0))) == []
