"""附统计表的报告 (2014—2018 年): a body with headings of its own, and the statistical table in the annex."""

import re
from collections.abc import Sequence

from govreport.documents.read.body import Texts, read_end, read_front, take_text
from govreport.documents.read.cells import Harvest
from govreport.documents.read.labels import fold
from govreport.documents.read.lines import Line, is_running_title
from govreport.documents.read.missing import missing_table
from govreport.documents.read.rows import rows_of
from govreport.documents.read.skeleton import first_row
from govreport.documents.read.tables import read_table
from govreport.standards.edition import Edition

_FIRST_HEADING = re.compile(r"^[一1]\s*[、.．]")
_ANNEX_HEAD = re.compile(r"^附\s*(?:件|表)\s*\d*$")
_LONGEST_NAME = 40


def read_annexed(harvest: Harvest, edition: Edition, lines: Sequence[Line]) -> Texts:
    """Read a report without prescribed headings: preamble, body, annex."""
    texts, table = Texts(), edition.tables[0]
    start = first_row(lines, edition.code)
    start = len(lines) if start is None else start
    body, annex = list(lines[:start]), list(lines[start:])
    body = body[: _annex_start(body, table.title)]
    first = next((place for place, line in enumerate(body) if _FIRST_HEADING.match(line.text)), len(body))
    read_front(harvest, texts, body[:first])
    running = texts.title.text if texts.title else ""
    take_text(harvest, texts, "sec1", [line for line in body[first:] if not is_running_title(line, running)])
    last = max((place for place, line in enumerate(annex) if line.cells), default=len(annex) - 1)
    rest = read_end(harvest, texts, annex[last + 1 :])
    if annex:
        read_table(harvest, edition, table, rows_of([*annex[: last + 1], *rest]))
    else:
        missing_table(harvest, table)
    return texts


def _annex_start(body: Sequence[Line], title: str) -> int:
    """Where 附件 and the title of the table begin, which may name the agency on a line of its own; else the end."""
    end = len(body)
    while end and (body[end - 1].blank or _is_annex_head(body[end - 1], title)):
        end -= 1
    heads = [place for place in range(max(0, end - 3), end) if _ANNEX_HEAD.match(body[place].text)]
    between = body[heads[0] + 1 : end] if heads and end < len(body) else ()
    return heads[0] if between and all(len(line.text) <= _LONGEST_NAME for line in between) else end


def _is_annex_head(line: Line, title: str) -> bool:
    """``附件`` alone, or the title of the table above it; a mention at the end of the body (``附件：…``) is text."""
    if line.cells or len(line.text) > 60:
        return False
    return bool(_ANNEX_HEAD.match(line.text)) or (
        fold(title) in fold(line.text) and not re.match(r"附件\s*[:：]", line.text)
    )
