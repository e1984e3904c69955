"""待办列表: the versions that wait for this person's decision or signature."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from govreport.reports.models import Version
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.pages import page
from govreport.web.desk.sheet import Sheet
from govreport.web.desk.todo import to_decide


@dataclass(frozen=True, slots=True)
class Waiting:
    """一件待办: a version with the number of its findings that ask for a reason or a look."""

    version: Version
    warnings: int
    hints: int


@require_safe
@signed_in
def queue(request: HttpRequest) -> HttpResponseBase:
    """Everything the person may decide on or publish, oldest first."""
    lines = [_line(version) for version in to_decide(person(request))]
    return page(request, "review/queue.html", {"lines": lines})


def _line(version: Version) -> Waiting:
    found = [finding.severity.value for finding in Sheet.of(version).findings]
    return Waiting(version, found.count("warning"), found.count("hint"))
