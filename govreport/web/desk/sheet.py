"""报告底稿: one version as the desk shows it: its document, what is wrong with it, and what may be typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from govreport import checks
from govreport.checks.answers import Answer, answers
from govreport.checks.expected import derivable, expected
from govreport.checks.progress import UNFILLED
from govreport.reports.carried import RULE, Lock, compared, departures, in_force, locks
from govreport.reports.held import held_document, held_previous
from govreport.reports.models import Explanation, FigureLink, Version
from govreport.reports.selectors import with_previous
from govreport.reports.services.cells import shown
from govreport.standards.derive import computed
from govreport.standards.document import Document
from govreport.standards.edition import Edition
from govreport.standards.finding import Finding, Severity
from govreport.standards.numbers import format_number

BLANK = "C-01"


@dataclass(frozen=True)
class Sheet:
    """报告底稿.

    ``typed`` holds texts that a form posted and that could not be saved, by cell address: they are shown instead of
    the stored ones, so that nothing typed is lost. ``explanations`` are the reasons given in the version; ``links``
    the numbers of the texts that follow the tables.
    """

    document: Document
    previous: Document | None = None
    editable: bool = False
    typed: Mapping[str, str] = field(default_factory=dict)
    explanations: Sequence[Explanation] = ()
    links: tuple[FigureLink, ...] = ()

    @classmethod
    def of(cls, version: Version, *, editable: bool = False, typed: Mapping[str, str] | None = None) -> "Sheet":
        """The sheet of a stored version."""
        document, previous = with_previous(version)
        explanations = list(version.explanations.select_related("by", "ruling_by"))
        return cls(document, previous, editable, typed or {}, explanations, tuple(version.links.all()))

    @classmethod
    def held(cls, version: Version, document: Document | None = None) -> "Sheet":
        """The same, of a version that has just been locked or saved: what has not changed since is not read again.

        After the lock was given back the ``document`` must be the one that was held under it.
        """
        explanations = list(version.explanations.prefetch_related("by", "ruling_by"))
        own, previous = document or held_document(version), held_previous(version)
        return cls(own, previous, version.editable, {}, explanations, tuple(version.links.all()))

    @property
    def edition(self) -> Edition:
        """The edition of the report."""
        return self.document.format

    @cached_property
    def findings(self) -> list[Finding]:
        """All findings, worst first."""
        return checks.findings(self.document, self.compared)

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """The reason given for each finding, in the same order."""
        given = [item for item in self.explanations if item.rule != RULE]
        return answers(self.document, self.findings, given)

    @property
    def open(self) -> list[Finding]:
        """The findings that have not been answered by a reason."""
        return [answer.finding for answer in self.answers if not answer.settled]

    @cached_property
    def departures(self) -> Mapping[str, Explanation]:
        """Cell of 上年结转 → the reason why it departs from last year's report, in force or not."""
        return departures(self.explanations)

    @cached_property
    def reasons(self) -> Mapping[str, Explanation]:
        """The same, in force: these open their cells."""
        return in_force(self.departures, self.document, self.previous)

    @cached_property
    def compared(self) -> Document | None:
        """Last year's report without the numbers whose departure has been explained."""
        return compared(self.document, self.previous, self.reasons)

    @cached_property
    def _computed(self) -> dict[str, Decimal | None]:
        return computed(self.document.edition, self.document.figures)

    @cached_property
    def declared(self) -> frozenset[str]:
        """Totals that say something else than their parts add up to (原表合计), blank ones included.

        Only an imported report has them; they may be typed in until they agree.
        """
        figures, printed = self.document.figures, self.document.printed
        return frozenset(
            cell for cell, value in self._computed.items() if figures.get(cell) != value or printed.get(cell)
        )

    @cached_property
    def sums(self) -> dict[str, str]:
        """What the parts of every total add up to, as text; totals with blank parts are left out."""
        return {cell: format_number(value) for cell, value in self._computed.items() if value is not None}

    @cached_property
    def marks(self) -> dict[str, str]:
        """Cell address → worst severity of the findings to be looked at there.

        What is blank is work still to do, not a mistake: it is counted, not marked cell by cell.
        """
        marks: dict[str, str] = {}
        for finding in self.findings:
            if finding.rule not in UNFILLED:
                for address in finding.addresses:
                    marks.setdefault(address, finding.severity.value)
        return marks

    @cached_property
    def locks(self) -> dict[str, Lock]:
        """Cells that take last year's number until somebody says why not."""
        return locks(self.document, self.previous, self.reasons)

    @cached_property
    def last_year(self) -> dict[str, str]:
        """Cell → what stood there last year; blank cells and cells the other format did not have are left out."""
        if self.previous is None:
            return {}
        before = self.previous
        return {
            cell: text for cell in self.edition.cells if cell in before.format.cells and (text := shown(before, cell))
        }

    @cached_property
    def expected(self) -> dict[str, str]:
        """Cell → what follows from last year's report, as text."""
        return {cell: format_number(value) for cell, value in expected(self.document, self.previous).items()}

    @cached_property
    def derivable(self) -> frozenset[str]:
        """Cells that follow from last year's report once their parts are filled in."""
        return derivable(self.edition, self.previous)

    @property
    def errors(self) -> int:
        """Number of findings that block submission, what is not filled in yet not among them."""
        return sum(item.severity is Severity.ERROR and item.rule not in UNFILLED for item in self.findings)

    @property
    def asked(self) -> int:
        """How many warnings wait for a written reason."""
        return sum(answer.asked for answer in self.answers)

    @property
    def blanks(self) -> tuple[str, ...]:
        """Addresses of the cells still to be filled in."""
        return tuple(item.target for item in self.findings if item.rule == BLANK)

    @property
    def missing_texts(self) -> int:
        """How many required sections have no text."""
        return sum(item.rule == "S-01" for item in self.findings)

    def text(self, address: str) -> str:
        """What stands in a cell: as typed now, as printed, or the number; empty when blank."""
        return self.typed.get(address, shown(self.document, address))

    def texts(self) -> dict[str, str]:
        """Every cell of the edition with its text."""
        return {address: self.text(address) for address in self.edition.cells}
