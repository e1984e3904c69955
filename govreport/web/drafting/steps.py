"""步骤: the sections of a report in the rail, each with its state and the number of findings."""

from dataclasses import asdict, dataclass
from typing import Any, Final

from django.utils.translation import gettext, gettext_noop

from govreport import checks
from govreport.checks import Progress, SectionState
from govreport.standards.edition import Edition, Section
from govreport.web.desk.panel import Panel, section_name
from govreport.web.desk.sheet import Sheet

# One icon and one word per state.
STATES: Final = {
    SectionState.EMPTY: ("todo", gettext_noop("未填")),
    SectionState.INCOMPLETE: ("partial", gettext_noop("未填完")),
    SectionState.ERRORS: ("error", gettext_noop("须更正")),
    SectionState.READY: ("done", gettext_noop("已填好")),
}
TALLIES: Final = (
    ("error", gettext_noop("须更正")),
    ("warning", gettext_noop("须说明")),
    ("hint", gettext_noop("提示")),
)


@dataclass(frozen=True, slots=True)
class Step:
    """步骤: a section as the rail and the task list show it."""

    code: str
    number: str
    name: str
    label: str
    english: str
    state: str
    icon: str
    word: str
    count: int
    blanks: int
    errors: int
    warnings: int

    @property
    def mark(self) -> str:
        """The colour of its badge on the task list."""
        return {"ready": "state-done", "errors": "mark-error", "incomplete": "state-wait"}.get(self.state, "")


def steps(sheet: Sheet) -> list[Step]:
    """All sections of the report in the order of the form."""
    return [_step(item, sheet.edition) for item in checks.progress(sheet.document, sheet.open)]


def _step(progress: Progress, edition: Edition) -> Step:
    section = progress.section
    icon, word = STATES[progress.state]
    return Step(
        code=section.code,
        number=number(section),
        name=section.name,
        label=section_name(edition, section.code),
        english=section.english,
        state=progress.state.value,
        icon=icon,
        word=gettext(word),
        count=progress.errors + progress.warnings + progress.hints,
        blanks=progress.blanks,
        errors=progress.errors,
        warnings=progress.warnings,
    )


def tallies(found: Panel) -> list[dict[str, object]]:
    """Icon, word and number of each severity, for the folded panel; what has its reason is not counted."""
    counts = {group.severity: group.open for group in found.groups}
    return [
        {"severity": severity, "icon": severity, "word": gettext(word), "count": counts.get(severity, 0)}
        for severity, word in TALLIES
    ]


def number(section: Section) -> str:
    """一 … 六; the unnumbered parts by one character."""
    return section.number or {"preamble": "前", "closing": "尾", "annex": "附"}.get(section.code, "文")


def as_json(items: list[Step]) -> list[dict[str, Any]]:
    """The same for scripts."""
    return [asdict(item) for item in items]
