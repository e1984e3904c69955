"""标题、机关和年度: the title of a report, what stands before it, and the agency and year it names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from govreport.documents.read.lines import Line
from govreport.standards.numbers import chinese_number

_TITLE = re.compile(
    r"^(?P<agency>.{0,60}?)(?P<year>\d{4}|[〇零○一二三四五六七八九]{4})年度?(?P<agency_after>.{0,40}?)"
    r"政府信息公开(?:工作)?(?:年度报告|年度工作报告|年报|工作报告|报告)$"
)
_QUOTED = re.compile(
    r"《(?P<agency>[^《》\d]{2,60}?)\s*(?P<year>\d{4})\s*年度?\s*政府信息公开(?:工作)?年度(?:工作)?报告》"
)
_PERIOD = re.compile(r"(\d{4})\s*年\s*1\s*月\s*1\s*日")
_SPACE = re.compile(r"\s+")
_LATIN_GAP = re.compile(r"(?<![A-Za-z])\s+|\s+(?![A-Za-z])")
_SENTENCE = re.compile(r"[，。；：！？,;:!?]")
_NO_AGENCY = re.compile(r"附件|目\s*录|公开发布|公开属性|号$|日$")
_STOP = re.compile(r"[。；！？]|[，：:].{8}")
_SHORT, _SEVERAL = 30, 4
LONGEST = 80
SEARCHED = 80  # lines


@dataclass(frozen=True, slots=True)
class Title:
    """标题: as printed without inner spaces, the agency and year in it, and the lines it occupies."""

    text: str
    agency: str
    year: int | None
    first: int
    last: int


def furniture(lines: Sequence[Line]) -> int:
    """How many lines behind the title are no text but what a web page has there: facts, links, a table of contents.

    One or two short lines may be a date or an office; a text begins with a sentence.
    """
    short = 0
    for place, line in enumerate(lines):
        if line.blank:
            continue
        if line.cells or len(line.text) > _SHORT or _STOP.search(line.text):
            return place if short >= _SEVERAL else 0
        short += 1
    return 0


def find_title(lines: Sequence[Line]) -> Title | None:
    """The title among the first lines, on one to three lines; None if there is none."""
    places = [place for place, line in enumerate(lines) if not line.blank and not line.cells][:SEARCHED]
    for index in range(len(places)):
        for count in (1, 2, 3):
            chosen = places[max(0, index - count + 1) : index + 1]
            if len(chosen) == count and (title := _title(lines, chosen)):
                before = places[index - count] if index >= count else None
                return _with_agency(title, lines, before)
    return None


def _title(lines: Sequence[Line], places: Sequence[int]) -> Title | None:
    texts = [lines[place].text for place in places]
    if sum(map(len, texts)) > LONGEST or any(_SENTENCE.search(text) or _NO_AGENCY.search(text) for text in texts):
        return None
    joined = _LATIN_GAP.sub("", " ".join(texts)).strip("《》")
    match = _TITLE.match(_SPACE.sub("", joined))
    if match is None:
        return None
    agency = match["agency"] or match["agency_after"]
    return Title(joined, agency, year_of(match["year"]), places[0], places[-1])


def _with_agency(title: Title, lines: Sequence[Line], before: int | None) -> Title:
    """A title that begins with the year continues the line before it, which then names the agency."""
    if title.agency or before is None:
        return title
    name = lines[before].text
    if len(name) > 40 or _SENTENCE.search(name) or _NO_AGENCY.search(name):
        return title
    name = _LATIN_GAP.sub("", name)
    return Title(name + title.text, name, title.year, before, title.last)


def year_of(text: str) -> int | None:
    """A year in digits or Chinese numerals (二〇二三)."""
    if text.isascii() and text.isdigit():
        return int(text)
    return chinese_number(text.replace("○", "〇"))


def named_in(text: str) -> tuple[str, int | None]:
    """Agency and year that the preamble names: ``《…局2023年政府信息公开工作年度报告》``, or the year of the period."""
    if match := _QUOTED.search(text):
        return _SPACE.sub("", match["agency"]), int(match["year"])
    period = _PERIOD.search(text)
    return "", int(period[1]) if period else None
