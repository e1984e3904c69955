"""语段: the words between one number of a clause and the next."""

from dataclasses import dataclass, field
from typing import Final

from govreport.checks.narrative.reading import Token
from govreport.checks.narrative.state import MEANING, State

# Characters that may stand between a word and its number without changing what is counted.
GLUE: Final = frozenset(
    "共计合总累数量为是达到有已了的仅各类事项案件：:年度本今全“”只收了也以等于 \u200b分别决定"
    "约近超过逾大将至少多不于低足几"
)
# Before 申请 as a word of its own; anything else makes it another application (许可申请).
_BEFORE_BARE: Final = frozenset("到理收结的复件份类述该新各效共年度了均将对，；。：、（“在有请前”起关些批\n")
_LONGEST: Final = 200


@dataclass(slots=True)
class Segment:
    """语段: the words with a meaning, what stands between the last of them and the number, and the other marks."""

    start: int
    words: list[Token] = field(default_factory=list)
    marks: list[Token] = field(default_factory=list)
    residue: str = ""
    place: int = -1

    def __post_init__(self) -> None:
        self.place = self.start

    def after(self, number: Token) -> "Segment":
        """The next segment of the same clause."""
        return Segment(number.end)

    def add(self, token: Token, text: str) -> None:
        """Take in a word."""
        if token.kind in MEANING:
            self.words.append(token)
            self.residue, self.place = "", token.end
        elif token.kind == "skip":
            self.close(token.end, text)
        else:
            self.close(token.start, text)
            self.marks.append(token)
            self.place = token.end

    def close(self, end: int, text: str) -> None:
        """Take in the characters up to a place that belong to no word."""
        if len(self.residue) < _LONGEST:
            self.residue += text[self.place : end][:_LONGEST]
        self.place = max(end, self.place)

    def bare(self, token: Token, text: str, state: State) -> Token:
        """申请 alone: an application for information where those are being spoken of, else some other application."""
        last = self.words[-1] if self.words else None
        adjoining = last is not None and last.end == token.start
        if adjoining and last is not None and last.kind == "topic":
            return Token("mark", "again", token.start, token.end)
        before = text[token.start - 1] if token.start else "，"
        marked = bool(self.marks) and self.marks[-1].end == token.start
        plain = adjoining or marked or before in _BEFORE_BARE
        known = state.spoken and (plain or token.start == self.start)
        return Token("topic", "application" if known else "foreign", token.start, token.end)

    @property
    def glued(self) -> bool:
        """Whether the last word leads to the number with nothing of substance between."""
        return bool(self.words) and not set(self.residue) - GLUE

    def has(self, *codes: str) -> bool:
        """Whether one of these marks stands in the segment."""
        return any(mark.code in codes for mark in self.marks)
