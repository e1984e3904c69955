"""上下文: what the words before a number have already settled: the matter, the year, whose number it is."""

from dataclasses import dataclass
from typing import Final

from govreport.checks.narrative.lexicon import LITIGATION_PARTS
from govreport.checks.narrative.reading import Token
from govreport.checks.narrative.records import Context

UNKNOWN: Final = ""
# Kinds of words that say what a number counts.
MEANING: Final = frozenset({"topic", "verb", "carry", "disposition", "outcome"})

# Marks that are simply noted.
_SET: Final = {
    "branch": "branch",
    "except": "excepted",
    "plan": "plan",
    "evidence": "evidence",
    "authority": "authority",
    "level": "other_scope",
    "past": "other_year",
    "classed": "classed",
    "change": "changed",
    "last_year": "clause_year",
    "within_year": "clause_year",
}


@dataclass(slots=True)
class State:
    """上下文 of a clause; sentences, semicolons and paragraphs end more and more of it."""

    context: Context
    topic: str = UNKNOWN
    spoken: bool = False  # applications for information have been spoken of in this paragraph
    evidence: bool = False  # … in this sentence
    branch: bool = False
    restricted: bool = False
    other_year: bool = False
    other_scope: bool = False
    plan: bool = False
    excepted: bool = False
    carried: bool = False
    authority: bool = False
    parted: bool = False  # some of the lawsuits have been spoken of in this sentence
    classed: bool = False  # documents are being told apart by 公开属性
    lasting_scope: bool = False  # the numbers of the last sentence were another agency's
    lasting_year: bool = False  # … or another year's
    last: str = ""
    year_before: bool = False
    changed: bool = False
    clause_year: bool = False

    def paragraph(self, *, keep: bool, numbered: bool) -> None:
        """A new paragraph; with ``keep`` the one before was its heading. A ``numbered`` one begins a new matter."""
        self.lasting_scope = self.lasting_year = False
        self.sentence()
        if not keep:
            self.topic, self.spoken = UNKNOWN, self.spoken and not numbered

    def sentence(self) -> None:
        """A new sentence: only an application stays the matter."""
        self.semicolon()
        self.evidence = self.plan = self.carried = self.authority = self.classed = self.parted = False
        self.other_scope, self.other_year = self.lasting_scope, self.lasting_year
        if self.topic != "application":
            self.topic = UNKNOWN

    def semicolon(self) -> None:
        """A new part of a sentence."""
        self.branch = self.restricted = self.excepted = False
        self.clause()

    def clause(self) -> None:
        """A new clause."""
        self.changed = self.clause_year = False

    def hear(self, token: Token) -> None:
        """Take note of a word that changes what the numbers after it mean."""
        if token.kind == "year":
            self._year(int(token.code))
        elif token.kind == "carry":
            self.carried = self.carried or token.code == "carried_in"
            if self.last == "year":
                self.other_year = self.year_before
        elif token.kind == "topic":
            self.topic = "litigation" if token.code in LITIGATION_PARTS else token.code
            self.parted = self.parted or token.code in LITIGATION_PARTS
            if token.code == "application":
                self.spoken = self.evidence = True
        elif token.kind == "mark":
            self._mark(token.code)
        self.last = token.kind

    def _year(self, year: int) -> None:
        """2023年结转, 结转至2025年: the year of a carry-over says nothing of the numbers after it."""
        self.year_before = self.other_year
        if self.last != "carry":
            self.other_year = self.context.year is not None and year != self.context.year

    def stated(self, *, own: bool) -> None:
        """A number of applications or disputes was stated: what follows is about the same year and agency."""
        self.lasting_scope = self.other_scope and not own
        self.lasting_year = self.other_year and not own

    def _mark(self, code: str) -> None:
        if code in _SET:
            setattr(self, _SET[code], True)
        elif code == "this_year":
            self.other_year = self.clause_year = self.lasting_year = False
        elif code == "other_scope":
            self.other_scope = not self.context.territory
        elif code == "own_scope":
            self.other_scope = self.lasting_scope = self.context.territory

    @property
    def own(self) -> bool:
        """Whether a number said now is the report's own, of its own year."""
        return not (self.other_year or self.clause_year or self.other_scope or self.plan or self.changed)
