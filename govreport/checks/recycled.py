"""雷同文字: passages that a report shares with last year's or with another agency's, apart from what all reports say.

Texts are compared by their words: punctuation, spaces and the values of numbers do not count, headings and sentences of
``formulas.toml`` are left out. Every run of ``WINDOW`` characters of this report is looked up once, every run of the
other report is looked at once: the work is the sum of both lengths.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from govreport.standards.document import Document

WINDOW: Final = 12  # characters that must agree in one piece
PASSAGE: Final = 30  # characters of words from which a passage is shown
HEADING: Final = 24  # a numbered sentence of no more characters is a heading that stands in the line
GAP: Final = "\n"  # stands for what is left out; no window crosses it
_SENTENCE: Final = re.compile(r"[^。！？；\n]+[。！？；]?")
_EDGES: Final = "，。！？；：、,;\n"
_WORD: Final = re.compile(r"[0-9０-９]+|[^\W_]")


@dataclass(frozen=True, slots=True)
class Passage:
    """雷同段落: characters ``start`` to ``end`` of a section, and whose report of which year has them as well.

    ``size`` counts the characters of words in it, without punctuation.
    """

    section: str
    start: int
    end: int
    text: str
    agency: str
    year: int | None
    size: int


@dataclass(frozen=True, slots=True)
class Words:
    """文字: the words of a text in one string, and where each of them stood: start and end."""

    text: str
    places: tuple[tuple[int, int], ...]

    @property
    def size(self) -> int:
        """Number of characters that count."""
        return len(self.text) - self.text.count(GAP)

    def windows(self) -> Iterator[tuple[int, str]]:
        """Every run of ``WINDOW`` characters with its place; none crosses a gap."""
        for piece in re.finditer(f"[^{GAP}]{{{WINDOW},}}", self.text):
            for place in range(piece.start(), piece.end() - WINDOW + 1):
                yield place, self.text[place : place + WINDOW]


@cache
def _formulas() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = tomllib.loads((files(__package__) / "formulas.toml").read_text(encoding="utf-8"))
    words, phrases, rows = ("|".join(map(re.escape, data[name])) for name in ("sentences", "phrases", "counted"))
    counted = rf"(?:{rows})[”’]?(?:案件|的|共|为|了)?[0-9０-９]{{1,9}}[件宗起份]"
    return re.compile(words), re.compile(f"{phrases}|{counted}"), re.compile(data["heading"])


@lru_cache(maxsize=256)
def words(text: str) -> Words:
    """The words of a text that are compared."""
    kept: list[str] = []
    places: list[tuple[int, int]] = []
    sentence_of, phrase, heading = _formulas()
    for sentence in _SENTENCE.finditer(text):
        said = sentence.group()
        is_heading = heading.match(said) and (said[-1] not in "。！？；" or len(said) <= HEADING)
        if not sentence_of.search(said) and not is_heading:
            bare = phrase.sub(lambda match: " " * len(match.group()), said)
            for word in _WORD.finditer(bare):
                kept.append("0" if word.group()[0].isdecimal() else word.group())
                places.append((sentence.start() + word.start(), sentence.start() + word.end()))
        elif not kept or kept[-1] != GAP:
            kept.append(GAP)
            places.append((sentence.start(), sentence.start()))
    return Words("".join(kept), tuple(places))


def compared_sections(document: Document) -> tuple[str, ...]:
    """The sections whose text an agency writes itself; the preamble, the fee statement and the closing are formulas."""
    return tuple(section.code for section in document.format.sections if section.kind == "text" and section.required)


@lru_cache(maxsize=256)
def similarity(text: str, other: str) -> float:
    """The share of a text, 0 to 1, that also stands in another one; 0 for a text without words."""
    own = words(text)
    spans = _shared(own, _windows([words(other)]))
    return sum(end - start for start, end in spans) / own.size if own.size else 0.0


def size(text: str) -> int:
    """How many characters of a text count when it is compared."""
    return words(text).size


def recycled(document: Document, others: Iterable[Document]) -> list[Passage]:
    """The passages a report shares with others, each other report by itself, in the order of the report."""
    own = {code: words(document.sections.get(code, "")) for code in compared_sections(document)}
    wanted = _windows(own.values())
    found: list[Passage] = []
    for other in others:
        theirs = (words(other.sections.get(code, "")) for code in compared_sections(other))
        known = {window for part in theirs for _, window in part.windows() if window in wanted}
        for code, part in own.items():
            text = document.sections.get(code, "")
            found.extend(_passages(code, text, part, _shared(part, known), other))
    order = {code: place for place, code in enumerate(own)}
    return sorted(found, key=lambda item: (order[item.section], item.start, -item.size, item.year or 0, item.agency))


def share(document: Document, passages: Iterable[Passage]) -> float:
    """The share of a report's words, 0 to 1, that stands in passages, each character counted once."""
    whole = sum(words(document.sections.get(code, "")).size for code in compared_sections(document))
    taken: dict[str, set[int]] = {}
    for item in passages:
        part = words(document.sections.get(item.section, ""))
        inside = {place for place, (start, _) in enumerate(part.places) if item.start <= start < item.end}
        taken.setdefault(item.section, set()).update(inside)
    return min(1.0, sum(map(len, taken.values())) / whole) if whole else 0.0


def _windows(parts: Iterable[Words]) -> set[str]:
    return {window for part in parts for _, window in part.windows()}


def _shared(own: Words, known: set[str]) -> list[tuple[int, int]]:
    """The runs of characters covered by known windows, as places in the words."""
    spans: list[tuple[int, int]] = []
    for place, window in own.windows():
        if window in known:
            if spans and spans[-1][1] >= place:
                spans[-1] = (spans[-1][0], place + WINDOW)
            else:
                spans.append((place, place + WINDOW))
    return spans


def _passages(code: str, text: str, part: Words, spans: list[tuple[int, int]], other: Document) -> Iterator[Passage]:
    for run in spans:
        first, last = _whole_clauses(text, part, *run)
        if last - first >= PASSAGE:
            start, end = part.places[first][0], part.places[last - 1][1]
            # The stop that ends a shared sentence belongs to it.
            end += text.startswith(("。", "；", "！", "？"), end)
            yield Passage(code, start, end, text[start:end], other.agency.name, other.year, last - first)


def _whole_clauses(text: str, part: Words, first: int, last: int) -> tuple[int, int]:
    """The clauses that lie wholly in a run; the run itself where too little of it would be left."""
    start, end = first, last
    while start < last and not _begins(text, part.places[start][0]):
        start += 1
    while end > start and not _ends(text, part.places[end - 1][1]):
        end -= 1
    return (start, end) if end - start >= PASSAGE else (first, last)


def _begins(text: str, place: int) -> bool:
    return place == 0 or text[place - 1] in _EDGES


def _ends(text: str, place: int) -> bool:
    return place == len(text) or text[place] in _EDGES
