"""准予延期、设定本地期限、登记联系人: what an office decides about the days and the people of the agencies under it."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from govreport.agencies.models import Agency, User
from govreport.calls.due import due_of
from govreport.calls.models import NOTE_LIMIT, Contact, Deadline, Extension
from govreport.calls.permissions import may_put_off, may_supervise
from govreport.checks.publication.pub import deadline as deadline_of_law
from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.errors import NotAllowed, Refused
from govreport.standards.characters import clean


@transaction.atomic
def put_off(*, agency: Agency, year: int, day: date, reason: str, by: User) -> Extension:
    """延期: give the agency until ``day`` (included).

    Raises ``NotAllowed`` for people of no office above it, ``Refused`` for a day that is no later than the deadline,
    that lies after the year in which the report is due, or without a reason.
    """
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    if not may_put_off(by, agency):
        raise NotAllowed(_("“%(agency)s”的延期由它的上级主管部门批准。") % {"agency": agency})
    text = clean(reason).strip()
    if not text:
        raise Refused(_("请写明延期的理由。"))
    if len(text) > NOTE_LIMIT:
        raise Refused(_("理由有 %(length)s 字，最多 %(limit)s 字。") % {"length": len(text), "limit": NOTE_LIMIT})
    last = due_of(agency, year)
    if day <= last.day:
        words = _("延期至 %(day)s 不晚于现在的期限 %(last)s。请填写更晚的日期。")
        raise Refused(words % {"day": day.isoformat(), "last": last.day.isoformat()})
    if day > date(year + 1, 12, 31):
        raise Refused(_("%(year)s年度年报最多延期至 %(last)s。") % {"year": year, "last": f"{year + 1}-12-31"})
    made = Extension.objects.create(agency=agency, year=year, day=day, reason=text, approved_by=by)
    payload = {"year": year, "from": last.day.isoformat(), "to": day.isoformat(), "reason": text}
    record(actions.EXTENDED, by=by, agency=agency, subject=f"agency:{agency.pk}", payload=payload)
    return made


@transaction.atomic
def lay_down(*, office: Agency, year: int, level: str, kind: str, day: date, basis: str, by: User) -> Deadline:
    """本地期限 for the agencies under the office of one level and kind, or of all (empty); an earlier rule is replaced.

    Raises ``NotAllowed`` for people of other offices, ``Refused`` without a basis, for a day before the report year is
    over, or later than the one the law names.
    """
    office = Agency.objects.select_for_update().get(pk=office.pk)
    if not may_supervise(by, office):
        raise NotAllowed(_("本地期限由主管部门设定，您的岗位不能设定。"))
    ground = clean(basis).strip()[:100]
    if not ground:
        raise Refused(_("请写明依据，例如文件名称和文号。"))
    if not date(year + 1, 1, 1) <= day <= date(year + 1, 12, 31):
        raise Refused(_("%(year)s年度年报的期限应在 %(next)s 年内。") % {"year": year, "next": year + 1})
    if level and kind:
        law = deadline_of_law(year, kind=kind, level=level)
        if law.rule.official and day > law.day:
            words = _("%(day)s 晚于法定期限 %(law)s。本地期限只能更早；个别机关确需推迟的，请办理延期。")
            raise Refused(words % {"day": day.isoformat(), "law": law.day.isoformat()})
    found, _created = Deadline.objects.update_or_create(
        office=office, year=year, level=level, kind=kind, defaults={"day": day, "basis": ground, "set_by": by}
    )
    payload = {"year": year, "level": level, "kind": kind, "day": day.isoformat(), "basis": ground}
    record(actions.DEADLINE_SET, by=by, agency=office, subject=f"agency:{office.pk}", payload=payload)
    return found


@transaction.atomic
def name_contact(*, agency: Agency, name: str, phone: str, by: User) -> Contact:
    """年报联系人. Raises ``NotAllowed`` for people of no office above, ``Refused`` when name or number is missing."""
    if not may_supervise(by, agency):
        raise NotAllowed(_("“%(agency)s”的联系人由主管部门登记，您的岗位不能登记。") % {"agency": agency})
    who, number = clean(name).strip()[:60], clean(phone).strip()[:40]
    if not who or not any(sign.isdigit() for sign in number):
        raise Refused(_("请填写联系人的姓名和电话号码。"))
    before = Contact.objects.select_for_update().filter(agency=agency).first()
    found, _created = Contact.objects.update_or_create(agency=agency, defaults={"name": who, "phone": number})
    payload = {"from": str(before) if before else "", "to": str(found), "at": timezone.now().isoformat()}
    record(actions.CONTACT_CHANGED, by=by, agency=agency, subject=f"agency:{agency.pk}", payload=payload)
    return found
