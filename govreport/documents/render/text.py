"""文字: report text made safe to typeset, and its paragraphs told apart by the numbering of 公文.

Levels follow GB/T 9704-2012: 1 一、 · 2 （一） · 3 1. · 4 （1）; 0 is running text.
"""

import re
import unicodedata
from dataclasses import dataclass

from govreport.standards.headings import LONGEST_HEADING, level_of

# So many letters without a place to end a line are no word, and setting them takes minutes; Chinese may end anywhere.
_ENDLESS = re.compile("[^ \u2e80-\uffff\U00020000-\U0003ffff]{101,}")
_PIECE = 20
LEAD_IN = re.compile(rf"[^。！？；]{{1,{LONGEST_HEADING}}}。(?=.)")
INNER_STOP = re.compile(r"[。！？；](?=.)")
OPEN_END = re.compile(r"[，、；：,;:！？!?]$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """段落: one printed paragraph.

    ``level`` is that of its numbering; ``lead_in`` its heading words, set in the font of the level; ``text`` what
    follows on the same line. A paragraph that is only a heading has no ``text``.
    """

    level: int = 0
    lead_in: str = ""
    text: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether the whole paragraph is a heading."""
        return bool(self.lead_in) and not self.text


def printable(text: str) -> str:
    """The text with what no font can draw made visible or taken out.

    Control characters become spaces, invisible format characters vanish; unpaired surrogates, private characters and
    code points that are no characters become □.
    """
    return "".join(_drawn(character) for character in text) if not text.isprintable() else text


def breakable(line: str) -> str:
    """The line with places to end within runs of letters longer than any word or address."""
    return _ENDLESS.sub(
        lambda run: "\u200b".join(run[0][at : at + _PIECE] for at in range(0, len(run[0]), _PIECE)), line
    )


def _drawn(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Zl", "Zp"):
        return " "
    if category == "Cf":
        return ""
    return "□" if category in ("Cs", "Cn", "Co") else character


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a section, split at line feeds; empty ones are left out."""
    lines = [breakable(printable(line).strip()) for line in text.split("\n")]
    lines = [line for line in lines if line]
    levels = [level_of(line) for line in lines]
    # A numbered line is a heading only when text or a lower level stands below it; else it is an item of a list.
    below = [*levels[1:], None][: len(lines)]
    return tuple(
        _paragraph(line, level, leads=follower is not None and (follower == 0 or follower > level))
        for line, level, follower in zip(lines, levels, below, strict=True)
    )


def _paragraph(line: str, level: int, *, leads: bool) -> Paragraph:
    if not level:
        return Paragraph(text=line)
    if leads and len(line) <= LONGEST_HEADING and not INNER_STOP.search(line) and not OPEN_END.search(line):
        return Paragraph(level, lead_in=line)
    if level == 2 and (match := LEAD_IN.match(line)):
        return Paragraph(level, lead_in=match[0], text=line[match.end() :])
    return Paragraph(level, text=line)
