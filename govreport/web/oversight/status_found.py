"""按校核结果筛选: what was found in the reports of the list, by severity and by chapter of the rule book."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from govreport.calls.standing import Line
from govreport.checks.catalogue import catalogue
from govreport.checks.chapters import CHAPTERS, OF_STORED
from govreport.checks.tally import INSPECTED, Counted, counted, portions
from govreport.reports.models import Version
from govreport.standards.finding import Severity
from govreport.web.oversight.scope import Field

UNCOUNTED: Final = "uncounted"
_LEVELS: Final[Mapping[str, str | Promise]] = {
    "open": _("有未了结的问题"),
    Severity.ERROR.value: _("有须更正的问题"),
    Severity.WARNING.value: _("有须说明的问题"),
    "clean": _("没有须更正、须说明的问题"),
    UNCOUNTED: _("尚未重新校核"),
}
_CHAPTERS: Final[Mapping[str, str | Promise]] = {scope.value: CHAPTERS[scope][0] for scope in OF_STORED}
# What the filter knows, and how the page groups it.
FOUND: Final = {**_LEVELS, **_CHAPTERS}
FOUND_GROUPS: Final = ((_("按程度"), list(_LEVELS.items())), (_("按问题类别"), list(_CHAPTERS.items())))


@dataclass(frozen=True, slots=True)
class Judged:
    """校核汇总: what was counted of the reports of a list, by version; drafts are nobody's but the agency's."""

    counted: Mapping[int, Counted]
    outdated: int = 0

    def of(self, line: Line) -> Counted | None:
        """What was counted of the report of a line; None for what is no report to be inspected, or not counted yet."""
        return self.counted.get(line.version or 0) if line.state in INSPECTED else None

    def fits(self, line: Line, asked: str) -> bool:
        """Whether the report of a line is what is asked for, one of ``FOUND``."""
        found = self.of(line)
        if asked == UNCOUNTED:
            return line.state in INSPECTED and not (found and found.current)
        if found is None:
            return False
        to_answer = list(found.to_answer)
        if asked == "clean":
            return not to_answer
        if asked == "open":
            return any(count.open for count in to_answer)
        return any(asked in (count.severity.value, _chapters().get(count.rule)) for count in to_answer)


def judged_of(field: Field, lines: Sequence[Line]) -> Judged:
    """What was counted of the reports of these lines of a field; three queries."""
    found: dict[int, Counted] = {}
    for keys in portions(line.version for line in lines if line.version and line.state in INSPECTED):
        found.update(counted(Version.objects.filter(pk__in=keys), field.year))
    judged = Judged(found)
    return Judged(judged.counted, sum(judged.fits(line, UNCOUNTED) for line in lines))


@cache
def _chapters() -> Mapping[str, str]:
    """Rule → its chapter."""
    return {entry.id: entry.rule.scope.value for entry in catalogue()}
