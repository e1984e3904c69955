"""更正建议的办理: what would clear the arithmetic of a report is proposed, and stored when a person asks for it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from govreport.agencies.models import User
from govreport.checks.proposals import proposals as misplaced_and_smallest
from govreport.journal import actions
from govreport.journal.models import Event
from govreport.reports.carried import in_force, locks, reasons_of
from govreport.reports.errors import Refused
from govreport.reports.figures import document_of
from govreport.reports.models import Origin, Version
from govreport.reports.models.explanation import mark_of
from govreport.reports.selectors import previous_document
from govreport.reports.services.cells import Saved, read_cell, shown, store_typed
from govreport.reports.services.departing import refuse_departing
from govreport.reports.services.locking import locked_for_edit
from govreport.standards.document import Document
from govreport.standards.edition import Edition
from govreport.standards.follow import input_repairs
from govreport.standards.numbers import format_number
from govreport.standards.solve import solve

BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Proposal:
    """更正建议: cell → what stands there and what would; ``clears`` are the rules that would hold.

    ``kind``: ``blank`` fills a blank that the equations determine; others change what somebody wrote.
    """

    kind: str
    changes: Mapping[str, tuple[str, str]]
    clears: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The digest by which it is asked for: other values, another key."""
        return mark_of({address: " ".join(pair) for address, pair in self.changes.items()})


def proposals(
    version: Version, document: Document, previous: Document | None, locked: Collection[str]
) -> list[Proposal]:
    """Everything that can be proposed for a version; cells of ``locked`` are tied to last year's report and left out.

    Where totals are computed only inputs are changed; in an imported report a declared total may be what is wrong.
    """
    edition, figures = document.format, document.figures
    found = misplaced_and_smallest(document, previous)
    if version.origin == Origin.AUTHORED:
        found = [repair for repair in found if repair.kind == "shift"]
        found += input_repairs(edition, figures, fixed=locked)
    listed = [
        Proposal(repair.kind, changes, repair.clears)
        for repair in found
        if (changes := _texts(version, document, repair.changes)) and not set(changes) & set(locked)
    ]
    blanks = [
        Proposal(BLANK, {address: ("", format_number(number))})
        for address, number in solve(edition, figures).items()
        if not shown(document, address) and address not in locked and typable(version, edition, address)
    ]
    return listed + blanks


def _texts(version: Version, document: Document, changes: Mapping[str, Decimal]) -> dict[str, tuple[str, str]]:
    """The changes as texts; what stands there already, and totals that follow by themselves, left out."""
    texts = {address: (shown(document, address), format_number(number)) for address, number in changes.items()}
    return {
        address: pair
        for address, pair in texts.items()
        if pair[0] != pair[1] and typable(version, document.format, address)
    }


def typable(version: Version, edition: Edition, address: str) -> bool:
    """Whether a person may write in a cell: not in a total that is computed."""
    return version.origin != Origin.AUTHORED or not edition.cells[address].derived


@transaction.atomic
def apply_repair(*, version: Version, key: str, by: User) -> Saved:
    """采用更正建议: store the changes of one proposal, as a step of its own in the journal.

    Raises ``Refused`` when it is not proposed any more, because the figures have changed meanwhile.
    """
    current = locked_for_edit(version, by)
    before = document_of(current)
    previous = previous_document(current)
    locked = locks(before, previous, in_force(reasons_of(current), before, previous))
    offered = proposals(current, before, previous, locked)
    chosen = next((item for item in offered if item.key == key), None)
    if chosen is None:
        raise Refused(_("数据已经变了，这条更正建议不再适用，没有改动。请看现在的建议。"))
    typed = {address: after for address, (_before, after) in chosen.changes.items()}
    return _store(current, before, typed, by, actions.REPAIRED)


@transaction.atomic
def undo_repair(*, version: Version, event: int, by: User) -> Saved:
    """撤回更正建议: put back what stood there before a proposal was taken (by the key of its journal entry).

    Raises ``Refused`` when a cell has been changed since.
    """
    current = locked_for_edit(version, by)
    before = document_of(current)
    taken = last_repair(current, before)
    if taken is None or taken.pk != event:
        raise Refused(_("这些格后来又改过，或者已经撤回，没有改动。"))
    typed = {address: old for address, (old, _new) in taken.payload.items() if typable(current, before.format, address)}
    return _store(current, before, typed, by, actions.REPAIR_UNDONE)


def last_repair(version: Version, document: Document) -> Event | None:
    """The last proposal taken, as long as its cells stand as it left them."""
    steps = Event.objects.of(version.subject).filter(action__in=(actions.REPAIRED, actions.REPAIR_UNDONE))
    last = steps.last()
    if last is None or last.action != actions.REPAIRED:
        return None
    stands = all(shown(document, address) == after for address, (_before, after) in last.payload.items())
    return last if stands else None


def _store(version: Version, before: Document, typed: Mapping[str, str], by: User, action: str) -> Saved:
    cells = before.format.figure_cells
    refuse_departing(version, before, {item: read_cell(cells[item], text) for item, text in typed.items()})
    return store_typed(version, before, typed, by, action)
