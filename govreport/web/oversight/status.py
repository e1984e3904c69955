"""督查: who has not begun, who is late, what was handed in and published, by subtree; the list can be filtered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from govreport.agencies.models import Level
from govreport.calls.standing import STATES, Line, Node, nodes, totals
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.pages import page
from govreport.web.oversight.scope import Field, field_of
from govreport.web.oversight.status_found import FOUND, FOUND_GROUPS, UNCOUNTED, Judged, judged_of

LINES_A_PAGE: Final = 50
# A report that is due within so many days is soon due.
SOON: Final = 7
TIMES: Final[Mapping[str, Promise]] = {
    "late": _("逾期未公布"),
    "soon": _("七天内到期"),
    "after": _("逾期后公布"),
    "put-off": _("已准予延期"),
    "called": _("已催报"),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """筛选: what is asked of the list; empty parts ask nothing."""

    under: str = ""
    state: str = ""
    level: str = ""
    time: str = ""
    words: str = ""
    found: str = ""

    def fits(self, line: Line, judged: Judged) -> bool:
        """Whether the line is shown."""
        return (
            (not self.state or line.state == self.state)
            and (not self.level or line.level == self.level)
            and (not self.time or _in_time(line, self.time))
            and (not self.words or self.words in line.name or line.code.startswith(self.words))
            and (not self.found or judged.fits(line, self.found))
        )


def _in_time(line: Line, time: str) -> bool:
    match time:
        case "late":
            return line.late
        case "soon":
            return not line.done and not line.late and line.days_left <= SOON
        case "after":
            return line.done and line.days_late > 0
        case "put-off":
            return line.due.extended
        case _:
            return line.calls > 0


def filter_of(request: HttpRequest) -> Filter:
    """The filter of the address; what it names wrongly asks nothing."""

    def one_of(name: str, known: Mapping[str, Any] | Sequence[str]) -> str:
        value = request.GET.get(name, "")
        return value if value in known else ""

    return Filter(
        request.GET.get("under", "")[:60],
        one_of("state", STATES),
        one_of("level", Level.values),
        one_of("time", TIMES),
        " ".join(request.GET.get("q", "").split())[:60],
        one_of("found", FOUND),
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """进度: the node that is looked at, what is below it, and the lines the filter leaves."""

    field: Field
    asked: Filter
    here: Line | None
    inside: Sequence[Line]
    lines: Sequence[Line]
    judged: Judged

    @property
    def whole(self) -> Node:
        """The node itself."""
        name = self.here.name if self.here else self.field.office.name
        return totals(self.inside, self.here.code if self.here else self.field.office.code, name)

    @property
    def parts(self) -> Sequence[Node]:
        """The nodes right below, and the agencies of the node's own level together."""
        if self.here is None:
            return []
        found = nodes(self.inside, self.here.path)
        if not found:
            return []
        below = {line.code for node in found for line in self.inside if f"/{node.code}/" in f"/{line.path}/"}
        own = totals((line for line in self.inside if line.code not in below), "", "")
        return [own, *found]

    @property
    def way(self) -> Sequence[Line]:
        """The nodes from the office down to this one."""
        if self.here is None:
            return []
        return [line for line in self.field.lines if f"{self.here.path}/".startswith(f"{line.path}/")]


def shown(request: HttpRequest, field: Field) -> Shown:
    """What the address asks for; a node that is not the office's is as if none were named."""
    asked = filter_of(request)
    lines = field.lines
    here = next((line for line in lines if line.code == (asked.under or field.office.code)), None)
    here = here or next((line for line in lines if line.code == field.office.code), None)
    inside = [line for line in lines if here and f"{line.path}/".startswith(f"{here.path}/")]
    judged = judged_of(field, inside) if asked.found else Judged({})
    return Shown(field, asked, here, inside, [line for line in inside if asked.fits(line, judged)], judged)


@require_safe
@signed_in
def status(request: HttpRequest) -> HttpResponseBase:
    """The page; ``?year=``, ``?office=``, ``?under=`` choose; the others are those of ``Filter``."""
    return show(request)


def show(request: HttpRequest, *, problem: str = "", note: str = "", status: int = 200) -> HttpResponse:
    """The page; ``problem`` says why nothing was done, ``note`` brings back what was typed."""
    field = field_of(request, person(request))
    found = shown(request, field)
    leaf: Page[Line] = Paginator(found.lines, LINES_A_PAGE).get_page(request.GET.get("page"))
    asked = found.asked
    context = {
        "field": field,
        "shown": found,
        "page": leaf,
        "rows": [(line, found.judged.of(line)) for line in leaf.object_list],
        "tickable": any(not line.done for line in leaf.object_list),
        "asked": asked,
        "filtered": any((asked.state, asked.level, asked.time, asked.words, asked.found)),
        "states": list(STATES.items()),
        "levels": Level.choices,
        "times": list(TIMES.items()),
        "found": FOUND_GROUPS,
        "uncounted": UNCOUNTED,
        "years": range(timezone.localdate().year - 1, timezone.localdate().year - 5, -1),
        "query": query_of(field, asked),
        "place": query_of(field, Filter(under=asked.under)),
        "problem": problem,
        "note": note,
    }
    return page(request, "oversight/status.html", context, status=status)


def query_of(field: Field, asked: Filter) -> str:
    """The address of the page as it is, without the number of its leaf, ready for more to be added."""
    parts = {"year": field.year, "office": field.office.code, "under": asked.under, "state": asked.state}
    parts |= {"level": asked.level, "time": asked.time, "q": asked.words, "found": asked.found}
    return urlencode({name: value for name, value in parts.items() if value}) + "&"
