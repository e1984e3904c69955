"""正文: the texts of a report as the structure rules read them."""

import re
from collections.abc import Iterator

from govreport.standards.characters import quoted
from govreport.standards.document import Document
from govreport.standards.numbers import fold

QUOTED = 40  # characters of a passage that a message shows
_SENTENCE = re.compile(r"[^。；;\n]+")
_BLANK = re.compile(r"\s+")


def texts(document: Document) -> Iterator[tuple[str, str]]:
    """Section code and text of every text section that has any, in the order of the form."""
    for section in document.format.sections:
        if text := document.sections.get(section.code, "").strip():
            yield section.code, text


def whole(document: Document) -> str:
    """All texts, one after the other."""
    return "\n".join(text for _, text in texts(document))


def lines(text: str) -> list[str]:
    """The paragraphs of a section; empty ones are left out."""
    return [line for part in text.split("\n") if (line := part.strip())]


def sentences(text: str) -> list[str]:
    """The text cut at full stops, semicolons and line ends."""
    return [match[0].strip() for match in _SENTENCE.finditer(text)]


def dense(text: str) -> str:
    """The text without any space, with full-width forms made half-width."""
    return _BLANK.sub("", fold(text))


def length(text: str) -> int:
    """The number of characters that print."""
    return len(_BLANK.sub("", text))


def excerpt(text: str) -> str:
    """A passage as a message quotes it."""
    return quoted(text, QUOTED)


def name_of(document: Document, code: str) -> str:
    """How a message names a section: “总体情况”, “前言”."""
    return document.format.section(code).name
