"""零申请确认: a report without a single application is published only after the signatory has confirmed each way in.

A zero may mean that nobody asked, or that nobody looked at the fax machine. So the signatory says for each channel
separately that nothing came in, and that the numbers of reviews and lawsuits agree with those of the justice office.
"""

import hashlib
import json
from collections.abc import Collection, Mapping
from typing import Final

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from govreport.agencies.models import User
from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.reports.services.cells import shown
from govreport.reports.services.locking import locked
from govreport.standards.characters import quoted
from govreport.standards.document import Document
from govreport.workflow.models import ZeroConfirmation
from govreport.workflow.permissions import holds_role
from govreport.workflow.transitions import TRANSITIONS

# What is confirmed, one by one, in the order it is asked: the channels of 第二十九条 and the reconciliation.
ITEMS: Final[Mapping[str, Promise]] = {
    "in_person": gettext_lazy("当面"),
    "letter": gettext_lazy("信函（邮寄）"),
    "fax": gettext_lazy("传真"),
    "online": gettext_lazy("网络在线平台"),
    "email": gettext_lazy("电子邮箱"),
    "disputes": gettext_lazy("复议诉讼数与司法行政部门核对"),
}
# All that came in: the whole of table three; since the format of 2014 has no such table, its number of applications.
_TABLE: Final = "t3"
_RECEIVED_2014: Final = "t18.c1_received"


def needs_confirmation(document: Document) -> bool:
    """Whether the report says that there was no application: zero, not blank, in every cell that counts them."""
    cells = [address for address in document.format.figure_cells if address.startswith(f"{_TABLE}.")]
    return all(document.figures.get(address) == 0 for address in cells or [_RECEIVED_2014])


def confirmed(version: Version, document: Document) -> dict[str, ZeroConfirmation]:
    """Item → who confirmed it and when; only what was said about the figures as they are now counts."""
    found = ZeroConfirmation.objects.filter(version=version, seal=_seal(document)).select_related("by")
    return {item.item: item for item in found}


def unconfirmed(version: Version, document: Document) -> tuple[str, ...]:
    """The items that are still to be confirmed before publication, in their order; none unless all is zero."""
    if not needs_confirmation(document):
        return ()
    done = confirmed(version, document)
    return tuple(item for item in ITEMS if item not in done)


@transaction.atomic
def confirm_zeros(*, version: Version, items: Collection[str], by: User) -> tuple[str, ...]:
    """Store that nothing came in by these channels; returns the items that are new. Twice is once.

    Raises ``Refused`` for an unknown item, for a report that has applications or is not approved, and ``NotAllowed``
    for anyone who does not sign for the agency.
    """
    current = locked(version)
    publish = TRANSITIONS["publish"]
    if not holds_role(by, current, publish):
        raise NotAllowed(_("收件渠道由本机关的签发人确认，您的岗位不能确认。"))
    if current.state not in publish.sources:
        raise Refused(
            _("《%(title)s》现在是“%(state)s”，审定以后、发布以前才能确认收件渠道。请刷新后再看。")
            % {"title": current.title, "state": current.get_state_display()}
        )
    document = document_of(current)
    if not needs_confirmation(document):
        raise Refused(_("这份报告的申请数不全是 0，不需要确认收件渠道。"))
    if unknown := sorted(set(items) - set(ITEMS)):
        raise Refused(_("没有“%(item)s”这个确认事项，请刷新页面后再确认。") % {"item": quoted(unknown[0])})
    seal = _seal(document)
    new = [item for item in ITEMS if item in items and _store(current, item, seal, by)]
    if new:
        payload = {"items": new, "note": _("、").join(str(ITEMS[item]) for item in new)}
        record(actions.ZEROS_CONFIRMED, by=by, agency=current.report.agency, subject=current.subject, payload=payload)
    return tuple(new)


def refuse_unconfirmed(version: Version) -> None:
    """Raise ``Refused``, naming what is missing, unless the report has applications or every item is confirmed."""
    missing = unconfirmed(version, document_of(version))
    if missing:
        listed = _("、").join(str(ITEMS[item]) for item in missing)
        raise Refused(
            _("本报告申请数全部为 0，发布前须由签发人逐项确认。还没有确认的有 %(count)s 项：%(items)s。")
            % {"count": len(missing), "items": listed}
        )


def _store(version: Version, item: str, seal: str, by: User) -> bool:
    return ZeroConfirmation.objects.get_or_create(version=version, item=item, seal=seal, defaults={"by": by})[1]


def _seal(document: Document) -> str:
    """The SHA-256 of all figures as they are shown: with another number, what was confirmed no longer counts."""
    figures = {address: shown(document, address) for address in document.format.figure_cells}
    return hashlib.sha256(json.dumps(figures, sort_keys=True).encode()).hexdigest()
