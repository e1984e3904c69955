"""核对归档件: what its author says about the doubts of a reading, and what was read otherwise than the original prints.

The reading stays as it is, decisions stand beside it, as in imports; nothing is computed from them.
"""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from govreport.agencies.models import User
from govreport.archive.models import Item
from govreport.archive.request import own_open
from govreport.documents.imports.deciding import decided, rest
from govreport.documents.imports.items import TEXT, Confirming
from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.errors import Refused


@transaction.atomic
def decide(*, item: Item, texts: Mapping[str, str | None], by: User, as_printed: Collection[str] = ()) -> Confirming:
    """Note what the original prints at some places: None confirms what was read (``documents.imports.deciding``).

    The journal keeps what was changed from what to what. Raises ``Refused`` for an item that is not open, not the
    person's own, or could not be read, and for what cannot stand at a place.
    """
    current, state = _open(item, by)
    return _kept(current, state, {**current.decisions, **decided(state, texts, as_printed)}, by)


@transaction.atomic
def undo(*, item: Item, names: Collection[str], by: User) -> Confirming:
    """Take decisions back. Raises ``Refused``."""
    current, state = _open(item, by)
    return _kept(current, state, {name: text for name, text in current.decisions.items() if name not in names}, by)


@transaction.atomic
def confirm_rest(*, item: Item, by: User) -> Confirming:
    """全部照读入确认: everything that waits, but for digits that stand apart. Raises ``Refused``.

    The journal keeps which places that were: nobody looked at them one by one.
    """
    current, state = _open(item, by)
    confirmed = rest(state)
    after = _kept(current, state, {**current.decisions, **confirmed}, by)
    if confirmed:
        places = sorted(name.removeprefix(TEXT) for name in confirmed)
        payload = {"name": current.name, "count": len(places), "places": places}
        record(actions.ARCHIVE_READ_CONFIRMED, by=by, agency=current.agency, subject=current.subject, payload=payload)
    return after


def _open(item: Item, by: User) -> tuple[Item, Confirming]:
    current = own_open(item, by)
    state = current.confirming
    if state is None:
        raise Refused(_("这个文件没有读出报告，不能改正。"))
    return current, state


def _kept(current: Item, before: Confirming, decisions: Mapping[str, str | None], by: User) -> Confirming:
    current.decisions = {name: text for name, text in decisions.items() if text is not None}
    after = current.confirming
    if after is None:
        raise ValueError("an item that was read has a reading")
    if current.year is None:
        current.year = after.document.year
    current.save(update_fields=["decisions", "year"])
    names = {*before.corrections, *after.corrections}
    pairs = {name: [before.stands(name), after.stands(name)] for name in sorted(names)}
    changes = {name.removeprefix(TEXT): pair for name, pair in pairs.items() if pair[0] != pair[1]}
    if changes:
        payload = {"name": current.name, "texts": changes}
        record(actions.ARCHIVE_CORRECTED, by=by, agency=current.agency, subject=current.subject, payload=payload)
    return after
