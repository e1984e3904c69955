"""换页: wherever the break of the long table falls, a PDF comes back cell by cell from its pages alone."""

import pytest

from tests.documents.read.corpus.count import Outcome
from tests.documents.read.sweep_breaks import MAKERS, OURS, swept

# The break falls on another row each time; all lengths are in ``sweep_breaks``.
SOME = (0, 9, 18, 42)
READ = {Outcome.RIGHT, Outcome.RIGHT_DOUBTED}


@pytest.mark.parametrize("code", ["e2019", "e2021"])
def test_every_cell_comes_back_wherever_the_page_ends(code: str) -> None:
    found = [swept(("ruled", code, length)) for length in SOME]
    # A row that is cut in two by the page is put together with a doubt.
    assert all(set(one.counts) <= READ for one in found)
    assert all(one.counts[Outcome.RIGHT_DOUBTED] <= 7 for one in found)
    # The break did move.
    assert len({one.firsts for one in found}) == len(SOME)


@pytest.mark.parametrize("maker", MAKERS[1:])
def test_without_rules_no_cell_is_wrong_in_silence_wherever_the_page_ends(maker: str) -> None:
    found = [swept((maker, "e2021", length)) for length in SOME]
    assert [one.counts[Outcome.WRONG] for one in found] == [0] * len(SOME)
    assert any(one.firsts for one in found)


@pytest.mark.parametrize("length", [0, 9])
def test_our_own_keeps_the_table_on_one_page_and_comes_back(length: int) -> None:
    found = swept((OURS, "e2021", length))
    assert set(found.counts) == {Outcome.RIGHT}
    assert found.firsts == ()
