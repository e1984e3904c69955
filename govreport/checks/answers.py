"""差异说明与校核结果: which findings have been given a reason that still speaks of the values as they are.

Pure: findings, a document and the stored reasons go in, one ``Answer`` per finding comes out.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from govreport.reports.models import Explanation, Ruling
from govreport.reports.models.explanation import mark_of
from govreport.reports.services.cells import shown
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

# What a message quotes: “…”, up to a line of text.
QUOTED: Final = re.compile(r"“([^“”]{1,200})”")


class AnswerState(StrEnum):
    """说明的状态."""

    OPEN = "open"  # 待说明
    ANSWERED = "answered"  # 已说明
    ACCEPTED = "accepted"  # 已认可
    REFUSED = "refused"  # 未认可
    REOPENED = "reopened"  # 数据已变，需重新说明


_RULED: Final = {
    Ruling.NONE: AnswerState.ANSWERED,
    Ruling.ACCEPTED: AnswerState.ACCEPTED,
    Ruling.REFUSED: AnswerState.REFUSED,
}
_SETTLED: Final = frozenset({AnswerState.ANSWERED, AnswerState.ACCEPTED})


@dataclass(frozen=True, slots=True)
class Answer:
    """一条校核结果的说明: a finding with the values it rests on, and the reason given for them.

    ``explanation`` is the old reason where the state is ``REOPENED``, None where nobody has given one.
    """

    finding: Finding
    values: Mapping[str, str]
    mark: str
    state: AnswerState
    explanation: Explanation | None = None

    @property
    def settled(self) -> bool:
        """Whether nothing more is asked of the author."""
        return self.state in _SETTLED

    @property
    def asked(self) -> bool:
        """Whether a written reason is needed before submission and is not there."""
        return self.finding.severity is Severity.WARNING and not self.settled


def answers(document: Document, findings: Iterable[Finding], explanations: Iterable[Explanation]) -> tuple[Answer, ...]:
    """The answers, in the order of the findings.

    A reason whose values no finding has any more is shown where the same rule asks again at the same place.
    """
    found = list(findings)
    given = {(item.rule, item.subject, item.mark): item for item in explanations}
    bound = [values_of(finding, document) for finding in found]
    marks = [mark_of(values) for values in bound]
    taken = {(finding.rule, finding.target, mark) for finding, mark in zip(found, marks, strict=True)}
    old = {(rule, subject): item for (rule, subject, mark), item in given.items() if (rule, subject, mark) not in taken}
    return tuple(
        _answer(finding, values, mark, given.get((finding.rule, finding.target, mark)), old)
        for finding, values, mark in zip(found, bound, marks, strict=True)
    )


def answered(finding: Finding, document: Document, explanations: Iterable[Explanation]) -> Answer:
    """The answer to one finding."""
    return answers(document, (finding,), explanations)[0]


def _answer(
    finding: Finding,
    values: Mapping[str, str],
    mark: str,
    exact: Explanation | None,
    old: Mapping[tuple[str, str], Explanation],
) -> Answer:
    if exact is not None:
        return Answer(finding, values, mark, state_of(exact), exact)
    before = old.get((finding.rule, finding.target))
    state = AnswerState.OPEN if before is None else AnswerState.REOPENED
    return Answer(finding, values, mark, state, before)


def state_of(explanation: Explanation) -> AnswerState:
    """The state of a reason whose values stand."""
    return _RULED[Ruling(explanation.ruling)]


def values_of(finding: Finding, document: Document) -> dict[str, str]:
    """What a reason for a finding is bound to: the text of its cells, both numbers, the passage."""
    cells = document.format.cells
    places = dict.fromkeys((*finding.addresses, *finding.related))
    values = {address: shown(document, address) for address in places if address in cells}
    values |= {side: text for side, text in (("left", finding.left), ("right", finding.right)) if text is not None}
    if any(address not in cells for address in finding.addresses):
        values["passage"] = hashlib.sha256(_passage(finding, document).encode()).hexdigest()[:16]
    return values


def _passage(finding: Finding, document: Document) -> str:
    """The words a finding speaks of: what it quotes of the report itself, else all it quotes, else its sentence."""
    quoted = QUOTED.findall(finding.message)
    texts = "\n".join((document.title, *document.sections.values()))
    names = {name for section in document.format.sections for name in (section.name, section.title)}
    own = [item for item in quoted if _stem(item) and _stem(item) in texts and item not in names]
    return "\n".join(own or quoted) or finding.message


def _stem(quotation: str) -> str:
    return quotation.strip("…").strip()
