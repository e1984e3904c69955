"""正文的段落: the running text of a report as it should be printed, and the characters that print it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from govreport.documents.layout.plain import words
from govreport.documents.layout.sheet import Glyph
from govreport.documents.render.model import Paper, Part
from govreport.documents.render.text import Paragraph

# Comparing longer stretches that differ takes too long; then all of them counts as missing.
_COMPARED = 4_000


@dataclass(frozen=True, slots=True)
class Style:
    """字体: typeface and size that a piece of text should have; ``name`` is what the standard calls it."""

    name: str
    name_en: str
    face: str
    size: float


@dataclass(slots=True)
class Run:
    """一段文字: text of one style; ``heading`` when it is a line of its own above others.

    ``glyphs`` are what prints its letters and digits, ``missing`` those of them that are printed nowhere.
    """

    text: str
    style: Style
    heading: bool = False
    glyphs: list[Glyph] = field(default_factory=list)
    missing: str = ""


TITLE = Style("标题", "the title", "song", 22.0)
LEVEL_1 = Style("一级标题", "a first heading", "hei", 16.0)
LEVEL_2 = Style("二级标题", "a second heading", "kai", 16.0)
BODY = Style("正文", "text", "fang", 16.0)


def runs(paper: Paper) -> list[Run]:
    """All running text of a report in the order in which it is printed; tables are no part of it."""
    found = [Run(line, TITLE, heading=True) for line in paper.title_lines]
    for part in paper.parts:
        if part.annex and paper.annex_note:
            found.append(Run(f"附件：{paper.annex_note}", BODY))
        found += _part(part)
    return found


def _part(part: Part) -> Iterator[Run]:
    if part.title:
        yield Run(part.title, LEVEL_1, heading=True)
    if part.annex_title:
        yield from (Run(line, TITLE, heading=True) for line in part.annex_title_lines)
    for paragraph in part.paragraphs:
        yield from _paragraph(paragraph)


def _paragraph(paragraph: Paragraph) -> Iterator[Run]:
    if paragraph.is_heading:
        yield Run(paragraph.lead_in, {1: LEVEL_1, 2: LEVEL_2}.get(paragraph.level, BODY), heading=True)
        return
    if paragraph.lead_in:
        yield Run(paragraph.lead_in, LEVEL_2)
    yield Run(paragraph.text, BODY)


def find(expected: Sequence[Run], glyphs: Sequence[Glyph]) -> None:
    """Give each run the characters that print it; what is found nowhere becomes its ``missing``."""
    wanted = [(run, letter) for run in expected for letter in words(run.text)]
    printed = [(glyph, letter) for glyph in glyphs for letter in words(glyph.text)]
    start = 0
    while start < min(len(wanted), len(printed)) and wanted[start][1] == printed[start][1]:
        start += 1
    end = 0
    while end < min(len(wanted), len(printed)) - start and wanted[-1 - end][1] == printed[-1 - end][1]:
        end += 1
    pairs = [*range(start)]
    for at in pairs:
        wanted[at][0].glyphs.append(printed[at][0])
    _between(wanted[start : len(wanted) - end], printed[start : len(printed) - end])
    for back in range(end, 0, -1):
        wanted[-back][0].glyphs.append(printed[-back][0])


def _between(wanted: Sequence[tuple[Run, str]], printed: Sequence[tuple[Glyph, str]]) -> None:
    """The same for the stretch in which page and text differ."""
    found = set()
    if wanted and printed and max(len(wanted), len(printed)) <= _COMPARED:
        texts = ("".join(letter for _run, letter in wanted), "".join(letter for _glyph, letter in printed))
        for block in SequenceMatcher(None, *texts, autojunk=False).get_matching_blocks():
            for step in range(block.size):
                wanted[block.a + step][0].glyphs.append(printed[block.b + step][0])
                found.add(block.a + step)
    for at, (run, letter) in enumerate(wanted):
        if at not in found:
            run.missing += letter
