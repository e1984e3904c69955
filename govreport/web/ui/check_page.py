"""体检结果页: findings by severity, and the official tables with a numbered mark in each cell concerned."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from govreport.checks.catalogue import catalogue
from govreport.documents.findings import Line
from govreport.documents.findings.checked import Change, Checked, Place, Said
from govreport.documents.findings.xlsx import summary
from govreport.standards.finding import Finding, Severity

INFERRED: Final = "inferred"


@dataclass(frozen=True, slots=True)
class Mark:
    """格内标记: ``text`` is the number of the finding; ``id`` can be jumped to."""

    level: str
    icon: str
    word: str
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class Item:
    """一条校核结果: ``goto`` is the mark of its first cell, empty where it is about words.

    ``official``: it rests on a regulation or the form itself, not on good practice alone.
    """

    line: Line
    id: str
    goto: str
    official: bool


@dataclass(frozen=True, slots=True)
class Group:
    """一级校核结果: all of one severity."""

    level: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """表: an official table of the report and the marks in it."""

    code: str
    title: str
    marks: Mapping[str, Mark]


@dataclass(frozen=True, slots=True)
class Shown:
    """一份体检结果 as the page shows it; ``number`` counts the reports from 1, worst first."""

    number: int
    item: Checked
    agency: str
    title: str
    result: str
    groups: tuple[Group, ...]
    tables: tuple[Table, ...]
    ways: tuple[tuple[Change, ...], ...]
    caution: str
    doubts: tuple[Place, ...]
    said: tuple[Said, ...]
    inferred: tuple[Place, ...]
    sections: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """Severity and number, worst first; severities without findings are left out."""
        return tuple((group.level, len(group.items)) for group in self.groups)

    @property
    def tally(self) -> tuple[int, ...]:
        """The number of findings of each severity, worst first."""
        return tuple(self.item.count(level) for level in Severity)


def shown(items: Sequence[Checked]) -> list[Shown]:
    """The results in the order given."""
    return [_shown(number, item) for number, item in enumerate(items, 1)]


def _shown(number: int, item: Checked) -> Shown:
    document, found = item.document, item.listing()
    marks = _marks(number, item)
    texts = [section for section in document.format.sections if section.kind != "table"]
    return Shown(
        number=number,
        item=item,
        agency=found.agency,
        title=found.title,
        result=summary(found),
        groups=tuple(_groups(number, item.findings, found.lines, marks)),
        tables=tuple(
            Table(table.code, f"{table.name}　{table.title}".strip("　"), marks) for table in document.format.tables
        ),
        ways=item.ways,
        caution=item.caution,
        doubts=item.doubts,
        said=item.said,
        inferred=item.inferred,
        sections=tuple(section.name for section in texts if document.sections.get(section.code)),
        missing=tuple(s.name for s in texts if s.required and not document.sections.get(s.code)),
    )


def _marks(number: int, item: Checked) -> dict[str, Mark]:
    """Cell → mark of the first, that is the worst, finding on it; cells that were inferred have a word."""
    cells = item.document.format.cells
    marks: dict[str, Mark] = {}
    words = {"error": _("须更正"), "warning": _("须说明"), "hint": _("提示")}
    for place, finding in enumerate(item.findings, 1):
        level = finding.severity.value
        for cell in finding.addresses:
            if cell in cells and cell not in marks:
                marks[cell] = Mark(level, level, words[level], str(place), f"r{number}-{cell}")
    for cell in item.result.inferred:
        marks.setdefault(cell, Mark(INFERRED, "partial", "", _("推算"), f"r{number}-{cell}"))
    return marks


def _groups(
    number: int, findings: Iterable[Finding], lines: Iterable[Line], marks: Mapping[str, Mark]
) -> Iterable[Group]:
    official = {entry.id for entry in catalogue() if entry.rule.official}
    items = [
        Item(
            line,
            f"r{number}-f{line.number}",
            next((marks[cell].id for cell in finding.addresses if cell in marks), ""),
            finding.rule in official,
        )
        for finding, line in zip(findings, lines, strict=True)
    ]
    for level in Severity:
        if own := tuple(item for item in items if item.line.severity is level):
            yield Group(level.value, own)
