"""换页扫描: a PDF at many lengths of its text, so that the break of the long table moves over every row.

``python -m tests.documents.read.sweep_breaks`` reads them all back, some minutes; the suite reads a few. Three layouts
are those of other makers, who break tables anywhere; ours keeps a table whole where a page can hold it, and is read
as its pages are, without the data that is attached to it.
"""

import os
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import django

from govreport.checks.examples import clean, with_totals
from govreport.documents.read import read
from govreport.documents.services import render_pdf
from govreport.standards import edition
from govreport.standards.edition import Edition
from govreport.standards.figures import Figures
from tests.documents.read.corpus.count import Outcome, outcomes
from tests.documents.read.corpus.pdf_layouts import LAYOUTS
from tests.documents.read.corpus.reports import CODES, SENTENCE
from tests.documents.read.corpus.sources import bare_pdf
from tests.documents.read.foreign import parts

# A page has forty-six lines of text, ours twenty-two.
LENGTHS: Final = range(46)
OURS: Final = "our own"
MAKERS: Final = ("ruled", "level rules only", "without any rules")
TABLE: Final = {"e2014": "t18", "e2019": "t3", "e2021": "t3"}


@dataclass(frozen=True)
class Swept:
    """一次扫描的结果: what became of the cells, and the rows that stand first on a page."""

    maker: str
    code: str
    length: int
    counts: Counter[Outcome]
    firsts: tuple[str, ...]


def figures_of(own: Edition) -> dict[str, Decimal | None]:
    """Small figures that add up: those of seven digits do not fit on one line of a cell, and are doubted."""
    chance = random.Random(own.code)
    cells = own.figure_cells
    inputs = {a: Decimal(chance.randint(0, 99)) for a, cell in cells.items() if cell.numeric and not cell.derived}
    return {a: value for a, value in with_totals(own, inputs).items() if cells[a].numeric}


def ours(own: Edition, figures: Mapping[str, Decimal | None], length: int) -> bytes:
    """Our own PDF with so many more paragraphs before its tables."""
    document = clean(own.code)
    text = "\n".join([document.sections["sec1"], *[SENTENCE] * length])
    blank: dict[str, Decimal | None] = dict.fromkeys(own.figure_cells)
    sections = {**document.sections, "sec1": text}
    return bare_pdf(render_pdf(document.replace(sections=sections, figures=Figures({**blank, **figures}))))


def theirs(maker: str, own: Edition, figures: Mapping[str, Decimal | None], length: int) -> bytes:
    """The same as another maker sets it."""
    written = parts(own, figures)
    return LAYOUTS[maker]([*written[:2], *[SENTENCE] * length, *written[2:]])


def swept(job: tuple[str, str, int]) -> Swept:
    """One length: set, read, compared."""
    maker, code, length = job
    own = edition(code)
    figures = figures_of(own)
    data = ours(own, figures, length) if maker == OURS else theirs(maker, own, figures, length)
    return Swept(maker, code, length, Counter(outcomes(own, figures, data).values()), tuple(_firsts(data, code)))


def _firsts(data: bytes, code: str) -> Iterator[str]:
    """The rows of the long table that are the first of a page, in the order of the table."""
    places = read(data, year=edition(code).from_year).places
    page = 0
    rows = dict.fromkeys(cell.row for cell in edition(code).figure_cells.values() if cell.table == TABLE[code])
    for row in rows:
        place = places.get(f"{TABLE[code]}.{row}")
        if place is not None and place.page is not None:
            if page and place.page > page:
                yield row
            page = max(page, place.page)


def sweep(lengths: Iterable[int], workers: int | None = None) -> Iterator[Swept]:
    """Every length of every maker and edition, in order."""
    jobs = [(maker, code, length) for maker in (OURS, *MAKERS) for code in CODES for length in lengths]
    with ProcessPoolExecutor(workers, initializer=_begin) as pool:
        yield from pool.map(swept, jobs)


def _begin() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()


def main() -> int:
    """Print what became of the cells and the rows that no page began with; the status is 1 where one was wrong."""
    seen: dict[tuple[str, str], set[str]] = {}
    counts: dict[tuple[str, str], Counter[Outcome]] = {}
    for one in sweep(LENGTHS):
        key = one.maker, one.code
        seen.setdefault(key, set()).update(one.firsts)
        counts.setdefault(key, Counter()).update(one.counts)
        if one.counts[Outcome.WRONG]:
            print(one)
    for (maker, code), firsts in seen.items():
        rows = {cell.row for cell in edition(code).figure_cells.values() if cell.table == TABLE[code]}
        told = {str(outcome): count for outcome, count in counts[maker, code].items()}
        print(f"{maker}, {code}: {len(firsts)} of {len(rows)} rows began a page; cells: {told}")
    return 1 if any(count[Outcome.WRONG] for count in counts.values()) else 0


if __name__ == "__main__":
    _begin()
    sys.exit(main())
