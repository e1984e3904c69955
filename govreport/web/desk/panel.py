"""校核结果的显示: findings in groups as people read them, each with the way to its cell."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language

from govreport import checks
from govreport.checks.answers import Answer
from govreport.checks.bases import bases, grounded
from govreport.checks.places import section_of
from govreport.checks.progress import UNFILLED
from govreport.standards.edition import Edition
from govreport.standards.finding import Severity
from govreport.web.desk.reasons import Reason, reason_for
from govreport.web.desk.sheet import Sheet

# Where a finding leads: section code and address → URL.
Way = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Shown:
    """校核结果: a finding ready to be read; ``adopt`` is the total that could take over the computed number.

    ``basis`` is what it rests on, ``official`` whether that is more than good practice; ``basis_en`` says it in English
    to those who read English, else empty.
    """

    rule: str
    severity: str
    message: str
    basis: str
    basis_en: str
    section: str
    name: str
    url: str
    addresses: tuple[str, ...]
    related: tuple[str, ...]
    official: bool = True
    adopt: str | None = None
    sum: str | None = None
    reason: Reason | None = None

    @property
    def settled(self) -> bool:
        """Whether its reason answers it."""
        return self.reason is not None and self.reason.settled


@dataclass(frozen=True, slots=True)
class Group:
    """一级校核结果: all findings of one severity."""

    severity: str
    items: tuple[Shown, ...]

    @property
    def settled(self) -> int:
        """How many have a reason in force."""
        return sum(item.settled for item in self.items)

    @property
    def open(self) -> int:
        """How many still ask for something."""
        return len(self.items) - self.settled


@dataclass(frozen=True, slots=True)
class Blank:
    """未填写: how many cells of a section are blank, and the first of them; or that its text is missing."""

    section: str
    name: str
    count: int
    url: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """校核结果一览."""

    groups: tuple[Group, ...]
    blanks: tuple[Blank, ...]

    @property
    def empty(self) -> bool:
        """Nothing wrong and nothing blank."""
        return not self.groups and not self.blanks

    @property
    def lines(self) -> int:
        """How many lines wait: one for each finding without its reason, one for each section not filled in."""
        return sum(group.open for group in self.groups) + len(self.blanks)

    @property
    def blank_count(self) -> int:
        """Number of blank cells."""
        return sum(blank.count for blank in self.blanks)

    def only(self, section: str) -> "Panel":
        """What concerns one section."""
        return self._where(lambda code: code == section)

    def without(self, section: str) -> "Panel":
        """What concerns the other sections."""
        return self._where(lambda code: code != section)

    def _where(self, wanted: Callable[[str], bool]) -> "Panel":
        kept = (
            Group(group.severity, tuple(item for item in group.items if wanted(item.section))) for group in self.groups
        )
        return Panel(
            tuple(group for group in kept if group.items),
            tuple(blank for blank in self.blanks if wanted(blank.section)),
        )


def panel(sheet: Sheet, way: Way) -> Panel:
    """The findings of a sheet in the reader's language."""
    language = get_language() or "zh-hans"
    items = [shown(answer, sheet, way, language) for answer in sheet.answers if answer.finding.rule not in UNFILLED]
    groups = (Group(level.value, tuple(item for item in items if item.severity == level)) for level in Severity)
    return Panel(tuple(group for group in groups if group.items), tuple(_blanks(sheet, way, language)))


def shown(answer: Answer, sheet: Sheet, way: Way, language: str) -> Shown:
    """One finding as it is read, with the reason given for it."""
    finding = answer.finding
    section = checks.place_of(finding, sheet.edition)
    # A declared total can take over what its parts add up to, when they add up.
    adopt = finding.target if finding.target in sheet.declared and finding.target in sheet.sums else None
    return Shown(
        rule=finding.rule,
        severity=finding.severity.value,
        message=finding.text(language),
        basis=finding.basis,
        official=finding.rule in grounded(),
        basis_en=bases().get(finding.rule, "") if language.startswith("en") else "",
        section=section,
        name=section_name(sheet.edition, section),
        url=way(section, finding.target),
        addresses=finding.addresses,
        related=finding.related,
        adopt=adopt if finding.left != finding.right else None,
        sum=sheet.sums.get(finding.target) if adopt else None,
        reason=reason_for(answer),
    )


def section_name(edition: Edition, code: str) -> str:
    """“三、收到和处理…情况”, “附件：…统计表”, or the bare name of an unnumbered part."""
    section = edition.section(code)
    if section.title and section.name not in section.title:
        return f"{section.title}：{section.name}"
    return section.title or section.name


def _blanks(sheet: Sheet, way: Way, language: str) -> Iterable[Blank]:
    """Cells and texts still to be filled in, in the order of the form."""
    missing = {finding.target: finding for finding in sheet.findings if finding.rule == "S-01"}
    for section in sheet.edition.sections:
        name = section_name(sheet.edition, section.code)
        cells = [address for address in sheet.blanks if section_of(address, sheet.edition) == section.code]
        if cells:
            yield Blank(section.code, name, len(cells), way(section.code, cells[0]))
        elif found := missing.get(section.code):
            yield Blank(section.code, name, 1, way(section.code, section.code), found.text(language))


def to_cell(sheet: Sheet, report: int) -> Way:
    """Ways into the section pages of a report: to the cell, the text or the title a finding speaks of."""

    def way(section: str, address: str) -> str:
        page = reverse("drafting:section", args=[report, section])
        return f"{page}#{anchor(sheet.edition, section, address)}"

    return way


def anchor(edition: Edition, section: str, address: str) -> str:
    """The id of the field an address means: a cell, the first cell of a row or table, a text, the title."""
    if address in edition.cells:
        return f"cell-{address}"
    if first := next((cell for cell in edition.cells if cell.startswith(f"{address}.")), None):
        return f"cell-{first}"
    return "field-title" if address == "title" else f"field-{section}"
