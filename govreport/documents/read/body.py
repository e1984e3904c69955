"""六个部分的报告 (2019 年以后): sections one to six, their texts and tables."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from govreport.documents.read import misprints, words
from govreport.documents.read.cells import Harvest
from govreport.documents.read.disputes import read_disputes
from govreport.documents.read.ending import split_end
from govreport.documents.read.front import Title, find_title, furniture
from govreport.documents.read.lines import Line, is_running_title
from govreport.documents.read.missing import missing_table
from govreport.documents.read.narrative import is_screenshot, paragraphs
from govreport.documents.read.place import around
from govreport.documents.read.regions import regions
from govreport.documents.read.rows import rows_of
from govreport.documents.read.sections import cut
from govreport.documents.read.tables import read_table
from govreport.standards.edition import Edition

_FEE: Final = "信息处理费"


@dataclass
class Texts:
    """文字部分: the title and the paragraphs of each text section."""

    title: Title | None = None
    sections: dict[str, list[str]] = field(default_factory=dict)


def read_body(harvest: Harvest, edition: Edition, lines: Sequence[Line]) -> Texts:
    """Read a report whose sections have prescribed headings, with the tables standing under them."""
    whole = cut(edition, lines)
    texts = Texts()
    read_front(harvest, texts, whole.before)
    misprints.headings(harvest, whole)
    running = texts.title.text if texts.title else ""
    for place, part in enumerate(whole.parts):
        if part.section.table:
            continue
        own = [line for line in part.lines if not is_running_title(line, running)]
        if place == len(whole.parts) - 1:
            own = read_end(harvest, texts, own)
        if part.section.kind == "fee" and edition.fee:
            harvest.found("fee", next((line.place for line in own if _FEE in line.text), None))
        take_text(harvest, texts, part.section.code, own)
    if whole.misplaced:
        harvest.doubt(edition.sections[1].code, words.heading_out_of_order(whole.misplaced[0]))
    _read_tables(harvest, edition, {code: _without(own, running) for code, own in regions(edition, whole).items()})
    return texts


def _without(lines: Sequence[Line], running: str) -> list[Line]:
    return [line for line in lines if not is_running_title(line, running)]


def _read_tables(harvest: Harvest, edition: Edition, found: dict[str, list[Line]]) -> None:
    for table in edition.tables:
        if table.code not in found:
            missing_table(harvest, table)
            continue
        reader = read_disputes if table.layout == "blocks" else read_table
        reader(harvest, edition, table, rows_of(found[table.code]))


def read_front(harvest: Harvest, texts: Texts, before: Sequence[Line]) -> None:
    """Title and preamble from the lines before the first heading; a covering letter before the title is left out."""
    texts.title = find_title(before)
    rest = list(before)
    if texts.title:
        harvest.found("title", around(line.place for line in before[texts.title.first : texts.title.last + 1]))
        rest = list(before[texts.title.last + 1 :])
        letter = [line for line in before[: texts.title.first] if not line.blank]
        if letter:
            harvest.doubt("preamble", words.before_title(letter[0].text))
    rest = [line for line in rest if not is_running_title(line, texts.title.text if texts.title else "")]
    if texts.title and (count := furniture(rest)):
        harvest.doubt("file", words.around_report(next(line.text for line in rest if not line.blank)))
        rest = rest[count:]
    take_text(harvest, texts, "preamble", rest)


def read_end(harvest: Harvest, texts: Texts, lines: Sequence[Line]) -> list[Line]:
    """Closing statement and imprint at the end of the last section; returns the lines that are its text."""
    own, closing, after = split_end(lines)
    take_text(harvest, texts, "closing", closing)
    if after:
        harvest.doubt("closing", words.after_end(after[0].text))
    return own


def take_text(harvest: Harvest, texts: Texts, section: str, lines: Sequence[Line]) -> None:
    """Join the lines of a section into its paragraphs."""
    texts.sections[section] = paragraphs(lines)
    harvest.found(section, around(line.place for line in lines if not line.blank))
    if any(line.cells for line in lines):
        harvest.doubt(section, words.table_in_text())
    if is_screenshot(lines):
        harvest.doubt(section, words.screenshot())
