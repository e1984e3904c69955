"""跨年对照: what an agency's figures of one edition compare with in another (``series.toml``), and how far.

An indicator is a sum of cells, named for each edition that asked for it. A sum with a blank cell is blank: what was not
reported is not zero.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from govreport.standards import all_editions
from govreport.standards.document import Document

SOURCE = Path(__file__).parent / "series.toml"


class ConcordanceError(ValueError):
    """对照表有误: which entry of the table is wrong, and how."""


class Comparable(StrEnum):
    """可比性: how far the figures of two neighbouring editions compare."""

    SAME = "same"
    CHANGED = "changed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Between:
    """两版之间: whether an indicator counts the same before and after the format changed."""

    before: str
    after: str
    mark: Comparable
    note: str = ""
    note_en: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """指标分组."""

    code: str
    label: str
    english: str


@dataclass(frozen=True, slots=True)
class Series:
    """指标: edition → the cells that add up to it; ``headline`` ones are drawn first."""

    code: str
    group: str
    label: str
    english: str
    unit: str
    headline: bool
    cells: Mapping[str, tuple[str, ...]]
    between: tuple[Between, ...]

    def value(self, document: Document) -> Decimal | None:
        """The indicator in a report; None where the edition did not ask for it or a cell of it is blank."""
        total = Decimal(0)
        cells = self.cells.get(document.edition, ())
        for address in cells:
            value = document.figures.get(address)
            if value is None:
                return None
            total += value
        return total if cells else None

    def across(self, before: str, after: str) -> Between | None:
        """What lies between two editions; the worst of it where there are several in between; None within one."""
        order = [edition.code for edition in all_editions()]
        start, end = sorted((order.index(before), order.index(after)))
        inside = [item for item in self.between if start <= order.index(item.before) < order.index(item.after) <= end]
        ranks = list(Comparable)
        return max(inside, key=lambda item: ranks.index(item.mark), default=None)


@dataclass(frozen=True, slots=True)
class Concordance:
    """对照表: the groups and their indicators, in the order they are shown."""

    groups: tuple[Group, ...]
    series: tuple[Series, ...]

    def of(self, group: str) -> Sequence[Series]:
        """The indicators of a group."""
        return [item for item in self.series if item.group == group]


@cache
def concordance() -> Concordance:
    """The table as published with the system."""
    return loaded(tomllib.loads(SOURCE.read_text(encoding="utf-8")))


def loaded(data: Mapping[str, Any]) -> Concordance:
    """A table of concordance; raises ``ConcordanceError`` for an unknown cell or a comparison left open."""
    groups = tuple(Group(**item) for item in data["groups"])
    series = tuple(_series(item) for item in data["series"])
    names = [group.code for group in groups]
    for item in series:
        if item.group not in names:
            raise ConcordanceError(f"series.toml, {item.code}: 没有分组“{item.group}”。")
    if len({item.code for item in series}) != len(series):
        raise ConcordanceError("series.toml: 指标代码重复。")
    return Concordance(groups, series)


def _series(item: Mapping[str, Any]) -> Series:
    editions = {edition.code: edition for edition in all_editions()}
    code = str(item["code"])
    cells = {name: tuple(item[name]) for name in editions if name in item}
    for name, addresses in cells.items():
        for address in addresses:
            if address not in editions[name].figure_cells:
                raise ConcordanceError(f"series.toml, {code}: {name} 没有单元格“{address}”。")
    between = tuple(_between(code, entry) for entry in item.get("between", ()))
    wanted = [pair for pair in _pairs(editions) if pair[0] in cells and pair[1] in cells]
    if [(entry.before, entry.after) for entry in between] != wanted:
        raise ConcordanceError(f"series.toml, {code}: between 应依次说明 {wanted}。")
    return Series(
        code=code,
        group=item["group"],
        label=item["label"],
        english=item["english"],
        unit=item["unit"],
        headline=bool(item.get("headline")),
        cells=cells,
        between=between,
    )


def _between(code: str, entry: Mapping[str, Any]) -> Between:
    mark = Comparable(entry["mark"])
    note, english = entry.get("note", ""), entry.get("note_en", "")
    if bool(note) != bool(english) or (mark is not Comparable.SAME and not note):
        raise ConcordanceError(f"series.toml, {code}: 口径变化要用中英文各说明一句。")
    return Between(entry["from"], entry["to"], mark, note, english)


def _pairs(codes: Iterable[str]) -> list[tuple[str, str]]:
    return list(pairwise(codes))
