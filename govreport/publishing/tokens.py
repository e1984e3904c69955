"""检索词: Chinese text as overlapping pairs of characters, for the full-text index of the database.

Most Chinese search words have two characters and no space beside them; pairs (政府 府信 信息) find every word of two or
more, in any database (docs/adr/0032-search.md). A token is spelled in ASCII, so that what counts as a letter does not
depend on the database, its version or its locale.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

# Latin letters and digits make words; every other letter of any script is taken by pairs.
_RUNS = re.compile(r"[0-9]+|[a-z]+|[^\W0-9a-z_]+")
# A longer word is cut: no database indexes words of any length.
_LONGEST: Final = 40
# Tokens of one phrase; what follows is not asked for.
MOST_TOKENS: Final = 60


def folded(text: str) -> str:
    """The text with full-width letters made half-width and capitals small; as many characters as before."""
    return text.translate(_FOLDED)


class _Folded(dict[int, str]):
    """One entry for each character met so far."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _folded(chr(code))
        return found


_FOLDED: Final = _Folded()


def _folded(character: str) -> str:
    if character < "\x80":
        return character.lower()
    plain = unicodedata.normalize("NFKC", character).lower()
    return plain if len(plain) == 1 else character


def tokens(text: str) -> str:
    """The tokens of a text, separated by spaces, in the order of the text.

    The last character of a run stands alone once more: so single characters are found, and no pair reaches across a
    full stop.
    """
    return " ".join(token for run in _RUNS.findall(folded(text)) for token in _of_run(run))


def _of_run(run: str) -> list[str]:
    if run.isascii():
        return [f"w{run[:_LONGEST]}"]
    pairs = [_spelled(run[place : place + 2]) for place in range(len(run) - 1)]
    return [*pairs, _spelled(run[-1])]


def _spelled(characters: str) -> str:
    return "".join(f"u{ord(character):x}" for character in characters)


@dataclass(frozen=True, slots=True)
class Phrase:
    """词组: tokens that follow one another; ``open`` says that the last one need only begin so."""

    tokens: tuple[str, ...]
    open: bool

    @property
    def sqlite(self) -> str:
        """As FTS5 asks for it."""
        return f'"{" ".join(self.tokens)}"{" *" if self.open else ""}'

    @property
    def postgresql(self) -> str:
        """As ``to_tsquery`` asks for it."""
        return " <-> ".join(self.tokens) + (":*" if self.open else "")


def phrase(word: str) -> Phrase | None:
    """What to ask for to find a word anywhere in a text; None for a word without letters and digits."""
    runs = _RUNS.findall(folded(word))
    if not runs:
        return None
    last = runs[-1]
    wanted = [token for run in runs for token in _of_run(run)]
    if not last.isascii() and len(last) > 1:
        wanted.pop()  # the word may go on
    kept = tuple(wanted[:MOST_TOKENS])
    return Phrase(kept, open=len(kept) == len(wanted) and (len(last) == 1 or last.isascii()))
