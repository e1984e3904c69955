"""审核意见的显示: the remarks on a report, each with its place as it is now and what may be done about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from govreport.checks.places import section_of
from govreport.reports.models import Version
from govreport.standards.document import Document
from govreport.standards.edition import Edition
from govreport.web.desk.panel import Way
from govreport.workflow.anchors import Line, name_of, paragraph_now
from govreport.workflow.models import Comment, Thread, ThreadState

# How each state looks: the class of the mark, and its icon.
_LOOKS = {
    ThreadState.OPEN: ("state-wait", "comment"),
    ThreadState.ANSWERED: ("state-busy", "return"),
    ThreadState.CLOSED: ("state-done", "done"),
}
_ORDER = (ThreadState.OPEN, ThreadState.ANSWERED, ThreadState.CLOSED)


@dataclass(frozen=True, slots=True)
class Remark:
    """一条审核意见: the thread, its place in words, the way there; ``line`` is the paragraph as it stands now.

    ``cells`` are the addresses it speaks of; ``changed``: its paragraph is not as it was when the remark was made.
    """

    thread: Thread
    place: str
    url: str
    section: str
    cells: tuple[str, ...]
    comments: tuple[Comment, ...]
    line: Line | None = None
    changed: bool = False

    @property
    def key(self) -> int:
        """The key of the thread."""
        return self.thread.pk

    @property
    def state(self) -> str:
        """open, answered or closed."""
        return self.thread.state

    @property
    def style(self) -> str:
        """The class of its mark."""
        return _LOOKS[ThreadState(self.thread.state)][0]

    @property
    def icon(self) -> str:
        """The icon of its state."""
        return _LOOKS[ThreadState(self.thread.state)][1]

    @property
    def first(self) -> str:
        """What was said first."""
        return self.comments[0].text if self.comments else ""

    @property
    def round_number(self) -> int:
        """In which round it was raised; 0 where rounds were not counted."""
        return self.thread.round.number if self.thread.round else 0

    @property
    def spot(self) -> str:
        """The place as forms name it: an address, or ``<section>:<paragraph>``."""
        return f"{self.thread.anchor}:{self.line.number}" if self.line else self.thread.anchor


def remarks_of(version: Version, document: Document, way: Way) -> tuple[Remark, ...]:
    """All remarks of the report up to this version: unanswered first, settled last; three queries."""
    found = Thread.objects.filter(version__report=version.report_id, version__number__lte=version.number)
    shown = [remark(thread, document, way) for thread in _with_comments(found)]
    return tuple(sorted(shown, key=lambda item: (_ORDER.index(ThreadState(item.state)), item.key)))


def of_last_year(version: Version, document: Document, way: Way) -> tuple[Remark, ...]:
    """去年的审核意见: what was said about the report of the year before, where this year's has the same place."""
    report = version.report
    found = Thread.objects.filter(
        version__report__agency=report.agency_id,
        version__report__year=report.year - 1,
        version__report__scope=report.scope,
    )
    return tuple(remark(thread, document, way) for thread in _with_comments(found))


def one(version: Version, key: int, document: Document, way: Way) -> Remark | None:
    """One remark of the report."""
    found = _with_comments(Thread.objects.filter(version__report=version.report_id, pk=key))
    return next((remark(thread, document, way) for thread in found), None)


def waiting(remarks: Iterable[Remark], state: str = "") -> int:
    """How many are not settled, or are in one state."""
    return sum(item.state == state if state else item.state != ThreadState.CLOSED for item in remarks)


def marks_of(remarks: Iterable[Remark]) -> Mapping[str, Remark]:
    """Cell → the remark that waits there; a row, block or table is marked at its first cell."""
    found: dict[str, Remark] = {}
    for item in remarks:
        if item.state != ThreadState.CLOSED and item.cells:
            found.setdefault(item.cells[0], item)
    return found


def _with_comments(threads: Iterable[Thread]) -> list[Thread]:
    found = threads.select_related("round__content", "version")  # type: ignore[attr-defined] # a query set
    return list(found.prefetch_related("comments__by").order_by("pk"))


def remark(thread: Thread, document: Document, way: Way) -> Remark:
    """A thread, placed in the report as it is now."""
    edition, anchor = document.format, thread.anchor
    section = section_of(anchor, edition)
    line = _line(thread, document)
    place = name_of(anchor, edition)
    if line:
        place = _("%(part)s，第 %(number)s 段") % {"part": place, "number": line.number}
    return Remark(
        thread,
        place,
        way(section, anchor),
        section,
        _cells(anchor, edition),
        tuple(thread.comments.all()),
        line,
        changed=bool(thread.quote) and (line is None or line.text != thread.quote),
    )


def _cells(anchor: str, edition: Edition) -> tuple[str, ...]:
    if anchor in edition.cells:
        return (anchor,)
    return tuple(address for address in edition.cells if address.startswith(f"{anchor}."))


def _line(thread: Thread, document: Document) -> Line | None:
    if thread.start is None:
        return None
    now = document.sections.get(thread.anchor, "")
    content = getattr(thread.round, "content", None)
    before = content.document.get("sections", {}).get(thread.anchor, "") if content else now
    return paragraph_now(thread.quote, thread.start, before, now)
