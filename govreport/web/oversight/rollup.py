"""汇总: the sums of all cells over the reports under an office, what is missing, and one cell part by part."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from govreport.agencies.models import Agency, Placement, User
from govreport.calls.models import Obligation
from govreport.calls.standing import placed
from govreport.checks.places import place_name
from govreport.checks.tables.t2_12_unit import CELL as FREE_UNIT
from govreport.reports.models.report import FIRST_YEAR
from govreport.reports.rollup import Basis, Rollup, by_agency, counted, rollup
from govreport.standards import in_force
from govreport.standards.document import AgencyName, Document
from govreport.standards.edition import Edition
from govreport.standards.numbers import format_number
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.pages import page
from govreport.web.oversight.scope import office_of, year_of
from govreport.web.oversight.status import LINES_A_PAGE

BASES: Final[dict[str, Promise]] = {
    Basis.PUBLISHED: _("已发布的年报"),
    Basis.HANDED_IN: _("已发布、已报送和已接收的年报"),
}
# The cell that is shown agency by agency where none was chosen.
_FIRST: Final = ("t3.new_received.total", "t18.c1_received")


@dataclass(frozen=True, slots=True)
class Asked:
    """所求: an office of the person's, a year, the place in the tree below it, which reports, and a cell."""

    offices: Sequence[Agency]
    office: Agency
    year: int
    basis: Basis
    here: Placement | None
    inside: QuerySet[Placement]
    cell: str

    @property
    def edition(self) -> Edition:
        """The edition in force for the year."""
        found = in_force(self.year)
        if found is None:
            raise ValueError(f"no edition for {self.year}")
        return found

    @property
    def agencies(self) -> QuerySet[Placement, Any]:
        """The keys of the agencies that are added."""
        return self.inside.values("agency")

    @property
    def missing(self) -> QuerySet[Agency]:
        """Agencies that owe a report of which none was added, in administrative order."""
        excused = Obligation.objects.filter(year=self.year, owes=False)
        there = counted(self.agencies, self.year, self.basis)
        owing = Agency.objects.filter(pk__in=self.agencies).exclude(pk__in=excused.values("agency"))
        return owing.exclude(pk__in=there.values("report__agency")).order_by("sort", "code")

    @property
    def query(self) -> str:
        """The address of the page, ready for more."""
        parts = {"year": str(self.year), "office": self.office.code, "basis": self.basis.value, "cell": self.cell}
        if self.here is not None and self.here.agency_id != self.office.pk:
            parts["under"] = self.here.agency.code
        return urlencode(parts) + "&"


def asked(request: HttpRequest, user: User) -> Asked:
    """What the address names; what it names wrongly is as if not named. PermissionDenied for people of no office."""
    mine, office, subtree = office_of(request, user)
    year = year_of(request)
    inside = placed(office, year, subtree=subtree)
    under = request.GET.get("under", "")[:60].replace("\x00", "") or office.code
    within = inside.select_related("agency")
    here = within.filter(agency__code=under).first() or within.filter(agency=office).first()
    if here is not None and here.agency_id != office.pk:
        inside = placed(here.agency, year)
    basis = request.GET.get("basis", "")
    edition = in_force(year)
    cells = edition.figure_cells if edition else {}
    cell = request.GET.get("cell", "")
    if cell not in cells or not cells[cell].numeric:
        cell = next((address for address in _FIRST if address in cells), "")
    return Asked(mine, office, year, Basis(basis) if basis in BASES else Basis.PUBLISHED, here, inside, cell)


@dataclass(slots=True)
class Part:
    """一个下级: a node right below, with how many reports were added there and what one cell comes to."""

    code: str
    name: str
    agencies: int = 0
    reports: int = 0
    value: Decimal | None = None
    further: bool = False

    def add(self, value: Decimal | None) -> None:
        """Count a report."""
        self.reports += 1
        if value is not None:
            self.value = (self.value or Decimal(0)) + value

    @property
    def shown(self) -> str:
        """The number in writing; empty where every cell is blank."""
        return "" if self.value is None else format_number(self.value)


def parts(found: Asked) -> list[Part]:
    """The nodes right below, and the place itself, with the chosen cell added over each; three queries."""
    if found.here is None or not found.cell:
        return []
    base = f"{found.here.path}/"
    values = by_agency(found.agencies, found.year, found.basis, found.cell)
    columns = ("agency_id", "agency__code", "agency__name", "path")
    nodes: dict[str, Part] = {}
    for agency, code, name, path in found.inside.order_by("agency__sort", "agency__code").values_list(*columns):
        top = path.removeprefix(base).split("/")[0] if path.startswith(base) else code
        node = nodes.setdefault(top, Part(top, top))
        # The order is administrative: what is below may come before the node itself.
        if code == top:
            node.name = name
        node.agencies += 1
        node.further = node.further or code != top
        if agency in values:
            node.add(values[agency])
    return list(nodes.values())


def document_of_sums(found: Asked, result: Rollup) -> Document:
    """The sums as a document, to be drawn in the official tables."""
    return Document(
        edition=result.edition.code,
        year=found.year,
        agency=AgencyName(name=found.here.agency.name if found.here else found.office.name),
        figures=result.figures,
        fee=dict(result.fee),
    )


@require_safe
@signed_in
def rollup_page(request: HttpRequest) -> HttpResponseBase:
    """The page; ``?year=``, ``?office=``, ``?under=``, ``?basis=`` choose, ``?cell=`` is shown agency by agency."""
    found = asked(request, person(request))
    result = rollup(found.agencies, found.year, found.basis)
    edition = found.edition
    missing = Paginator(found.missing, LINES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "asked": found,
        "result": result,
        "document": document_of_sums(found, result),
        "tables": [(item.table, item.title or item.name) for item in edition.sections if item.table],
        "fee": [(item, _written(result.fee[item.code])) for item in edition.fee],
        "stated": [
            (place_name(address, edition), format_number(value), format_number(result.figures[address] or Decimal(0)))
            for address, value in result.stated.items()
        ],
        "way": _way(found),
        "parts": parts(found),
        "cells": [(address, cell.place) for address, cell in edition.figure_cells.items() if cell.numeric],
        "bases": list(BASES.items()),
        "years": range(timezone.localdate().year - 1, FIRST_YEAR - 1, -1),
        "page": missing,
        "query": found.query,
        "free_unit": FREE_UNIT in edition.cells,
    }
    return page(request, "oversight/rollup.html", context)


def _written(value: Decimal | None) -> str | None:
    return None if value is None else format_number(value)


def _way(found: Asked) -> list[Agency]:
    """The agencies from the office down to the place."""
    if found.here is None:
        return []
    codes = found.here.path.split("/")
    codes = codes[codes.index(found.office.code) :] if found.office.code in codes else codes[-1:]
    agencies = {agency.code: agency for agency in Agency.objects.filter(code__in=codes)}
    return [agencies[code] for code in codes if code in agencies]
