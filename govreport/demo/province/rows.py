"""试验省的一份报告: a report as the rows that the services would have written, from its cells to the index."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from govreport.checks import findings
from govreport.checks.models import Tally
from govreport.checks.tally import INSPECTED, columns, summed
from govreport.demo.province.sink import Sink, Target
from govreport.demo.province.tree import Planned
from govreport.journal import actions
from govreport.journal.chain import digest_of
from govreport.journal.models import Event
from govreport.publishing.index import NAMES, names_of, texts_of
from govreport.publishing.models import Publication, SearchText
from govreport.publishing.tokens import tokens
from govreport.reports.models import FeeStatement, Narrative, Origin, PrintedCell, Report, ReportScope, State, Version
from govreport.reports.storage import FEE_COLUMNS, MODELS, StoredTable, stored_tables, to_column, value_columns
from govreport.standards.document import Document
from govreport.standards.seal import canonical_json, seal, sm3
from govreport.workflow.models import Decision, Round, RoundContent

# The steps of a version that came to each state, in order: verb, action, whose (drafter, reviewer, signatory, office).
Step = tuple[str, str, int]
_SUBMIT: Final[Step] = ("submit", actions.SUBMITTED, 0)
_APPROVE: Final[Step] = ("approve", actions.APPROVED, 1)
_HAND_IN: Final[Step] = ("hand-in", actions.HANDED_IN, 0)
STEPS: Final[Mapping[State, Sequence[Step]]] = {
    State.DRAFTING: (),
    State.IN_REVIEW: (_SUBMIT,),
    State.RETURNED: (_SUBMIT, ("return", actions.RETURNED, 1)),
    State.APPROVED: (_SUBMIT, _APPROVE),
    State.HANDED_IN: (_SUBMIT, _APPROVE, _HAND_IN),
    State.ACCEPTED: (_SUBMIT, _APPROVE, _HAND_IN, ("accept", actions.ACCEPTED, 3)),
    State.PUBLISHED: (_SUBMIT, _APPROVE, ("publish", actions.PUBLISHED, 2)),
}
NOTES: Final = {"approve": "同意", "return": "请补充依申请公开的办理情况，并核对表三。"}


@dataclass(slots=True)
class Desk:
    """一个机关: its key, who works there (drafter, reviewer, signatory, the office above), and the end of its chain."""

    agency: int
    planned: Planned
    people: tuple[int, int, int, int]
    position: int = 0
    digest: str = ""
    last: "Last | None" = None


@dataclass(frozen=True, slots=True)
class Last:
    """上一份报告: what the next one is compared with: its version, how often that was saved, and what stands in it."""

    year: int
    version: int
    lock: int
    document: Document


@dataclass(frozen=True, slots=True)
class Content:
    """内容: a report as a value and its state; ``moments`` are when it was begun and its steps were taken."""

    document: Document
    state: State
    moments: Sequence[datetime]
    in_rounds: bool


class Tables:
    """各表: every table a report has rows in."""

    def __init__(self) -> None:
        self.reports = Target(Report, "agency_id", "year", "scope")
        self.versions = Target(
            Version, "report_id", "number", "state", "origin", "title", "agency_name", "source_name", "lock",
            "created_by_id", "created_at", "changed_at", "submitted_by_id", "submitted_at", "decided_by_id",
            "decided_at",
        )  # fmt: skip
        self.cells = {code: Target(model, "version_id", "row", *value_columns(model)) for code, model in MODELS.items()}
        self.printed = Target(PrintedCell, "version_id", "address", "text")
        self.narratives = Target(Narrative, "version_id", "section", "text")
        self.fees = Target(FeeStatement, "version_id", *FEE_COLUMNS)
        self.rounds = Target(Round, "version_id", "number", "begun_at", "closed_at")
        self.round_contents = Target(RoundContent, "round_id", "document")
        self.decisions = Target(Decision, "version_id", "verb", "by_id", "at", "note", "round_id", "stand")
        self.publications = Target(
            Publication, "version_id", "sha256", "sm3", "data", "published_at", "published_by_id"
        )
        self.searched = Target(SearchText, "publication_id", "place", "text", "tokens")
        self.events = Target(
            Event, "actor_id", "agency_key", "action", "subject", "payload", "at", "position", "previous", "digest"
        )
        self.tallies = Target(Tally, "version_id", "rules", "compared_with_id", "compared_lock", "counts", "counted_at")
        self.sink = Sink(
            self.reports, self.versions, *self.cells.values(), self.printed, self.narratives, self.fees,
            self.rounds, self.round_contents, self.decisions, self.publications, self.searched, self.events,
            self.tallies,
        )  # fmt: skip

    def report(self, desk: Desk, content: Content) -> int | None:
        """Add a report; the key of its publication where it is public."""
        document, state = content.document, content.state
        report = self.reports.add(desk.agency, document.year, ReportScope.SELF)
        version = self._version(report, desk, content)
        self._contents(version, document)
        self._tally(desk, version, content)
        data = canonical_json(document)
        payload: dict[str, Any] = {"year": document.year}
        if content.state is not State.DRAFTING or not content.in_rounds:
            payload["source"] = _source(desk, document)
        action = actions.IMPORTED if "source" in payload else actions.STARTED
        self._event(desk, action, 0, version, payload, content.moments[0])
        self._steps(version, desk, content, seal(data))
        if state is not State.PUBLISHED:
            return None
        publication = self.publications.add(version, seal(data), sm3(data), data, content.moments[-1], desk.people[2])
        for place, text in texts_of(document.to_json()):
            self.searched.add(publication, place, text, tokens(text))
        return publication

    def names(self, desk: Desk, publications: Sequence[int]) -> None:
        """What the agency is looked for by, with each of its publications; of this agency nothing more comes."""
        desk.last = None
        text, typed = names_of([desk.planned.name])
        for publication in publications:
            self.searched.add(publication, NAMES, text, typed)

    def _version(self, report: int, desk: Desk, content: Content) -> int:
        document, steps, moments = content.document, STEPS[content.state], content.moments
        verbs = [verb for verb, _, _ in steps]
        decided = next((place for place, verb in enumerate(verbs) if verb in ("approve", "return")), None)
        drafted = content.state is State.DRAFTING and content.in_rounds
        return self.versions.add(
            report, 1, content.state, Origin.AUTHORED if drafted else Origin.IMPORTED, document.title,
            desk.planned.name, "" if drafted else _source(desk, document), len(steps), desk.people[0], moments[0],
            moments[-1], desk.people[0] if steps else None, moments[1] if steps else None,
            None if decided is None else desk.people[1], None if decided is None else moments[decided + 1],
        )  # fmt: skip

    def _contents(self, version: int, document: Document) -> None:
        for table in stored_tables(document.edition):
            target, columns = self.cells[table.code], table.columns
            for row in table.rows:
                target.add(version, row, *_cells(table, row, columns, document))
        for address, text in document.printed.items():
            if document.format.cells[address].numeric:
                self.printed.add(version, address, text)
        for section, text in document.sections.items():
            self.narratives.add(version, section, text)
        if document.fee:
            self.fees.add(version, *(_fee(document, item) for item in FEE_COLUMNS))

    def _tally(self, desk: Desk, version: int, content: Content) -> None:
        """What the checks find, beside last year's report where there is one; for those that may be inspected."""
        document, last = content.document, desk.last
        year = document.year or 0
        before = last if last and last.year == year - 1 else None
        desk.last = Last(year, version, len(STEPS[content.state]), document)
        if content.state in INSPECTED:
            found = summed(findings(document, before.document if before else None))
            row = columns(found, (before.version, before.lock) if before else (None, None))
            names = ("rules", "compared_with_id", "compared_lock", "counts", "counted_at")
            self.tallies.add(version, *(row[name] for name in names))

    def _steps(self, version: int, desk: Desk, content: Content, sha256: str) -> None:
        round_ = self._round(version, content) if content.in_rounds and len(content.moments) > 1 else None
        for stand, (verb, action, who) in enumerate(STEPS[content.state]):
            moment, note = content.moments[stand + 1], NOTES.get(verb, "")
            self.decisions.add(version, verb, desk.people[who], moment, note, round_, stand)
            payload = {"note": note} if note else {}
            if verb != "return":
                payload["sha256"] = sha256
            self._event(desk, action, who, version, payload, moment)

    def _round(self, version: int, content: Content) -> int:
        waits = content.state is State.IN_REVIEW
        key = self.rounds.add(version, 1, content.moments[1], None if waits else content.moments[2])
        self.round_contents.add(key, content.document.to_json())
        return key

    def _event(
        self, desk: Desk, action: str, who: int, version: int, payload: Mapping[str, Any], moment: datetime
    ) -> None:
        """The next event of the agency's chain, with the digest that ``journal.services.record`` would give it."""
        event = Event(
            actor_id=desk.people[who], agency_key=desk.planned.code, action=action, subject=f"version:{version}",
            payload=dict(payload), at=moment, position=desk.position + 1, previous=desk.digest,
        )  # fmt: skip
        digest = digest_of(event.record)
        self.events.add(
            event.actor_id, event.agency_key, action, event.subject, event.payload, moment, event.position,
            event.previous, digest,
        )  # fmt: skip
        desk.position, desk.digest = event.position, digest


def _source(desk: Desk, document: Document) -> str:
    return f"{desk.planned.name}{document.year}年年度报告.docx"


def _cells(
    table: StoredTable, row: str, columns: Sequence[str], document: Document
) -> list[Decimal | int | str | None]:
    cells = table.rows[row]
    found: list[Decimal | int | str | None] = []
    for column in columns:
        cell = cells.get(column)
        if cell is None:
            # No cell of this row: empty words, or no number.
            found.append("" if column == "text" else None)
        elif cell.numeric:
            found.append(to_column(cell, document.figures[cell.address]))
        else:
            found.append(document.printed.get(cell.address, ""))
    return found


def _fee(document: Document, item: str) -> Decimal | int | None:
    return to_column(document.format.cells[f"fee.{item}"], document.fee[item])
