"""Whatever a converter did to a table, a figure is read as it was, or the reader says that it doubts it.

Reports are drawn from seeds, not cell by cell: a table of 175 drawn cells would take Hypothesis minutes to shrink.
"""

import random
from decimal import Decimal

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from govreport.documents.read import ReadResult, read
from govreport.standards import all_editions, edition
from govreport.standards.edition import Cell, CellType, Edition
from tests.documents.read.flatten import Manner, report_text

CODES = [item.code for item in all_editions()]
FUZZ = settings(max_examples=30, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
SEEDS = st.integers(0, 2**32)
Figures = dict[str, Decimal | None]


def figures_of(own: Edition, seed: int, blanks: float = 0.0) -> Figures:
    """Random figures, many of them small or equal as in real tables; some cells blank."""
    chance = random.Random(seed)
    cells = {address: cell for address, cell in own.figure_cells.items() if cell.numeric}
    return {address: None if chance.random() < blanks else number(cell, chance) for address, cell in cells.items()}


def number(cell: Cell, chance: random.Random) -> Decimal:
    if cell.type is CellType.AMOUNT:
        return Decimal(chance.choice(["0", "7.6", "136.1206", str(chance.randint(1, 10**6))]))
    value = chance.choice([0, 0, 1, chance.randint(2, 20), chance.randint(21, 10**5)])
    return Decimal(-value if cell.type is CellType.SIGNED and chance.random() < 0.3 else value)


def unexplained(own: Edition, figures: Figures, result: ReadResult) -> list[str]:
    """Cells whose figure differs and about which the reader says nothing."""
    told = {doubt.place for doubt in result.doubts}
    told |= {address for finding in result.findings for address in finding.addresses}
    found = result.document.figures
    return [
        address
        for address, value in figures.items()
        if found[address] != value
        # Table four has one row, so that a doubt about the table is a doubt about the row.
        and not told & {address, address.rpartition(".")[0], *({"t4"} & {own.cells[address].table})}
        # A blank cell may only have been solved, and then it is named.
        and not (value is None and address in result.inferred)
    ]


def read_back(own: Edition, figures: Figures, manner: Manner) -> ReadResult:
    return read(report_text(own, figures, manner).encode(), year=own.from_year)


@pytest.mark.parametrize("style", ["tabs", "pipes", "lines", "spaces"])
@pytest.mark.parametrize("code", CODES)
@given(seed=SEEDS, trailing=st.integers(0, 2), half_width=st.booleans())
@settings(FUZZ, max_examples=8)
def test_an_undamaged_table_is_read_without_a_doubt(
    code: str, style: str, seed: int, trailing: int, half_width: bool
) -> None:
    own = edition(code)
    figures = figures_of(own, seed)
    result = read_back(own, figures, Manner(seed=0, trailing=trailing, half_width=half_width, style=style))
    assert {address: result.document.figures[address] for address in figures} == figures
    assert result.document.edition == code
    assert (result.doubts, result.findings, result.inferred) == ((), (), ())


@pytest.mark.parametrize("style", ["tabs", "pipes", "lines", "spaces"])
@pytest.mark.parametrize("code", CODES)
@given(seed=SEEDS, blanks=st.sampled_from([0.02, 0.1, 0.3]))
@settings(FUZZ, max_examples=15)
def test_no_blank_of_an_undamaged_table_moves_another_figure(code: str, style: str, seed: int, blanks: float) -> None:
    own = edition(code)
    figures = figures_of(own, seed, blanks)
    assert unexplained(own, figures, read_back(own, figures, Manner(seed=0, style=style))) == []


manners = st.builds(
    Manner,
    seed=SEEDS,
    shift=st.sampled_from([0.0, 0.1, 0.4]),
    lost_group=st.sampled_from([0.0, 0.5, 1.0]),
    split_label=st.sampled_from([0.0, 0.2]),
    page_break=st.sampled_from([0.0, 0.1]),
    cut_row=st.sampled_from([0.0, 0.1]),
    lost_row=st.sampled_from([0.0, 0.05]),
    misprint=st.sampled_from([0.0, 0.2]),
    trailing=st.integers(0, 3),
    noise=st.booleans(),
    half_width=st.booleans(),
    dropped_stub=st.booleans(),
)


@pytest.mark.parametrize("code", CODES)
@given(seed=SEEDS, manner=manners, blanks=st.sampled_from([0.0, 0.02, 0.1, 0.4]))
@FUZZ
def test_no_figure_of_a_damaged_table_is_wrong_in_silence(code: str, seed: int, manner: Manner, blanks: float) -> None:
    own = edition(code)
    figures = figures_of(own, seed, blanks)
    assert unexplained(own, figures, read_back(own, figures, manner)) == []


@pytest.mark.parametrize("code", CODES)
@given(seed=SEEDS, manner=manners)
@settings(FUZZ, max_examples=15)
def test_nine_figures_in_ten_survive_the_usual_damage(code: str, seed: int, manner: Manner) -> None:
    own = edition(code)
    manner.lost_row = 0.0
    figures = figures_of(own, seed)
    found = read_back(own, figures, manner).document.figures
    assert sum(1 for address, value in figures.items() if found[address] == value) >= 0.9 * len(figures)
