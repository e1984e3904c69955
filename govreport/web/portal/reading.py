"""阅读版面: a report document as the parts of a page, in the order of its edition."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from govreport.standards.document import Document
from govreport.standards.edition import Section

# （一）…。 or a whole short line （一）…: set in 楷体 as in GB/T 9704; 1. and （1） stay in the body type.
LEAD_IN = re.compile(r"^([（(][一二三四五六七八九十]{1,3}[)）][^。：:\n]{1,40}(?:[。：:]|$))(.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """段落: the lead-in （一）… if there is one, and the rest."""

    lead_in: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """部分: one section as it is read: heading (empty for 前言 and 结尾), paragraphs, or the code of its table."""

    code: str
    title: str
    english: str
    paragraphs: tuple[Paragraph, ...] = ()
    table: str | None = None


def paragraphs(text: str) -> Iterator[Paragraph]:
    """The paragraphs of a section's text (separated by line feeds), empty lines left out."""
    for line in text.split("\n"):
        if line := line.strip():
            match = LEAD_IN.match(line)
            yield Paragraph(match[1], match[2]) if match else Paragraph("", line)


def parts(document: Document) -> list[Part]:
    """The parts of a report as they are read.

    Sections with a heading always appear, even without text, so that nothing seems to be hidden; 前言 and 结尾, and the
    free sections of editions before 2019, only when there is text.
    """
    found = (_part(section, document) for section in document.format.sections)
    return [part for part in found if part.table or part.paragraphs or part.code in _required(document)]


def _required(document: Document) -> set[str]:
    return {section.code for section in document.format.sections if section.required}


def _part(section: Section, document: Document) -> Part:
    text = document.sections.get(section.code, "") if section.kind != "table" else ""
    return Part(section.code, section.title, section.english, tuple(paragraphs(text)), section.table)
