"""摘要: the passage of a report in which the words looked for stand, with the words marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from govreport.publishing.index import NAMES, NOTES
from govreport.publishing.models import Publication, SearchText
from govreport.publishing.tokens import folded
from govreport.standards.edition import Edition

BEFORE: Final = 24
AFTER: Final = 66


@dataclass(frozen=True, slots=True)
class Snippet:
    """摘要: the official name of the part (empty: the reasons), and the passage in pieces, found words marked."""

    part: str
    pieces: tuple[tuple[str, bool], ...]


def snippets(words: Sequence[str], publications: Sequence[Publication]) -> dict[int, Snippet]:
    """Publication → its passage, for those whose text holds one of the words; one query."""
    if not words or not publications:
        return {}
    best: dict[int, tuple[int, SearchText]] = {}
    small = [folded(word) for word in words]
    texts = SearchText.objects.filter(publication__in=publications).exclude(place__in=(NAMES, "title"))
    for text in texts.defer("tokens").order_by("pk"):
        flat = folded(text.text)
        score = sum(word in flat for word in small)
        if not score:
            continue
        if text.publication_id not in best or score > best[text.publication_id][0]:
            best[text.publication_id] = (score, text)
    editions = {item.pk: item.version.edition for item in publications}
    return {pk: Snippet(_part(text.place, editions[pk]), marked(text.text, words)) for pk, (_, text) in best.items()}


def _part(place: str, edition: Edition) -> str:
    if place == NOTES:
        return ""
    section = edition.section(place)
    return section.title or section.name


def marked(text: str, words: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    """The passage around the first word found, in pieces; the words in it are marked (True)."""
    flat = folded(text)
    first = min((place for word in words if (place := flat.find(folded(word))) >= 0), default=0)
    start, end = max(0, first - BEFORE), min(len(text), first + AFTER)
    shown = [False] * len(text)
    for word in words:
        small = folded(word)
        place = flat.find(small)
        while place >= 0:
            shown[place : place + len(small)] = [True] * len(small)
            place = flat.find(small, place + len(small))
    pieces: list[tuple[str, bool]] = [("…", False)] if start else []
    for place in range(start, end):
        character = " " if text[place] == "\n" else text[place]
        if pieces and pieces[-1][1] == shown[place]:
            pieces[-1] = (pieces[-1][0] + character, shown[place])
        else:
            pieces.append((character, shown[place]))
    return (*pieces, ("…", False)) if end < len(text) else tuple(pieces)
