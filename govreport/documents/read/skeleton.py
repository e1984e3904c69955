"""表格版本的识别: which edition's tables stand in a text, by the labels that only one edition prints."""

from collections.abc import Mapping, Sequence
from functools import cache

from govreport.documents.read.front import find_title
from govreport.documents.read.labels import alike, core
from govreport.documents.read.lines import Line, unmarked
from govreport.documents.read.sections import cut
from govreport.documents.read.told import phrase as _
from govreport.standards import all_editions, in_force
from govreport.standards.document import DocumentError
from govreport.standards.edition import Edition

ENOUGH = 3  # labels or headings
_LONGEST = 80
_NEAR = 12  # lines


@cache
def own_labels(code: str) -> frozenset[str]:
    """Folded labels of rows, columns and heads that an edition prints and no other edition contains."""
    labels = {item.code: _labels(item) for item in all_editions()}
    others = {label for other, known in labels.items() if other != code for label in known}
    return frozenset(label for label in labels[code] if not any(label in other for other in others))


def _labels(item: Edition) -> set[str]:
    found: set[str] = set()
    for table in item.tables:
        printed = [row.label for row in table.rows] + [column.label for column in table.columns]
        printed += [heading.label for heading in (*table.bands, *table.groups)]
        found |= {core(label) for label in (*printed, table.stub_head, table.value_head)}
    return {label for label in found if len(label) > 3}


def edition_of_lines(lines: Sequence[Line], year: int | None) -> tuple[Edition, str]:
    """The edition whose tables the lines hold, and a label of another edition that stands among them (or nothing).

    Where the tables leave it open, or are missing under the prescribed headings, the year decides. Raises
    ``DocumentError`` for a text without tables and headings, and where neither tables nor year decide.
    """
    hits = edition_hits(lines)
    plain = [item for item in all_editions() if hits[item.code] >= _needed(item)]
    headed = _headings(lines) >= ENOUGH
    if not plain and not headed:
        raise DocumentError(
            _("没有找到年度报告的统计表，也没有找到规定的各部分标题，不能作为年度报告读取。请核对文件。")
        )
    candidates = plain or [item for item in all_editions() if _is_headed(item)]
    most = max(hits[item.code] for item in candidates)
    best = [item for item in candidates if hits[item.code] == most]
    if len(best) == 1:
        return best[0], _mixed(lines, hits, best[0])
    title = find_title(lines)
    year = year or (title.year if title else None)
    expected = in_force(year) if year else None
    if expected is None or expected not in best:
        raise DocumentError(_("不能从表格判断是哪一版格式。请指明报告年度后重试。"))
    return expected, ""


def _is_headed(item: Edition) -> bool:
    """Whether an edition prescribes the headings of the report."""
    return any(section.number for section in item.sections)


def _needed(item: Edition) -> int:
    """How many of its own labels betray an edition; a long list of common words needs more."""
    return ENOUGH if _is_headed(item) else len(own_labels(item.code)) // 4


def _headings(lines: Sequence[Line]) -> int:
    return len(cut(all_editions()[-1], lines).parts)


def _mixed(lines: Sequence[Line], hits: Mapping[str, int], chosen: Edition) -> str:
    """A label of a sister edition (with the same sections) among the lines, or nothing.

    Labels that merely resemble one of the chosen edition (规范性文件, 行政规范性文件) tell nothing.
    """
    numbered = [section.number for section in chosen.sections]
    for other in all_editions():
        sister = other.code != chosen.code and [section.number for section in other.sections] == numbered
        if sister and hits[other.code]:
            known = _labels(chosen)
            foreign = {label for label in own_labels(other.code) if max(alike(label, name) for name in known) < 0.7}
            texts = (text for line in lines if line.cells for text in _texts(line))
            return next((text for text in texts if core(text) in foreign), "")
    return ""


def edition_hits(lines: Sequence[Line]) -> dict[str, int]:
    """For each edition, how many of its own labels stand in the lines as a cell or a line of its own."""
    texts = {core(text) for line in lines for text in _texts(line)}
    hits = {}
    for item in all_editions():
        labels = own_labels(item.code)
        hits[item.code] = sum(1 for label in labels if any(_is_label(text, label) for text in texts))
    return hits


def _is_label(text: str, label: str) -> bool:
    return text == label or (abs(len(text) - len(label)) <= 6 and len(text) > 3 and alike(text, label) >= 0.75)


def _texts(line: Line) -> list[str]:
    """The cells of a line, or the whole of it, as far as they are short enough for a label."""
    texts = [unmarked(cell) for cell in line.cells] or [line.text]
    return [text for text in texts if 1 < len(text) <= _LONGEST]


def first_row(lines: Sequence[Line], code: str) -> int | None:
    """The place of the first line of an edition's tables: where its own labels begin to stand close together."""
    labels = own_labels(code)
    filled = [place for place, line in enumerate(lines) if not line.blank]
    hit = [any(_is_label(core(text), label) for text in _texts(lines[place]) for label in labels) for place in filled]
    for index, place in enumerate(filled):
        following = lines[filled[index + 1]] if index + 1 < len(filled) else None
        if following is not None and not following.cells and following.text.endswith("。"):
            continue  # a heading of the text in the words of the table
        if hit[index] and sum(hit[index : index + _NEAR]) > _NEAR // 4:
            return place
    return None
