"""公开的校核结果: what the checks say of a published report, and what the agency answered in public."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from django.core.cache import cache

from govreport.checks import findings
from govreport.checks.places import place_name
from govreport.publishing.models import Publication
from govreport.publishing.selectors import current_publications, published_reasons
from govreport.publishing.series import published_document
from govreport.reports.carried import RULE, compared
from govreport.reports.models import Explanation, Origin
from govreport.standards.document import Document
from govreport.standards.evaluate import State, evaluate, scale_figures
from govreport.standards.finding import Finding, Severity
from govreport.standards.relations import relations
from govreport.standards.seal import seal

# Seconds for which the outcome is kept: it follows from frozen data and from the rules alone.
_KEPT: Final = 3600


@dataclass(frozen=True, slots=True)
class Answered:
    """一条: where, what the checks found (None: a reason alone), and the agency's reasons."""

    place: str
    finding: Finding | None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """校核结果: how many equations could be judged and how many of them hold, and what is to be said one by one."""

    equations: int = 0
    held: int = 0
    items: tuple[Answered, ...] = field(default_factory=tuple)

    @property
    def all_hold(self) -> bool:
        """Whether every equation that could be judged holds."""
        return self.equations == self.held


def checked(publication: Publication) -> Checked:
    """What the checks say of a report as released: its errors, the warnings answered in public, and the answers.

    A warning nobody answered in public is the agency's own matter and not shown.
    """
    reasons = published_reasons(publication)
    before = _before(publication)
    explained = tuple(sorted(item.subject for item in reasons if item.rule == RULE))
    key = f"checked:{publication.sha256}:{before.sha256 if before else ''}:{seal(' '.join(explained))}"
    outcome: tuple[int, int, list[Finding]] | None = cache.get(key)
    if outcome is None:
        outcome = _looked_at(published_document(publication), published_document(before) if before else None, explained)
        cache.set(key, outcome, _KEPT)
    equations, held, found = outcome
    return Checked(equations, held, tuple(_joined(publication, found, reasons)))


def _before(publication: Publication) -> Publication | None:
    report = publication.version.report
    earlier = current_publications().filter(
        version__report__agency=report.agency_id,
        version__report__year=report.year - 1,
        version__report__scope=report.scope,
    )
    return earlier.first()


def _looked_at(report: Document, previous: Document | None, explained: Sequence[str]) -> tuple[int, int, list[Finding]]:
    held = compared(report, previous, explained)
    values = scale_figures(report.all_figures(), prev=held.all_figures() if held else {})
    states = [evaluate(item, values).state for item in relations(report.edition)]
    judged = [state for state in states if state in (State.HOLDS, State.BROKEN)]
    wanted = [item for item in findings(report, held) if item.severity is not Severity.HINT]
    return len(judged), judged.count(State.HOLDS), wanted


def _joined(publication: Publication, found: Sequence[Finding], reasons: Sequence[Explanation]) -> list[Answered]:
    edition = publication.version.edition
    # Of a report of past years nobody is asked for reasons: all is shown but what would point at personal data.
    historic = publication.version.origin == Origin.HISTORIC
    left = list(reasons)
    items = []
    for finding in found:
        own = [item for item in left if item.rule == finding.rule and item.subject in finding.addresses]
        left = [item for item in left if item not in own]
        if own or finding.severity is Severity.ERROR or (historic and not finding.rule.startswith("P-")):
            texts = tuple(item.text for item in own)
            items.append(Answered(place_name(finding.target, edition), finding, texts))
    items += [Answered(place_name(item.subject, edition), None, (item.text,)) for item in left]
    return items
