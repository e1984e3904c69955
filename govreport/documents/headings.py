"""标题: the numbered headings of a text: those a new report takes over, and the outline that is shown while typing."""

import re
from dataclasses import dataclass, replace
from typing import Any

from govreport.documents.render.text import INNER_STOP, LEAD_IN, OPEN_END, paragraphs
from govreport.standards.document import Document
from govreport.standards.headings import LONGEST_HEADING, NUMBERING, ordinal_of

# A heading that speaks of figures, years or two things at once is a sentence of that year.
_SENTENCE = re.compile(r"[，,；;：:？！?!。]|\d|[０-９]")
_NUMBERING = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]?[、.．]?)")


def headings(document: Document) -> dict[str, str]:
    """Section code → its headings with their numbering, one a line; sections without any are left out."""
    found = {}
    for section in document.format.sections:
        lines = [_heading(item.lead_in) for item in paragraphs(document.sections.get(section.code, ""))]
        if text := "\n".join(line for line in lines if line):
            found[section.code] = text
    return found


def _heading(lead_in: str) -> str:
    """The heading, or nothing if it is a sentence."""
    heading = lead_in.rstrip("。")
    return "" if _SENTENCE.search(_NUMBERING.sub("", heading, count=1)) else heading


@dataclass(frozen=True, slots=True)
class Entry:
    """结构的一行: a heading with its level (1 一、 … 4 （1）), its line (from 0) and the length of the text under it.

    ``expected`` is the number it should have to follow the one before it; 0 when it has it.
    """

    level: int
    text: str
    line: int
    length: int
    expected: int = 0


def outline(text: str) -> list[Entry]:
    """The headings of a text as they will be printed; ``static/js/outline.js`` is the twin of this function.

    A numbered last line counts, because its text is still to come. ``length`` counts characters without white space
    up to the next heading.
    """
    lines = [(number, line.strip()) for number, line in enumerate(text.split("\n")) if line.strip()]
    # What is still to be written stands for the text under the last line.
    printed = paragraphs("\n".join(line for _number, line in lines) + "\n…")
    found: list[Entry] = []
    last = [0] * 5
    for (number, line), paragraph in zip(lines, printed, strict=False):
        if paragraph.lead_in:
            level, ordinal = ordinal_of(line)
            due = last[level] + 1
            last[level:] = [ordinal] + [0] * (4 - level)
            found.append(Entry(level, paragraph.lead_in, number, _length(paragraph.text), 0 if ordinal == due else due))
        elif found:
            found[-1] = replace(found[-1], length=found[-1].length + _length(line))
    return found


def patterns() -> dict[str, Any]:
    """What a line is a heading by, for scripts: the patterns of ``documents.render.text`` in the common syntax."""
    return {
        "levels": [[level, _common(pattern)] for level, pattern in NUMBERING],
        "longest": LONGEST_HEADING,
        "leadIn": _common(LEAD_IN),
        "innerStop": _common(INNER_STOP),
        "openEnd": _common(OPEN_END),
    }


def _common(pattern: re.Pattern[str]) -> str:
    # Python takes the digits of every script for digits, and a full stop for every character but a line feed.
    return pattern.pattern.replace(r"\d", r"\p{Nd}")


def _length(text: str) -> int:
    return len("".join(text.split()))
