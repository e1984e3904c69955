"""待办列表: the versions that wait for this person's decision or signature."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from govreport.checks.answers import AnswerState
from govreport.reports.models import Ruling, Version
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.pages import page
from govreport.web.desk.sheet import Sheet
from govreport.web.desk.todo import to_decide


@dataclass(frozen=True, slots=True)
class Waiting:
    """一件待办: a version with the number of its reasons to rule on, and of its findings without a reason."""

    version: Version
    reasons: int
    warnings: int
    hints: int


@require_safe
@signed_in
def queue(request: HttpRequest) -> HttpResponseBase:
    """Everything the person may decide on or publish, oldest first."""
    lines = [_line(version) for version in to_decide(person(request))]
    return page(request, "review/queue.html", {"lines": lines})


def _line(version: Version) -> Waiting:
    sheet = Sheet.of(version)
    found = [finding.severity.value for finding in sheet.open]
    said = [answer.state for answer in sheet.answers].count(AnswerState.ANSWERED)
    said += sum(reason.ruling == Ruling.NONE for reason in sheet.reasons.values())
    return Waiting(version, said, found.count("warning"), found.count("hint"))
