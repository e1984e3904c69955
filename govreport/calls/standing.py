"""报送进度: where every report of a year stands under an office, with its deadline; a fixed number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from govreport.agencies.models import Agency, Level, Placement
from govreport.calls.due import Due, due, extensions_of, rules_of
from govreport.calls.models import Call, Obligation
from govreport.publishing.models import Publication
from govreport.reports.models import Origin, ReportScope, State, Version

NOT_BEGUN: Final = "not_begun"
# The columns of the page, in the order in which a report goes through them.
STATES: Final[Mapping[str, Promise]] = {
    NOT_BEGUN: _("未开始"),
    State.DRAFTING: _("编制中"),
    State.IN_REVIEW: _("审核中"),
    State.RETURNED: _("已退回"),
    State.APPROVED: _("已审定"),
    State.HANDED_IN: _("已报送"),
    State.ACCEPTED: _("已接收"),
    State.PUBLISHED: _("已发布"),
    State.WITHDRAWN: _("已撤回"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """一个机关的进度: its report of the year, ``version`` None when not begun; ``public_on`` when it came out."""

    agency: int
    code: str
    name: str
    level: str
    path: str
    state: str
    due: Due
    version: int | None = None
    report: int | None = None
    title: str = ""
    changed_at: datetime | None = None
    public_on: date | None = None
    calls: int = 0
    called_at: datetime | None = None

    @property
    def state_name(self) -> Promise:
        """The state in words."""
        return STATES[self.state]

    @property
    def level_name(self) -> str:
        """The level in words."""
        return str(Level(self.level).label)

    @property
    def done(self) -> bool:
        """Whether nothing more is asked for."""
        return self.state == State.PUBLISHED

    @property
    def days_late(self) -> int:
        """Days between the deadline and today, or the day the report came out; 0 when it is or was in time."""
        until = self.public_on if self.done else timezone.localdate()
        return 0 if until is None else max(0, -self.due.left(until))

    @property
    def late(self) -> bool:
        """Whether the report is still to come and its day is over."""
        return not self.done and self.days_late > 0

    @property
    def days_left(self) -> int:
        """Days until the deadline; for reports that are not late."""
        return max(0, self.due.left(timezone.localdate()))


@dataclass(slots=True)
class Node:
    """一个下级: an agency with others under it, and how many of their reports are in each state."""

    code: str
    name: str
    total: int = 0
    late: int = 0
    states: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STATES, 0))

    def add(self, line: Line) -> None:
        """Count a report."""
        self.total += 1
        self.late += line.late
        self.states[line.state] += 1

    @property
    def counts(self) -> Sequence[tuple[str, int]]:
        """State and number, in the order of the columns."""
        return list(self.states.items())

    @property
    def share(self) -> int:
        """The share that is published, in whole per cent, rounded down: 100 means all."""
        return self.states[State.PUBLISHED] * 100 // self.total if self.total else 0


def placed(office: Agency, year: int, *, subtree: bool = True) -> QuerySet[Placement]:
    """Where the office and what stands under it were placed in a year; the office alone without ``subtree``."""
    then = Q(from_year__lte=year) & (Q(to_year__isnull=True) | Q(to_year__gte=year))
    path = Placement.objects.filter(then, agency=office).values_list("path", flat=True).first()
    if path is None:
        return Placement.objects.none()
    below = Q(path=path) | Q(path__startswith=f"{path}/") if subtree else Q(path=path)
    return Placement.objects.filter(then & below)


def standing(office: Agency, year: int, *, subtree: bool = True, everybody: bool = False) -> list[Line]:
    """A line for every agency under the office that owes a report of that year, in administrative order.

    ``everybody``: those that were excused as well.
    """
    inside = placed(office, year, subtree=subtree)
    columns = ("agency_id", "agency__code", "agency__name", "agency__level", "path", "agency__kind")
    rows = list(inside.order_by("agency__sort", "agency__code").values_list(*columns))
    agencies = inside.values("agency")
    excused = set() if everybody else _excused(year)
    versions, published, called = _versions(agencies, year), _published(agencies, year), _called(year)
    rules, extensions = rules_of(year), extensions_of(year)
    lines = []
    for agency, code, name, level, path, kind in rows:
        if agency in excused and agency not in versions:
            continue
        day = due(year, level=level, kind=kind, codes=path.split("/"), rules=rules, extension=extensions.get(agency))
        calls, called_at = called.get(agency, (0, None))
        lines.append(
            Line(
                agency, code, name, level, path, due=day, calls=calls, called_at=called_at,
                public_on=published.get(agency), **versions.get(agency, {"state": NOT_BEGUN}),
            )
        )  # fmt: skip
    return lines


def _versions(agencies: QuerySet[Any], year: int) -> dict[int, dict[str, Any]]:
    """Agency → what is known of the version its report stands at; a published one stands until it is replaced."""
    found: dict[int, dict[str, Any]] = {}
    own = Version.objects.filter(report__year=year, report__scope=ReportScope.SELF, report__agency__in=agencies)
    columns = ("report__agency_id", "state", "pk", "report_id", "title", "changed_at")
    for agency, state, key, report, title, changed in own.order_by("number").values_list(*columns):
        before = found.get(agency)
        if state in (State.SUPERSEDED, State.ABANDONED) or (before and before["state"] == State.PUBLISHED):
            continue
        found[agency] = {"state": state, "version": key, "report": report, "title": title, "changed_at": changed}
    return found


def _published(agencies: QuerySet[Any], year: int) -> dict[int, date]:
    """Agency → the day its report first came out; of reports archived later nobody knows."""
    report = "version__report__"
    of_year = Publication.objects.filter(**{f"{report}year": year, f"{report}scope": ReportScope.SELF})
    own = of_year.filter(**{f"{report}agency__in": agencies}).exclude(version__origin=Origin.HISTORIC)
    first = own.values(f"{report}agency").annotate(first=Min("published_at")).order_by()
    return {key: timezone.localdate(moment) for key, moment in first.values_list(f"{report}agency", "first")}


def _excused(year: int) -> set[int]:
    """The agencies that owe no report; one that has begun it all the same is shown."""
    return set(Obligation.objects.filter(year=year, owes=False).values_list("agency", flat=True))


def _called(year: int) -> dict[int, tuple[int, datetime]]:
    counted = Call.objects.filter(year=year).values("agency").annotate(times=Count("pk"), last=Max("at")).order_by()
    return {agency: (times, last) for agency, times, last in counted.values_list("agency", "times", "last")}


def totals(lines: Iterable[Line], code: str, name: str) -> Node:
    """All lines as one node."""
    node = Node(code, name)
    for line in lines:
        node.add(line)
    return node


def nodes(lines: Sequence[Line], path: str) -> list[Node]:
    """The agencies right under ``path`` that have others under them, each with everything below it counted."""
    names = {line.code: line.name for line in lines}
    found: dict[str, Node] = {}
    for line in lines:
        if not line.path.startswith(f"{path}/"):
            continue
        code = line.path.removeprefix(f"{path}/").split("/")[0]
        found.setdefault(code, Node(code, names.get(code, code))).add(line)
    return [node for node in found.values() if node.total > 1]
