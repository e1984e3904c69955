"""读取准确性: whatever kind of file a report is in, no cell is wrong in silence, and undamaged files are read."""

import re

import pytest

from tests.checks.make_accuracy import PAGE, READING
from tests.documents.read.corpus.count import Outcome
from tests.documents.read.corpus.reports import CODES, Case
from tests.documents.read.corpus.sources import SOURCES
from tests.documents.read.make_accuracy import counted

# Of what nobody has damaged, so much is right without a question.
UNDAMAGED = 0.97


@pytest.mark.parametrize("kind", SOURCES)
@pytest.mark.parametrize("code", CODES)
def test_no_cell_of_any_kind_of_file_is_wrong_in_silence(kind: str, code: str) -> None:
    _kind, _files, found = counted(kind, Case(code, 5, balanced=False, blanks=0.03))
    assert found[Outcome.WRONG] == 0
    assert found.total()


@pytest.mark.parametrize("kind", [kind for kind in SOURCES if kind.startswith("our ") and "without" not in kind])
def test_files_of_ours_come_back_cell_by_cell(kind: str) -> None:
    _kind, _files, found = counted(kind, Case("e2021", 2, balanced=True, blanks=0.05))
    assert set(found) == {Outcome.RIGHT}


@pytest.mark.parametrize("kind", ["Word", "web pages", "Excel", "text and Markdown"])
def test_nearly_all_of_an_undamaged_file_is_right_without_a_question(kind: str) -> None:
    _kind, _files, found = counted(kind, Case("e2021", 4, balanced=True, blanks=0.0))
    assert found[Outcome.RIGHT] >= UNDAMAGED * found.total()


def test_the_page_tells_of_every_kind_and_of_no_cell_wrong_in_silence() -> None:
    reading = PAGE.read_text(encoding="utf-8").partition(READING)[2]
    rows = re.findall(r"^\| ([^|]+) \|.* (\d+) \|$", reading, flags=re.M)
    # One table of the files that readers were corrected with, one of those that were held out.
    assert rows == [(kind, "0") for kind in (*SOURCES, "**all**")] * 2
