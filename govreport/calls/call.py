"""催报: ask an agency for its report; whoever is to go on with it finds it on the desk, and once a day is enough."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from govreport.agencies.models import Agency, Role, User
from govreport.calls.due import due_of
from govreport.calls.models import NOTE_LIMIT, Call, Receipt
from govreport.calls.permissions import may_supervise
from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.models import ReportScope, State, Version
from govreport.standards.characters import clean
from govreport.workflow.actors import Staff
from govreport.workflow.remind import waits_for
from govreport.workflow.rounds import waits_for_office


@dataclass(frozen=True, slots=True)
class Outcome:
    """一个机关的催报结果: the call, or why there is none (``refused``, a sentence)."""

    agency: Agency
    call: Call | None = None
    refused: str = ""


@transaction.atomic
def call(*, agency: Agency, year: int, by: User | None, note: str = "", on: date | None = None) -> Call:
    """Ask for the report of a year; ``by`` is None and ``on`` the day when the system asks by itself.

    Raises ``NotAllowed`` for people of no office above, ``Refused`` when there is nothing to ask for, the note is too
    long, or the agency was asked within a day.
    """
    # Two people may ask at the same moment: the agency is the lock.
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    if by is not None and not may_supervise(by, agency):
        raise NotAllowed(_("“%(agency)s”的年报不由您的机关督查，不能催报。") % {"agency": agency})
    text = clean(note).strip()
    if len(text) > NOTE_LIMIT:
        raise Refused(_("附言有 %(length)s 字，最多 %(limit)s 字。") % {"length": len(text), "limit": NOTE_LIMIT})
    version = _version(agency, year)
    _refuse_needless(agency, year, version)
    now = timezone.now()
    if Call.objects.filter(agency=agency, year=year, at__gt=now - timedelta(days=1)).exists():
        raise Refused(_("“%(agency)s”一天以内已经催过，不必重复。") % {"agency": agency})
    last = due_of(agency, year)
    made = Call.objects.create(
        agency=agency,
        year=year,
        state=version.state if version else "",
        due=last.day,
        left=last.left(timezone.localdate()),
        note=text,
        by=by,
        at=now,
        automatic_on=on,
    )
    people = _people(agency, version)
    Receipt.objects.bulk_create(Receipt(call=made, person=user) for user in people)
    payload = {"year": year, "due": last.day.isoformat(), "note": text, "people": [user.pk for user in people]}
    record(actions.CALLED, by=by, agency=agency, subject=f"agency:{agency.pk}", payload=payload)
    return made


def call_many(*, agencies: Iterable[Agency], year: int, by: User, note: str = "") -> list[Outcome]:
    """The same for many, each in a transaction of its own."""
    outcomes = []
    for agency in agencies:
        try:
            outcomes.append(Outcome(agency, call(agency=agency, year=year, by=by, note=note)))
        except Refused as refused:
            outcomes.append(Outcome(agency, refused=str(refused)))
    return outcomes


def saw(*, receipt: Receipt) -> None:
    """签收: the person has taken note; the first time counts."""
    Receipt.objects.filter(pk=receipt.pk, seen_at__isnull=True).update(seen_at=timezone.now())


def _version(agency: Agency, year: int) -> Version | None:
    """The version that is under way, else the latest."""
    own = Version.objects.with_report().filter(report__agency=agency, report__year=year, report__scope=ReportScope.SELF)
    return own.without_abandoned().order_by("number").last()


def _refuse_needless(agency: Agency, year: int, version: Version | None) -> None:
    if version is None:
        return
    published = Version.objects.filter(report=version.report_id, state=State.PUBLISHED).exists()
    if published or version.state == State.PUBLISHED:
        raise Refused(_("“%(agency)s”%(year)s年度的年报已经公布，不必催报。") % {"agency": agency, "year": year})
    if version.state == State.HANDED_IN and waits_for_office(version):
        raise Refused(_("“%(agency)s”的年报已经报送，等待主管部门接收，不必催报。") % {"agency": agency})


def _people(agency: Agency, version: Version | None) -> list[User]:
    """Who is to go on: whoever the version waits for; before it is begun, the drafters and the lead of the agency."""
    if version is not None:
        return [actor.user for actor in waits_for(version)]
    return [actor.user for actor in Staff(agency).of_roles({Role.DRAFTER, Role.LEAD})]
