"""读者纠错的办理: a reader reports a mistake, somebody of the agency looks and settles it."""

from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from govreport.agencies.models import Role, User
from govreport.agencies.querysets import posts
from govreport.journal import actions
from govreport.journal.services import record
from govreport.publishing.mistake_models import Mistake, MistakeState
from govreport.publishing.models import Publication
from govreport.reports.errors import NotAllowed, Refused
from govreport.standards.characters import clean
from govreport.standards.edition import Edition

SETTLERS: Final = (Role.DRAFTER, Role.REVIEWER, Role.SIGNATORY)
TEXT_LIMIT: Final = 1000
CONTACT_LIMIT: Final = 100
# So many that nobody has looked at yet stand against one report; more are asked to wait.
MOST_WAITING: Final = 50


def places_of(edition: Edition) -> dict[str, str]:
    """Where a mistake may be: the parts of a report and its cells, by code, in the order of the form."""
    parts = {section.code: section.title or section.name for section in edition.sections}
    return parts | {address: cell.place for address, cell in edition.cells.items()}


def report_mistake(*, publication: Publication, text: str, place: str = "", contact: str = "") -> Mistake:
    """Keep what a reader says. Raises ``Refused`` for no text, a text too long, or a place the report does not have.

    The journal says that something was reported and where; text and contact stand in the row alone.
    """
    said = clean(text).strip()
    if not said:
        raise Refused(_("请写明哪里有错。"))
    if len(said) > TEXT_LIMIT:
        raise Refused(_("说明有 %(length)s 字，最多 %(limit)s 字。") % {"length": len(said), "limit": TEXT_LIMIT})
    if place and place not in places_of(publication.version.edition):
        raise Refused(_("这份年报没有您选的位置，请重新选择。"))
    reach = " ".join(clean(contact).split())
    if len(reach) > CONTACT_LIMIT:
        raise Refused(_("联系方式最多 %(limit)s 字。") % {"limit": CONTACT_LIMIT})
    with transaction.atomic():
        # One after the other for a report, so that the limit holds.
        held = Publication.objects.select_for_update().only("pk").get(pk=publication.pk)
        if held.mistakes.filter(state=MistakeState.NEW).count() >= MOST_WAITING:
            raise Refused(
                _("这份年报已经收到很多意见，正在核对，暂时不能再提交。请过几天再来，或者直接与公布机关联系。")
            )
        mistake = Mistake.objects.create(publication=publication, place=place, text=said, contact=reach)
        version = publication.version
        payload = {"mistake": mistake.pk, "place": place}
        record(
            actions.MISTAKE_REPORTED, by=None, agency=version.report.agency, subject=version.subject, payload=payload
        )
    return mistake


def may_settle(user: User, agency_pk: int) -> bool:
    """Whether the person settles what readers say of an agency's reports: a drafter or approver of its own."""
    return any(post.agency == agency_pk and post.role in SETTLERS for post in posts(user.pk))


def settle_mistake(*, mistake: Mistake, state: MistakeState, note: str, by: User) -> Mistake:
    """Say what was found; the reader's contact is removed.

    Raises ``Refused`` for those who may not settle, an answer without result or reason, and what is settled already.
    """
    version = mistake.publication.version
    if not may_settle(by, version.report.agency_id):
        raise NotAllowed(_("读者意见由起草人、审核人或签发人处理。"))
    said = clean(note).strip()
    if state == MistakeState.NEW or not said:
        raise Refused(_("请选择处理结果，并写明核对的情况。"))
    if len(said) > TEXT_LIMIT:
        raise Refused(_("说明有 %(length)s 字，最多 %(limit)s 字。") % {"length": len(said), "limit": TEXT_LIMIT})
    with transaction.atomic():
        settled = Mistake.objects.filter(pk=mistake.pk, state=MistakeState.NEW).update(
            state=state, note=said, contact="", settled_by=by, settled_at=timezone.now()
        )
        if not settled:
            raise Refused(_("这条意见已经处理，请刷新后再看。"))
        payload = {"mistake": mistake.pk, "state": state.value, "note": said}
        record(actions.MISTAKE_SETTLED, by=by, agency=version.report.agency, subject=version.subject, payload=payload)
    mistake.refresh_from_db()
    return mistake
