"""归档前的核对: why a file cannot be archived as it stands, and what its people should look at."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from govreport.agencies.models import Agency
from govreport.archive.models import Item, ItemState
from govreport.archive.permissions import may_request_for
from govreport.checks.publication.pub import deadline
from govreport.documents.imports.items import Confirming
from govreport.documents.pipeline import all_findings
from govreport.documents.read.result import ReadResult
from govreport.reports.models import ReportScope, State, Version
from govreport.reports.models.report import FIRST_YEAR
from govreport.reports.models.version import UNPUBLISHED
from govreport.standards import edition as edition_of
from govreport.standards import in_force
from govreport.standards.finding import Finding, Severity

# Versions beside which no other may stand.
_TAKEN = (*UNPUBLISHED, State.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Judged:
    """一件的核对结果: ``problems`` bar it, ``notes`` are to be looked at; ``state`` says which doubts are decided.

    ``standing`` is the version that stands at its year already.
    """

    item: Item
    result: ReadResult | None
    problems: tuple[str, ...]
    notes: tuple[str, ...]
    state: Confirming | None
    findings: tuple[Finding, ...]
    standing: Version | None = None

    @property
    def ready(self) -> bool:
        """Whether it can go the next step."""
        return not self.problems

    @property
    def instrument(self) -> str:
        """The format whose tables the file has."""
        return self.result.document.format.instrument if self.result else ""

    @property
    def filled(self) -> int:
        """How many cells of its tables hold something."""
        if self.result is None:
            return 0
        own = self.result.document
        return sum(own.figures.get(cell) is not None or bool(own.printed.get(cell)) for cell in own.format.figure_cells)

    @property
    def cells(self) -> int:
        """How many cells its tables have."""
        return len(self.result.document.format.figure_cells) if self.result else 0

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """Severity and number of findings, worst first; severities without any are left out."""
        counted = Counter(finding.severity for finding in self.findings)
        return tuple((level.value, counted[level]) for level in Severity if counted[level])


def judge_all(items: Sequence[Item]) -> list[Judged]:
    """The items in their order, judged together: each year of an agency is there once. Three queries."""
    wanted = Counter((item.agency_id, item.year) for item in items if item.state != ItemState.UNREADABLE)
    taken = _taken(items)
    allowed: dict[int, set[int]] = {}
    found = []
    for item in items:
        author = item.batch.by
        if author.pk not in allowed:
            allowed[author.pk] = set(may_request_for(author).values_list("pk", flat=True))
        standing = taken.get((item.agency_id, item.year))
        twice = wanted[(item.agency_id, item.year)] > 1
        found.append(_judged(item, standing, twice=twice, allowed=item.agency_id in allowed[author.pk]))
    return found


def judge(item: Item) -> Judged:
    """One item by itself."""
    return judge_all([item])[0]


def _taken(items: Iterable[Item]) -> dict[tuple[int | None, int | None], Version]:
    """Agency and year → the version that stands there already."""
    agencies = {item.agency_id for item in items if item.agency_id}
    versions = Version.objects.filter(
        report__agency__in=agencies, report__scope=ReportScope.SELF, state__in=_TAKEN
    ).select_related("report__agency")
    found: dict[tuple[int | None, int | None], Version] = {}
    for version in versions:
        key = (version.report.agency_id, version.report.year)
        if key not in found or found[key].state != State.PUBLISHED:
            found[key] = version
    return found


def _judged(item: Item, standing: Version | None, *, twice: bool, allowed: bool) -> Judged:
    result = item.reading
    state = item.confirming
    if result is None or state is None:
        return Judged(item, None, (item.why or _("正在等待读取。"),), (), None, ())
    findings = tuple(all_findings(result))
    problems: list[str] = []
    if item.state != ItemState.ARCHIVED:
        problems += _placed(item, standing.state if standing else None, twice=twice, allowed=allowed)
    problems += _told(item, result, findings)
    if left := undecided(item, state):
        problems.append(left)
    shown = None if item.state == ItemState.ARCHIVED else standing
    return Judged(item, result, tuple(problems), tuple(_notes(item, result)), state, findings, shown)


def undecided(item: Item, state: Confirming) -> str:
    """That its author has not decided all doubts; of what was handed in already the second person judges."""
    left = len(state.left) if item.open else 0
    if not left:
        return ""
    words = ngettext(
        "还有 %(count)s 处存疑没有确认，请打开读取结果，对照原件逐处核对。",
        "还有 %(count)s 处存疑没有确认，请打开读取结果，对照原件逐处核对。",
        left,
    )
    return words % {"count": left}


def _placed(item: Item, taken: str | None, *, twice: bool, allowed: bool) -> Iterable[str]:
    """What bars an item because of the agency and the year it is to stand at."""
    if item.agency is None:
        yield _("没有认出是哪个机关的报告，请选择机关。")
    elif not allowed:
        yield _("申请人没有“%(agency)s”的岗位，不能归档它的年报。") % {"agency": item.agency}
    if item.year is None:
        yield _("没有认出是哪一年度的报告，请填写年度。")
        return
    if in_force(item.year) is None:
        yield _("%(year)s年度还没有全国统一的报告格式，不能归档。统一格式从%(first)s年度开始。") % {
            "year": item.year,
            "first": FIRST_YEAR,
        }
        return
    if item.agency is None:
        return
    words = {"agency": item.agency, "year": item.year}
    if taken == State.PUBLISHED:
        yield _("“%(agency)s”%(year)s年度的报告已经发布，不能再归档。要改的，请办理更正。") % words
    elif taken:
        yield _("“%(agency)s”%(year)s年度的报告正在编制，不能归档。") % words
    elif twice:
        yield _("有两个文件是“%(agency)s”%(year)s年度的报告，请移除一个，或改正机关、年度。") % words
    if (last := not_over(item.agency, item.year)) is not None:
        yield _("%(year)s年度报告的公布期限（%(day)s）还没有过，请按正常程序编制、审核和发布。") % {
            "year": item.year,
            "day": last,
        }


def not_over(agency: Agency, year: int) -> str | None:
    """The last day of publication where it has not passed: such a report is no historic one."""
    last = deadline(year, kind=agency.kind, level=agency.level)
    return last.day.isoformat() if last.left(timezone.localdate()) >= 0 else None


def _told(item: Item, result: ReadResult, findings: Iterable[Finding]) -> Iterable[str]:
    """What bars an item because of what stands in the file."""
    document = result.document
    expected = in_force(item.year) if item.year else None
    if expected is not None and document.edition != expected.code:
        yield _("%(year)s年度应使用%(expected)s规定的表格，文件中是%(found)s的表格。请核对年度，或换一个文件。") % {
            "year": item.year,
            "expected": expected.instrument,
            "found": edition_of(document.edition).instrument,
        }
    count = sum(finding.severity is Severity.ERROR and is_private(finding) for finding in findings)
    if count:
        message = ngettext(
            "文中有 %(count)s 处个人信息（身份证号码、手机号码等）。请在原件中隐去后重新上传。",
            "文中有 %(count)s 处个人信息（身份证号码、手机号码等）。请在原件中隐去后重新上传。",
            count,
        )
        yield message % {"count": count}


def is_private(finding: Finding) -> bool:
    """Whether a finding points at personal data or secrets: it is told to those who archive, not to the public."""
    return finding.rule.startswith("P-")


def _notes(item: Item, result: ReadResult) -> Iterable[str]:
    document, agency = result.document, item.agency
    if agency and document.agency.name and document.agency.name not in (agency.name, agency.short_name):
        yield _("文件中的机关名称是“%(name)s”，归入“%(agency)s”，名称照原件显示。") % {
            "name": document.agency.name,
            "agency": agency,
        }
    if document.year is not None and item.year != document.year:
        yield _("文件中写的是%(found)s年度，请核对。") % {"found": document.year}
    if result.inferred:
        message = ngettext(
            "原件有 %(count)s 格空白可以推算，归档照原样留空。",
            "原件有 %(count)s 格空白可以推算，归档照原样留空。",
            len(result.inferred),
        )
        yield message % {"count": len(result.inferred)}
