"""差异说明的显示: reasons as people read them, beside findings, above table three and where a report is decided on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import get_language, gettext, gettext_noop

from govreport.checks.answers import Answer, AnswerState, state_of
from govreport.reports.carried import RULE, carried, values_of
from govreport.reports.models import Explanation, Ruling
from govreport.reports.services.reasons import REASON_LIMIT
from govreport.standards.finding import Severity
from govreport.web.desk.sheet import Sheet
from govreport.web.ui.templatetags.ui import moment

# Style, icon and word of each state; colour is only the third sign.
STATES: Final = {
    AnswerState.OPEN: ("state-wait", "todo", gettext_noop("待说明")),
    AnswerState.ANSWERED: ("state-busy", "comment", gettext_noop("已说明")),
    AnswerState.ACCEPTED: ("state-done", "done", gettext_noop("已认可")),
    AnswerState.REFUSED: ("mark-error", "return", gettext_noop("未认可")),
    AnswerState.REOPENED: ("state-wait", "history", gettext_noop("数据已变，需重新说明")),
}
INVITATIONS: Final = {
    AnswerState.OPEN: gettext_noop("说明原因"),
    AnswerState.ANSWERED: gettext_noop("改写说明"),
    AnswerState.ACCEPTED: gettext_noop("改写说明"),
    AnswerState.REFUSED: gettext_noop("重新说明"),
    AnswerState.REOPENED: gettext_noop("重新说明"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """一条说明: what was asked (``message``), what was said, None while nothing was, and the state of it.

    ``needed``: submission waits for it. ``mark`` is the digest of the values it speaks of.
    """

    rule: str
    subject: str
    mark: str
    message: str
    needed: bool
    state: AnswerState
    said: Explanation | None = None
    limit: int = REASON_LIMIT

    @property
    def style(self) -> str:
        """The colours of the state."""
        return STATES[self.state][0]

    @property
    def icon(self) -> str:
        """The icon of the state."""
        return STATES[self.state][1]

    @property
    def word(self) -> str:
        """The state in words; a hint that nobody has spoken of waits for nothing."""
        return gettext(STATES[self.state][2]) if self.said or self.needed else ""

    @property
    def invitation(self) -> str:
        """What the author is asked to do."""
        if self.said is None and not self.needed:
            return gettext("说明原因（可以不填）")
        return gettext(INVITATIONS[self.state])

    @property
    def settled(self) -> bool:
        """Whether nothing more is asked of the author."""
        return self.state in (AnswerState.ANSWERED, AnswerState.ACCEPTED)

    @property
    def outdated(self) -> bool:
        """Whether the words speak of other values than those of now."""
        return self.state is AnswerState.REOPENED

    @property
    def ruled(self) -> bool:
        """Whether the reviewer has decided on it."""
        return self.said is not None and self.said.ruling != Ruling.NONE

    def as_json(self) -> dict[str, Any]:
        """The same for scripts."""
        said = self.said
        return {
            **{name: getattr(self, name) for name in ("rule", "subject", "mark", "message", "needed", "settled")},
            **{name: getattr(self, name) for name in ("style", "icon", "word", "invitation")},
            "text": said.text if said else "",
            "by": f"{said.by} {moment(said.at)}" if said else "",
            "note": said.ruling_note if said else "",
            "ruledBy": f"{said.ruling_by} {moment(said.ruling_at)}" if said and said.ruling_by else "",
            "published": said.published if said else False,
        }


@dataclass(frozen=True, slots=True)
class Carried:
    """一格上年结转: its column, last year's number, and the reason where there is one."""

    address: str
    name: str
    number: str
    agrees: bool = True
    reason: Reason | None = None
    departs: bool = False


def reason_for(answer: Answer) -> Reason | None:
    """The reason beside a finding; None where none helps, as what is wrong must be corrected."""
    finding = answer.finding
    if finding.severity is Severity.ERROR:
        return None
    message = finding.text(get_language() or "zh-hans")
    needed = finding.severity is Severity.WARNING
    return Reason(finding.rule, finding.target, answer.mark, message, needed, answer.state, answer.explanation)


def rulings(sheet: Sheet) -> Mapping[str, int]:
    """How many reasons of a sheet the reviewer has accepted, refused, or still to rule on (``waiting``)."""
    states = [answer.state for answer in sheet.answers]
    states += [item.reason.state for item in explained(sheet) if item.reason and item.departs]
    return {
        "waiting": states.count(AnswerState.ANSWERED),
        "accepted": states.count(AnswerState.ACCEPTED),
        "refused": states.count(AnswerState.REFUSED),
    }


def explained(sheet: Sheet) -> tuple[Carried, ...]:
    """The cells of 上年结转 for which reasons were given, in the order of the form."""
    numbers = carried(sheet.document, sheet.previous)
    found = []
    for address in sheet.edition.cells:
        if said := sheet.departures.get(address):
            held = address in numbers and said.values == values_of(address, numbers[address])
            state = state_of(said) if held else AnswerState.REOPENED
            reason = Reason(RULE, address, said.mark, "", needed=True, state=state, said=said)
            departs = sheet.document.figures.get(address) != numbers.get(address)
            text = sheet.text(address)
            found.append(Carried(address, column(sheet, address), text, reason=reason, departs=departs))
    return tuple(found)


def column(sheet: Sheet, address: str) -> str:
    """The column of a cell: 自然人, or its English gloss."""
    cell = sheet.edition.cells[address]
    found = sheet.edition.table(cell.table).column(cell.column or "")
    return found.english if (get_language() or "").startswith("en") else found.label
