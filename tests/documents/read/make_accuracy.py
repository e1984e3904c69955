"""读取准确性: the second part of ``docs/accuracy.md``, counted cell by cell on files of every kind.

``python -m tests.documents.read.make_accuracy`` writes it (some minutes, on all cores).
"""

import os
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Final

import django

from tests.checks.make_accuracy import PAGE, READING, rules_part
from tests.documents.read.corpus.count import Outcome, outcomes
from tests.documents.read.corpus.reports import Case, cases
from tests.documents.read.corpus.sources import SOURCES, in_turn

SEEDS: Final = 6
HELD_OUT: Final = range(120, 130)

HEAD = """{heading}

Counted by `python -m tests.documents.read.make_accuracy` on {reports} reports of the three formats, half of which add
up and a third of which have blank cells, each written as files of every kind; damaged ones have lost, merged, shifted
and misprinted rows, labels and cells. The figures are random and the texts ours, so that the right answer is known for
every cell. *Right* is the figure that was written, blank cells included; *doubted* and *told* mean that a doubt or
finding names the cell, its row or a missing table, that a blank was filled in by the equations and is named as such,
or that the file is declined with a sentence. Most of *wrong, doubted* are such blanks of reports that do not add up. A
test counts some files again and fails when one cell is wrong in silence.

The readers were corrected with these very files; the second table counts files that they were not. Where pages break a
long table is tried by itself: `python -m tests.documents.read.sweep_breaks`.

| files | number | cells | right | right, doubted | left out, told | wrong, doubted | wrong in silence |
|---|---:|---:|---:|---:|---:|---:|---:|
"""


HELD = """
### Files that no reader was corrected with (留出样本)

{reports} further reports, with the seeds {first} to {last}; of every kind each report is written as one file, so that
layouts and damages come in turn. No reader was ever corrected with a seed above {before}.

| files | number | cells | right | right, doubted | left out, told | wrong, doubted | wrong in silence |
|---|---:|---:|---:|---:|---:|---:|---:|
"""


def counted(kind: str, case: Case) -> tuple[str, int, Counter[Outcome]]:
    """The files of a kind of one report: the kind, how many files, and what became of their cells."""
    files, found = 0, Counter[Outcome]()
    for data in SOURCES[kind](case):
        files += 1
        found.update(outcomes(case.own, case.figures(), data).values())
    return kind, files, found


def _counted(job: tuple[str, Case]) -> tuple[str, int, Counter[Outcome]]:
    return counted(*job)


def _counted_in_turn(job: tuple[str, Case]) -> tuple[str, int, Counter[Outcome]]:
    kind, case = job
    return kind, 1, Counter(outcomes(case.own, case.figures(), in_turn(kind, case)).values())


def reading_part(seeds: int = SEEDS) -> str:
    """The part of the page."""
    own = list(cases(range(seeds)))
    return HEAD.format(heading=READING, reports=len(own)) + _table(own, _counted)


def held_out_part(seeds: Sequence[int] = HELD_OUT) -> str:
    """The part of the page about reports that were held out."""
    own = list(cases(seeds))
    head = HELD.format(reports=len(own), first=seeds[0], last=seeds[-1], before=seeds[0] - 1)
    return head + _table(own, _counted_in_turn)


def _table(own: Sequence[Case], count: Callable[[tuple[str, Case]], tuple[str, int, Counter[Outcome]]]) -> str:
    jobs = [(kind, case) for case in own for kind in SOURCES]
    files, cells = Counter[str](), {kind: Counter[Outcome]() for kind in SOURCES}
    with ProcessPoolExecutor(initializer=_begin) as pool:
        for kind, number, found in pool.map(count, jobs):
            files[kind] += number
            cells[kind].update(found)
    lines = [_row(kind, files[kind], cells[kind]) for kind in SOURCES]
    lines.append(_row("**all**", files.total(), sum(cells.values(), Counter[Outcome]())))
    return "\n".join(lines) + "\n"


def _row(kind: str, files: int, cells: Counter[Outcome]) -> str:
    total = cells.total()
    shares = [f"{100 * cells[outcome] / total:.2f} %" for outcome in list(Outcome)[:-1]]
    return f"| {kind} | {files} | {total} | {' | '.join(shares)} | {cells[Outcome.WRONG]} |"


def _begin() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()


if __name__ == "__main__":
    _begin()
    part = reading_part(int(sys.argv[1]) if len(sys.argv) > 1 else SEEDS)
    PAGE.write_text(rules_part(PAGE.read_text(encoding="utf-8")) + "\n" + part + held_out_part(), encoding="utf-8")
