"""可能的更正: what would clear the arithmetic of a report, to be taken by a click, and taken back by another."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from govreport.journal.models import Event
from govreport.reports.errors import Refused
from govreport.reports.models import Version
from govreport.web.desk.access import person, report_to_edit, signed_in
from govreport.web.desk.pages import latest, page
from govreport.web.desk.panel import Way, to_cell
from govreport.web.desk.sheet import Sheet
from govreport.workflow.repairing import (
    BLANK,
    Proposal,
    apply_repair,
    last_repair,
    proposals,
    undo_repair,
)

SHIFT = "shift"


@dataclass(frozen=True, slots=True)
class Change:
    """一格的改动: the cell by its name, the way to it, what stands there and what would."""

    name: str
    url: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Offer:
    """一条建议: all cells that change together."""

    key: str
    kind: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Offers:
    """可能的更正一览: ``wrong`` are alternatives, each of which clears ``cleared`` findings; ``blanks`` stand alone."""

    wrong: tuple[Offer, ...]
    shifts: tuple[Offer, ...]
    blanks: tuple[Offer, ...]
    cleared: int
    undo: Event | None = None

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.wrong) + len(self.shifts) + len(self.blanks)


def offers(version: Version, sheet: Sheet) -> Offers | None:
    """The proposals for a report that may be edited; None where there is nothing to propose or to take back."""
    if not sheet.editable:
        return None
    found = proposals(version, sheet.document, sheet.compared, sheet.locks)
    undo = last_repair(version, sheet.document)
    if not found and undo is None:
        return None
    way = to_cell(sheet, version.report_id)
    clears = {rule for item in found if item.kind not in (BLANK, SHIFT) for rule in item.clears}
    return Offers(
        wrong=_drawn((item for item in found if item.kind not in (BLANK, SHIFT)), sheet, way),
        shifts=_drawn((item for item in found if item.kind == SHIFT), sheet, way),
        blanks=_drawn((item for item in found if item.kind == BLANK), sheet, way),
        cleared=sum(finding.rule in clears for finding in sheet.findings),
        undo=undo,
    )


def _drawn(found: Iterable[Proposal], sheet: Sheet, way: Way) -> tuple[Offer, ...]:
    english = (get_language() or "").startswith("en")
    cells = sheet.edition.cells
    return tuple(
        Offer(
            proposal.key,
            proposal.kind,
            tuple(
                Change(
                    cells[address].place_en if english else cells[address].place,
                    way(sheet.edition.table(cells[address].table).section, address),
                    before,
                    after,
                )
                for address, (before, after) in proposal.changes.items()
            ),
        )
        for proposal in found
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def repairs(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show the proposals; POST takes one (``key``) or takes the last one back (``undo``)."""
    user = person(request)
    report = report_to_edit(user, pk)
    version = latest(report)
    if request.method == "POST":
        undo = request.POST.get("undo", "")
        try:
            if undo:
                undo_repair(version=version, event=int(undo) if undo.isdecimal() else 0, by=user)
                messages.success(request, _("已撤回，各格恢复为原来的内容。"))
            else:
                apply_repair(version=version, key=request.POST.get("key", ""), by=user)
                messages.success(request, _("已按建议更正并记入办理经过。请再核对一遍；不对的，可以撤回。"))
        except Refused as refused:
            messages.error(request, str(refused))
        return redirect("drafting:repairs", pk)
    sheet = Sheet.of(version, editable=version.editable)
    context = {"report": report, "version": version, "offers": offers(version, sheet), "errors": sheet.errors}
    return page(request, "drafting/repairs.html", context)
