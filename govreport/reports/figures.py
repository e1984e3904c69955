"""唯一的门: a version's rows as a document, and a document's figures as rows. Nothing else converts them.

``document_of`` after ``write_document`` gives the same document: blank stays blank, zero zero, a declared total
declared, a printed text printed, and a number that no column can hold is kept beside it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import models

from govreport.reports.models import FeeStatement, Narrative, PrintedCell, Version
from govreport.reports.storage import (
    FEE_COLUMNS,
    RELATED,
    StoredRow,
    StoredTable,
    fits,
    from_column,
    stored_tables,
    to_column,
)
from govreport.standards.characters import clean
from govreport.standards.document import AgencyName, Document
from govreport.standards.edition import Cell, Edition
from govreport.standards.figures import Figures
from govreport.standards.numbers import format_number, plain_decimal

Values = Mapping[str, Decimal | None]


def document_of(version: Version) -> Document:
    """The version as a value; at most six queries (none for what ``with_contents`` has fetched)."""
    report, edition = version.report, version.edition
    kept = list(version.printed_cells.all())
    figures, printed = _read_cells(version, edition, kept)
    agency = report.agency
    return Document(
        edition=edition.code,
        year=report.year,
        agency=AgencyName(
            name=version.agency_name or agency.name,
            short_name=agency.short_name or None,
            code=agency.code,
            level=agency.level,
            kind=agency.kind,
        ),
        scope=report.scope,
        title=version.title,
        sections={item.section: item.text for item in version.narratives.all()},
        fee=_read_fee(version, edition, kept),
        figures=figures,
        printed=printed,
    )


def figures_of(version: Version) -> Figures:
    """The version's figures alone."""
    return _read_cells(version, version.edition, list(version.printed_cells.all()))[0]


def write_document(version: Version, document: Document) -> None:
    """Store everything of a document in a version that is empty so far."""
    write_figures(version, document.figures, document.printed)
    Narrative.objects.bulk_create(
        Narrative(version=version, section=code, text=clean(text)) for code, text in document.sections.items()
    )
    if document.fee:
        write_fee(version, document.fee)


def write_figures(
    version: Version,
    figures: Values,
    printed: Mapping[str, str],
    *,
    only: Collection[str] | None = None,
    before: Document | None = None,
) -> None:
    """Store figures and printed texts: one statement per table.

    ``only`` narrows it to the rows of some cells; ``before``, what is stored now, spares removing what was not there.
    """
    edition = version.edition
    for table in stored_tables(edition.code):
        rows = [
            _row(table, version, code, figures, printed)
            for code, cells in table.rows.items()
            if only is None or any(cell.address in only for cell in cells.values())
        ]
        if rows:
            manager: models.Manager[Any] = table.model._default_manager
            manager.bulk_create(
                rows, update_conflicts=True, unique_fields=["version", "row"], update_fields=table.columns
            )
    _write_printed(version, edition.figure_cells, figures, printed, only, before)


def write_fee(version: Version, fee: Values, printed: Mapping[str, str] | None = None) -> None:
    """Store the fee statement; what a column cannot hold is kept as printed text at ``fee.<item>``."""
    cells = {f"fee.{code}": version.edition.cells[f"fee.{code}"] for code in FEE_COLUMNS}
    values = {f"fee.{code}": value for code, value in fee.items()}
    columns = {cell.row: to_column(cell, _held(cell, values.get(address))) for address, cell in cells.items()}
    FeeStatement.objects.update_or_create(version=version, defaults=columns)
    # The object may have come with the statement as it was.
    version._state.fields_cache.pop("fee_statement", None)
    _write_printed(version, cells, values, printed or {}, None)


# --- reading -----------------------------------------------------------------------------------------


def _read_cells(version: Version, edition: Edition, kept: Sequence[PrintedCell]) -> tuple[Figures, dict[str, str]]:
    values: dict[str, Decimal | None] = dict.fromkeys(edition.figure_cells)
    words: dict[str, str] = {}
    for table in stored_tables(edition.code):
        for row in getattr(version, RELATED[table.code]).all():
            for column, cell in table.rows[row.row].items():
                if cell.numeric:
                    values[cell.address] = from_column(getattr(row, column))
                elif text := getattr(row, column):
                    words[cell.address] = text
    for item in kept:
        if item.number and item.address in values:
            values[item.address] = Decimal(item.number)
        if item.text:
            words[item.address] = item.text
    return Figures(values), in_order(edition, words)


def as_stored(document: Document, written: Iterable[str]) -> Document:
    """A document whose cells ``written`` have been stored, as ``document_of`` would read it again."""
    values = {address: document.figures.get(address) for address in written if address in document.figures}
    plain = {address: None if value is None else plain_decimal(value) for address, value in values.items()}
    printed = in_order(document.format, document.printed)
    return document.replace(figures=document.figures.replace(plain), printed=printed)


def in_order(edition: Edition, printed: Mapping[str, str]) -> dict[str, str]:
    """Printed texts in the order of the form."""
    if len(printed) < 2:
        return dict(printed)
    order = {address: place for place, address in enumerate(edition.cells)}
    return dict(sorted(printed.items(), key=lambda pair: order[pair[0]]))


def _read_fee(version: Version, edition: Edition, kept: Sequence[PrintedCell]) -> dict[str, Decimal | None]:
    statement = getattr(version, "fee_statement", None)
    if statement is None:
        return {}
    fee = {item.code: from_column(getattr(statement, item.code)) for item in edition.fee}
    for item in kept:
        table, _, code = item.address.partition(".")
        if table == "fee" and item.number:
            fee[code] = Decimal(item.number)
    return fee


# --- writing -----------------------------------------------------------------------------------------


def _row(table: StoredTable, version: Version, code: str, figures: Values, printed: Mapping[str, str]) -> StoredRow:
    columns = {
        column: to_column(cell, _held(cell, figures.get(cell.address)))
        if cell.numeric
        else clean(printed.get(cell.address, ""))
        for column, cell in table.rows[code].items()
    }
    return table.model(version=version, row=code, **columns)


def _held(cell: Cell, value: Decimal | None) -> Decimal | None:
    """The number if its column can hold it."""
    return value if value is not None and fits(cell, value) else None


def _write_printed(
    version: Version,
    cells: Mapping[str, Cell],
    figures: Values,
    printed: Mapping[str, str],
    only: Collection[str] | None,
    before: Document | None = None,
) -> None:
    wanted = []
    looked_at: Iterable[str] = cells if only is None else [address for address in cells if address in only]
    for address in looked_at:
        cell, value = cells[address], figures.get(address)
        if not cell.numeric:
            continue
        number = "" if value is None or fits(cell, value) else format_number(value)
        text = clean(printed.get(address, ""))
        if number or text:
            wanted.append(PrintedCell(version=version, address=address, text=text, number=number))
    kept = {item.address for item in wanted}
    gone = [address for address in looked_at if address not in kept and _is_printed(cells[address], before)]
    if gone:
        PrintedCell.objects.filter(version=version, address__in=gone).delete()
    if wanted:
        PrintedCell.objects.bulk_create(
            wanted, update_conflicts=True, unique_fields=["version", "address"], update_fields=["text", "number"]
        )


def _is_printed(cell: Cell, stored: Document | None) -> bool:
    """Whether something may be kept beside the column of a cell; always where nobody says what is stored."""
    if stored is None:
        return True
    value = stored.figures.get(cell.address)
    return cell.address in stored.printed or (value is not None and not fits(cell, value))
