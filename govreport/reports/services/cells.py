"""填写数据: cells exactly as typed; numbers go to their columns, anything else is kept as it stands."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from govreport.agencies.models import User
from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.errors import Refused
from govreport.reports.figures import as_stored, document_of, write_figures
from govreport.reports.held import held_document, keep
from govreport.reports.models import Origin, Version
from govreport.reports.services.apart import Conflict, Known, kept_apart
from govreport.reports.services.departing import refuse_departing
from govreport.reports.services.links import Followed, follow
from govreport.reports.services.locking import in_transaction, locked_for_edit, touch
from govreport.standards.cell_rules import storable
from govreport.standards.characters import clean, quoted
from govreport.standards.derive import computed, settle
from govreport.standards.document import CELL_LIMIT, Document
from govreport.standards.edition import Cell
from govreport.standards.figures import Figures
from govreport.standards.numbers import Kind, format_number, parse_number


@dataclass(frozen=True, slots=True)
class Saved:
    """保存结果: the whole document as it is now, and the text shown in each cell that was sent or has changed.

    ``conflicts``: what was not stored because somebody else has written there meanwhile. ``followed``: the numbers of
    texts that were updated with their cells.
    """

    document: Document
    changed: Mapping[str, str]
    conflicts: tuple[Conflict, ...] = ()
    followed: tuple[Followed, ...] = ()


def shown(document: Document, address: str) -> str:
    """What stands in a cell (or at ``fee.<item>``): the printed text if there is one, else the number, else nothing."""
    if text := document.printed.get(address):
        return text
    table, __, item = address.partition(".")
    value = document.fee.get(item) if table == "fee" else document.figures.get(address)
    return "" if value is None else format_number(value)


@in_transaction
def save_cells(*, version: Version, cells: Mapping[str, str], by: User, known: Known | None = None) -> Saved:
    """Store cells as typed; totals follow (``standards.derive.settle``).

    A cell whose text is what already stands there is left alone, so a whole form may be sent. In an authored version
    totals cannot be typed. With ``known`` (address → texts the typist has seen there), a cell that somebody else has
    changed meanwhile is not overwritten but named in ``Saved.conflicts``; all others are stored. Raises ``Refused``
    for an unknown address.
    """
    current = locked_for_edit(version, by)
    before = held_document(current)
    typed = {address: text for address, text in _checked(before, cells).items() if text != shown(before, address)}
    if current.origin == Origin.AUTHORED:
        typed = {address: text for address, text in typed.items() if not _cell(before, address).derived}
    typed, conflicts = kept_apart(
        current,
        typed,
        known or {},
        lambda address: shown(before, address),
        lambda address, text: as_shown(_cell(before, address), text),
    )
    refuse_departing(current, before, {item: read_cell(_cell(before, item), text) for item, text in typed.items()})
    after = _with_typed(before, typed)
    saved = _store(current, before, after, cells, by, actions.FIGURES_CHANGED)
    return replace(saved, conflicts=conflicts)


@transaction.atomic
def adopt_totals(*, version: Version, addresses: Collection[str], by: User) -> Saved:
    """Replace declared totals by the computed ones (采用计算值).

    Raises ``Refused`` for a cell that is no total or whose parts are not all filled in.
    """
    current = locked_for_edit(version, by)
    before = document_of(current)
    totals = computed(before.edition, before.figures)
    for address in addresses:
        if totals.get(address) is None:
            place = _cell(before, address).place
            raise Refused(_("%(place)s还不能由各项相加得出，请先填齐各项。") % {"place": place})
    printed = {address: text for address, text in before.printed.items() if address not in addresses}
    figures = before.figures.replace({address: totals[address] for address in addresses})
    after = before.replace(figures=figures, printed=printed)
    return _store(current, before, after, addresses, by, actions.TOTALS_ADOPTED)


def store_typed(version: Version, before: Document, typed: Mapping[str, str], by: User, action: str) -> Saved:
    """Store texts that were checked already, as an action of another name; the version is locked by the caller."""
    return _store(version, before, _with_typed(before, typed), typed, by, action)


def _checked(document: Document, cells: Mapping[str, str]) -> dict[str, str]:
    texts = {}
    for address, raw in cells.items():
        cell = _cell(document, address)
        text = clean(raw).strip()
        if len(text) > CELL_LIMIT:
            raise Refused(
                _("%(place)s的内容有 %(length)s 字，最多 %(limit)s 字。")
                % {"place": cell.place, "length": len(text), "limit": CELL_LIMIT}
            )
        texts[address] = text
    return texts


def _cell(document: Document, address: str) -> Cell:
    cell = document.format.figure_cells.get(address)
    if cell is None:
        raise Refused(
            _("%(year)s年度的表格没有单元格“%(address)s”。") % {"year": document.year, "address": quoted(address)}
        )
    return cell


def _with_typed(before: Document, typed: Mapping[str, str]) -> Document:
    """The document after the typing: values, kept texts, and the totals that follow."""
    values: dict[str, Decimal | None] = {}
    printed = dict(before.printed)
    for address, text in typed.items():
        values[address], kept = read_cell(before.format.figure_cells[address], text)
        printed.pop(address, None)
        if kept:
            printed[address] = kept
    figures = _settled(before, values)
    for address in figures.diff(before.figures):
        if address not in typed:
            printed.pop(address, None)  # a total that was computed anew no longer says what was printed
    return before.replace(figures=figures, printed=printed)


def read_cell(cell: Cell, text: str) -> tuple[Decimal | None, str]:
    """What typed text means in a cell: its number, and the text to keep when it is more than a plain number.

    A number too large for its column is a number all the same, and takes part in the sums (``figures``).
    """
    if not cell.numeric:
        return None, text
    reading = parse_number(text)
    if reading.kind is Kind.BLANK:
        return None, ""
    signed = reading.sign != "+" or cell.type == "signed"
    if reading.kind is Kind.NUMBER and reading.value is not None and signed and storable(cell, reading.value):
        return reading.value, "" if reading.plain else text
    return None, text


def as_shown(cell: Cell, raw: str) -> str:
    """Typed text as the cell would show it once stored."""
    value, kept = read_cell(cell, clean(raw).strip())
    return kept if kept or value is None else format_number(value)


def _settled(before: Document, values: Mapping[str, Decimal | None]) -> Figures:
    """Totals follow the cells that changed; a total with unchanged parts stays as the source has it."""
    after = settle(before.edition, before.figures, values)
    then, now = computed(before.edition, before.figures), computed(before.edition, after)
    untouched = [cell for cell in now if cell not in values and now[cell] == then[cell]]
    return after.replace({cell: before.figures.get(cell) for cell in untouched})


def _store(version: Version, before: Document, after: Document, sent: Collection[str], by: User, action: str) -> Saved:
    addresses = after.format.figure_cells
    pairs = {address: (shown(before, address), shown(after, address)) for address in addresses}
    changes = {address: pair for address, pair in pairs.items() if pair[0] != pair[1]}
    # A cell may show the same text and yet hold another number ("1.5" typed over an imported 1.5).
    written = {*changes, *after.figures.diff(before.figures)}
    followed: tuple[Followed, ...] = ()
    if written:
        write_figures(version, after.figures, after.printed, only=written, before=before)
        touch(version)
        payload = {address: list(pair) for address, pair in changes.items()}
        record(action, by=by, agency=version.report.agency, subject=version.subject, payload=payload)
        followed = follow(version, before, after, by)
        if not followed:
            keep(version, as_stored(after, written))
    named = {*sent, *changes}
    texts = {address: now for address, (__, now) in pairs.items() if address in named}
    return Saved(after, texts, followed=followed)
