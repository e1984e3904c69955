"""The reports of the corpus: three editions, figures that add up or do not, blanks, texts of different length."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from govreport.checks.examples import clean, with_totals
from govreport.standards import edition
from govreport.standards.document import Document
from govreport.standards.edition import Cell, CellType, Edition
from govreport.standards.figures import Figures

CODES = ("e2014", "e2019", "e2021")
SENTENCE = "本机关按照规定公开政府信息，办理申请，答复及时，内容准确。"


@dataclass(frozen=True)
class Case:
    """A report with the figures that stand in it; blank cells are None."""

    code: str
    seed: int
    balanced: bool
    blanks: float

    @property
    def own(self) -> Edition:
        """Its edition."""
        return edition(self.code)

    @property
    def chance(self) -> random.Random:
        """Dice that always fall alike for this report."""
        return random.Random(f"{self.code} {self.seed} {self.balanced} {self.blanks}")

    @property
    def lines(self) -> int:
        """How many sentences stand before the tables, so that pages break at another row in every report."""
        return self.seed * 7 % 60

    def figures(self) -> dict[str, Decimal | None]:
        """Every numeric cell."""
        chance, cells = self.chance, self.own.figure_cells
        inputs = {address: _number(cell, chance) for address, cell in cells.items() if cell.numeric}
        if self.balanced:
            inputs = {address: value for address, value in inputs.items() if not cells[address].derived}
            inputs = {a: v for a, v in with_totals(self.own, inputs).items() if v is not None and cells[a].numeric}
        return {address: None if chance.random() < self.blanks else value for address, value in inputs.items()}

    def document(self) -> Document:
        """The report as a value."""
        base = clean(self.code)
        text = "".join([SENTENCE] * (1 + self.lines))
        sections = {code: f"{old}\n{text}" if code == "sec1" else old for code, old in base.sections.items()}
        blank: dict[str, Decimal | None] = dict.fromkeys(self.own.figure_cells)
        return base.replace(sections=sections, figures=Figures({**blank, **self.figures()}))


def cases(seeds: Iterable[int]) -> Iterator[Case]:
    """A report of each edition for each seed: every second adds up, every third has blank cells."""
    for seed in seeds:
        for code in CODES:
            yield Case(code, seed, balanced=seed % 2 == 0, blanks=0.05 if seed % 3 == 2 else 0.0)


def _number(cell: Cell, chance: random.Random) -> Decimal:
    """Many are small or equal, as in real tables."""
    if cell.type is CellType.AMOUNT:
        return Decimal(chance.choice(["0", "7.6", "136.1206", str(chance.randint(1, 10**6))]))
    value = chance.choice([0, 0, 1, chance.randint(2, 20), chance.randint(21, 10**5)])
    return Decimal(-value if cell.type is CellType.SIGNED and chance.random() < 0.3 else value)
