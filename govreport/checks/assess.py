"""校核一个版次: a stored version with last year's report, its findings and the reasons given for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from govreport.checks import findings
from govreport.checks.answers import Answer, AnswerState, answers
from govreport.reports.carried import RULE, carried, compared, departures, in_force, values_of
from govreport.reports.models import Explanation, Ruling, Version
from govreport.reports.selectors import all_with_previous, with_previous
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

REOPENED = AnswerState.REOPENED


@dataclass(frozen=True, slots=True)
class Assessment:
    """一个版次的校核: ``departing`` are the reasons for 上年结转 by cell, ``answers`` those for findings."""

    document: Document
    previous: Document | None
    departing: Mapping[str, Explanation]
    answers: tuple[Answer, ...]

    @property
    def findings(self) -> list[Finding]:
        """All findings, worst first."""
        return [answer.finding for answer in self.answers]

    @property
    def errors(self) -> list[Finding]:
        """What must be corrected."""
        return [finding for finding in self.findings if finding.severity is Severity.ERROR]

    @property
    def standing_open(self) -> list[Finding]:
        """What nobody has settled: all findings but those whose reason a reviewer accepted."""
        return [answer.finding for answer in self.answers if answer.state is not AnswerState.ACCEPTED]

    @property
    def asked(self) -> list[Answer]:
        """Warnings without a reason in force."""
        return [answer for answer in self.answers if answer.asked]

    @property
    def standing(self) -> list[Explanation]:
        """The reasons that speak of the report as it is now, whatever the ruling, in the order of the findings."""
        found = [item.explanation for item in self.answers if item.explanation and item.state is not REOPENED]
        numbers = carried(self.document, self.previous)
        departing = [
            reason
            for address, reason in self.departing.items()
            if address in numbers
            and reason.values == values_of(address, numbers[address])
            and self.document.figures.get(address) != numbers[address]
        ]
        return [*departing, *dict.fromkeys(found)]

    @property
    def refused(self) -> list[Explanation]:
        """Reasons the reviewer did not accept, and which nobody has written anew."""
        return [item for item in self.standing if item.ruling == Ruling.REFUSED]


def assess(version: Version) -> Assessment:
    """The version as it is stored now."""
    return _assessed(*with_previous(version), list(version.explanations.select_related("by", "ruling_by")))


def assess_all(versions: Sequence[Version]) -> list[Assessment]:
    """Many versions at once, in their order."""
    given: dict[int, list[Explanation]] = {}
    for item in Explanation.objects.filter(version__in=versions).select_related("by", "ruling_by"):
        given.setdefault(item.version_id, []).append(item)
    pairs = zip(versions, all_with_previous(versions), strict=True)
    return [_assessed(document, previous, given.get(version.pk, [])) for version, (document, previous) in pairs]


def _assessed(document: Document, previous: Document | None, explanations: list[Explanation]) -> Assessment:
    departing = departures(explanations)
    held = compared(document, previous, in_force(departing, document, previous))
    others = [item for item in explanations if item.rule != RULE]
    return Assessment(document, previous, departing, answers(document, findings(document, held), others))
