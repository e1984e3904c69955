"""历年数据: an agency's published figures side by side, and several agencies' of one year, by the concordance."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from govreport.agencies.models import Agency
from govreport.publishing.models import Publication
from govreport.publishing.selectors import current_publications
from govreport.reports.models import ReportScope
from govreport.standards.concordance import Between, Comparable, Group, Series, concordance
from govreport.standards.document import Document, from_json

# Agencies that are compared at once.
MOST_COMPARED: Final = 6


@dataclass(frozen=True, slots=True)
class Point:
    """一个数: of one report; ``between`` says how it compares with the point before, None within one edition."""

    year: int
    value: Decimal | None
    asked: bool
    between: Between | None = None

    @property
    def breaks(self) -> bool:
        """Whether a line must not join this point with the one before."""
        return self.between is not None and self.between.mark is Comparable.NONE

    @property
    def differs(self) -> bool:
        """Whether something is to be said about the comparison with the point before."""
        return self.between is not None and self.between.mark is not Comparable.SAME


@dataclass(frozen=True, slots=True)
class Line:
    """一个指标: its figures in the order of the reports."""

    series: Series
    points: tuple[Point, ...]

    @property
    def known(self) -> bool:
        """Whether any figure of it was reported."""
        return any(point.value is not None for point in self.points)

    @property
    def notes(self) -> tuple[Between, ...]:
        """What is to be said about the comparison, each once, with sums explained."""
        said = [point.between for point in self.points if point.between is not None and point.between.note]
        return tuple(dict.fromkeys(said))


@dataclass(frozen=True, slots=True)
class Block:
    """一组指标."""

    group: Group
    lines: tuple[Line, ...]


def reports_of(agency: Agency) -> list[Publication]:
    """The agency's own reports in force, oldest first."""
    found = current_publications().filter(version__report__agency=agency, version__report__scope=ReportScope.SELF)
    return list(found.order_by("version__report__year"))


def published_document(publication: Publication) -> Document:
    """The report as it was released."""
    return from_json(json.loads(publication.data))


def over_years(publications: Sequence[Publication]) -> list[Block]:
    """The indicators of one agency's reports, oldest first; groups in which nothing was reported are left out."""
    documents = [(item.version.report.year, published_document(item)) for item in publications]
    blocks = []
    for group in concordance().groups:
        lines = (Line(series, _points(series, documents)) for series in concordance().of(group.code))
        known = tuple(line for line in lines if line.known)
        if known:
            blocks.append(Block(group, known))
    return blocks


def _points(series: Series, documents: Sequence[tuple[int, Document]]) -> tuple[Point, ...]:
    points: list[Point] = []
    before = ""
    for year, report in documents:
        asked = report.edition in series.cells
        between = series.across(before, report.edition) if asked and before and before != report.edition else None
        points.append(Point(year, series.value(report), asked, between))
        before = report.edition if asked else before
    return tuple(points)


def compared(year: int, codes: Sequence[str]) -> list[Publication]:
    """The reports of a year of some agencies, in the order of the codes; those without one are left out."""
    wanted = list(dict.fromkeys(codes))[:MOST_COMPARED]
    found = current_publications().filter(
        version__report__year=year, version__report__agency__code__in=wanted, version__report__scope=ReportScope.SELF
    )
    by_code = {item.version.report.agency.code: item for item in found}
    return [by_code[code] for code in wanted if code in by_code]


@dataclass(frozen=True, slots=True)
class Row:
    """一行比较: an indicator, and its figure in each of the reports compared."""

    series: Series
    values: tuple[Decimal | None, ...]

    @property
    def largest(self) -> Decimal:
        """The largest figure, at least 1: what a full bar stands for."""
        return max([value for value in self.values if value is not None] + [Decimal(1)])


def side_by_side(publications: Sequence[Publication]) -> list[tuple[Group, list[Row]]]:
    """The indicators of reports of one year; one year has one edition, so all of them compare."""
    documents = [published_document(item) for item in publications]
    found = []
    for group in concordance().groups:
        rows = [Row(item, tuple(item.value(report) for report in documents)) for item in concordance().of(group.code)]
        rows = [row for row in rows if any(value is not None for value in row.values)]
        if rows:
            found.append((group, rows))
    return found
