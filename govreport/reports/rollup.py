"""汇总: every cell of the tables added over the reports of many agencies for one year; exact, whatever their number.

A year has one edition, so what is added always means the same. Cells that are sums by definition are computed
again from the sums of their parts; where the totals that the reports state add up to something else, that is told.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db import connection, models
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from govreport.reports.models import FeeStatement, PrintedCell, ReportScope, State, Version
from govreport.reports.models.fields import ExactDecimalField
from govreport.reports.storage import FEE_COLUMNS, StoredTable, from_column, stored_tables
from govreport.standards import in_force
from govreport.standards.derive import computed
from govreport.standards.edition import Edition
from govreport.standards.figures import Figures
from govreport.standards.numbers import plain_decimal

Sums = dict[str, Decimal | None]


class Basis(StrEnum):
    """汇总范围: which reports are added: those published, or also those handed in that are not yet."""

    PUBLISHED = "published"
    HANDED_IN = "handed_in"


@dataclass(frozen=True, slots=True)
class Rollup:
    """汇总结果.

    ``figures`` and ``fee`` hold the sums; a cell that is blank in every report is blank. ``blanks`` says in how many
    reports a cell is blank, ``stated`` what stated totals add up to where that is not the sum. ``reports`` were added.
    """

    edition: Edition
    reports: int
    figures: Figures
    fee: Mapping[str, Decimal | None]
    blanks: Mapping[str, int]
    stated: Mapping[str, Decimal]


def counted(agencies: QuerySet[Any], year: int, basis: Basis) -> QuerySet[Version]:
    """The versions that are added: one for each report of an agency (keys in ``agencies``) about itself."""
    own = Version.objects.filter(report__year=year, report__scope=ReportScope.SELF, report__agency__in=agencies)
    if basis is Basis.PUBLISHED:
        return own.filter(state=State.PUBLISHED)
    # A correction on its way counts only once it has replaced what is in force.
    in_force_now = Version.objects.filter(report=OuterRef("report"), state=State.PUBLISHED)
    waiting = Q(state__in=(State.HANDED_IN, State.ACCEPTED)) & ~Exists(in_force_now)
    return own.filter(Q(state=State.PUBLISHED) | waiting)


def rollup(agencies: QuerySet[Any], year: int, basis: Basis = Basis.PUBLISHED) -> Rollup:
    """Add the reports up: one grouped query per table, two more for amounts and odd numbers, one to count.

    Raises ``ValueError`` for a year without an edition.
    """
    edition = in_force(year)
    if edition is None:
        raise ValueError(f"no edition for {year}")
    versions = counted(agencies, year, basis)
    reports = versions.count()
    sums: Sums = dict.fromkeys(edition.figure_cells)
    filled: dict[str, int] = {}
    for table in stored_tables(edition.code):
        _add_table(table, versions, sums, filled)
    fee = _fee(edition, versions)
    _add_odd(versions, sums, fee, filled)
    totals = computed(edition.code, Figures(sums))
    stated = {
        address: value
        for address in totals
        if (value := sums[address]) is not None and totals[address] is not None and value != totals[address]
    }
    numeric = [address for address, cell in edition.figure_cells.items() if cell.numeric]
    return Rollup(
        edition,
        reports,
        Figures({**sums, **{address: totals[address] for address in totals}}),
        fee,
        {address: reports - filled.get(address, 0) for address in numeric},
        stated,
    )


def by_agency(agencies: QuerySet[Any], year: int, basis: Basis, address: str) -> dict[int, Decimal | None]:
    """One cell of every report that is added: key of the agency → its number. Raises ``KeyError`` for no such cell."""
    edition = in_force(year)
    if edition is None:
        raise KeyError(address)
    cell = edition.figure_cells[address]
    table = next(item for item in stored_tables(edition.code) if item.code == cell.table)
    column = next(name for name, own in table.rows[cell.row].items() if own.address == address)
    versions = counted(agencies, year, basis)
    rows = table.model._default_manager.filter(version__in=versions, row=cell.row)
    odd = _odd(versions).filter(address=address)
    found = {agency: from_column(value) for agency, value in rows.values_list("version__report__agency", column)}
    return found | {agency: Decimal(number) for agency, number in odd.values_list("version__report__agency", "number")}


def _add_table(table: StoredTable, versions: QuerySet[Version], sums: Sums, filled: dict[str, int]) -> None:
    columns = {name for cells in table.rows.values() for name, cell in cells.items() if cell.numeric}
    exact = {name for name in columns if _is_text(table.model, name)}
    asked: dict[str, Any] = {f"sum_{name}": Sum(name) for name in sorted(columns - exact)}
    asked |= {f"count_{name}": Count(name) for name in sorted(columns)}
    rows = table.model._default_manager.filter(version__in=versions)
    grouped: Any = rows.order_by().values("row").annotate(**asked)
    for found in grouped:
        for name, cell in table.rows.get(found["row"], {}).items():
            if cell.numeric:
                filled[cell.address] = found[f"count_{name}"]
                if name not in exact:
                    _add(sums, cell.address, found[f"sum_{name}"])
    for name in sorted(exact):
        for row, value in rows.filter(**{f"{name}__isnull": False}).values_list("row", name).iterator():
            _add(sums, table.rows[row][name].address, value)


def _is_text(model: type[models.Model], column: str) -> bool:
    """Whether the database keeps this column as text, which it cannot add exactly (SQLite has no decimals)."""
    return connection.vendor == "sqlite" and isinstance(model._meta.get_field(column), ExactDecimalField)


def _fee(edition: Edition, versions: QuerySet[Version]) -> dict[str, Decimal | None]:
    fee: dict[str, Decimal | None] = {item.code: None for item in edition.fee}
    if not fee:
        return fee
    statements = FeeStatement.objects.filter(version__in=versions)
    if connection.vendor != "sqlite":
        for name, value in statements.aggregate(**{f"all_{name}": Sum(name) for name in FEE_COLUMNS}).items():
            _add(fee, name.removeprefix("all_"), value)
        return fee
    for values in statements.values_list(*FEE_COLUMNS).iterator():
        for name, value in zip(FEE_COLUMNS, values, strict=True):
            _add(fee, name, value)
    return fee


def _odd(versions: QuerySet[Version]) -> QuerySet[PrintedCell]:
    """Numbers that no column holds: a half, a negative count."""
    return PrintedCell.objects.filter(version__in=versions).exclude(number="")


def _add_odd(versions: QuerySet[Version], sums: Sums, fee: dict[str, Decimal | None], filled: dict[str, int]) -> None:
    for address, number in _odd(versions).values_list("address", "number").iterator():
        table, _, item = address.partition(".")
        if table == "fee" and item in fee:
            _add(fee, item, Decimal(number))
        elif address in sums:
            _add(sums, address, Decimal(number))
            filled[address] = filled.get(address, 0) + 1


def _add(sums: Sums, address: str, value: Decimal | int | None) -> None:
    if value is not None:
        sums[address] = plain_decimal((sums[address] or Decimal(0)) + Decimal(value))
