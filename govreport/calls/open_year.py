"""开启新年度: which agencies owe a report of the year, by which day, and word to them; repeating it changes nothing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from govreport.agencies.models import Agency, User
from govreport.calls.announce import announce
from govreport.calls.models import Deadline
from govreport.calls.notice_models import Obligation, Opening
from govreport.calls.permissions import may_supervise
from govreport.calls.standing import Line, standing
from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.errors import NotAllowed, Refused

# So long the announcement of a new year is shown.
_TOLD_DAYS = 60


@dataclass(frozen=True, slots=True)
class Preview:
    """开启前预览: the agencies, those the office excused the year before, the local days that will be copied."""

    lines: Sequence[Line]
    excused: Collection[int]
    copied: Sequence[tuple[Deadline, date]]
    opened: Opening | None


def preview(office: Agency, year: int) -> Preview:
    """What opening the year would do; nothing is changed."""
    lines = standing(office, year, everybody=True)
    opened = Opening.objects.filter(office=office, year=year).select_related("by").first()
    of = year if opened else year - 1
    excused = Obligation.objects.filter(year=of, owes=False, agency__in=[line.agency for line in lines])
    there = set(Deadline.objects.filter(office=office, year=year).values_list("level", "kind"))
    before = Deadline.objects.filter(office=office, year=year - 1)
    copied = [(item, _next_year(item.day)) for item in before if (item.level, item.kind) not in there]
    return Preview(lines, set(excused.values_list("agency", flat=True)), copied, opened)


@transaction.atomic
def open_year(*, office: Agency, year: int, owing: Collection[str], by: User) -> Opening:
    """Open the year for the agencies with these codes; the others under the office owe none.

    Once opened, the list may be changed in the same way; days and the announcement are not made twice. Raises
    ``NotAllowed`` for people of other offices, ``Refused`` for a year that has not ended its predecessor, or no agency.
    """
    office = Agency.objects.select_for_update().get(pk=office.pk)
    if not may_supervise(by, office):
        raise NotAllowed(_("年度由主管部门开启，您的岗位不能开启。"))
    if not timezone.localdate().year - 1 <= year <= timezone.localdate().year:
        raise Refused(_("只能开启上年度和本年度。"))
    found = preview(office, year)
    owe = {line.agency: line.code in owing for line in found.lines}
    if not any(owe.values()):
        raise Refused(_("没有选中应报的机关。请至少选择一个。"))
    for agency, owes in owe.items():
        Obligation.objects.update_or_create(agency_id=agency, year=year, defaults={"owes": owes})
    opening, new = Opening.objects.get_or_create(office=office, year=year, defaults={"by": by})
    if new:
        _begin(office, year, found, by)
    payload = {"year": year, "expected": sum(owe.values()), "excused": sum(not owes for owes in owe.values())}
    record(actions.YEAR_OPENED, by=by, agency=office, subject=f"agency:{office.pk}", payload=payload)
    return opening


def _begin(office: Agency, year: int, found: Preview, by: User) -> None:
    for item, day in found.copied:
        same = {"office": office, "year": year, "level": item.level, "kind": item.kind}
        Deadline.objects.create(**same, day=day, basis=item.basis, set_by=by)
    today = timezone.localdate()
    # What an office announces is Chinese whatever language its page is shown in.
    with translation.override("zh-hans"):
        title = _("%(year)s年度政府信息公开工作年度报告开始编制") % {"year": year}
        text = _("请按规定的格式编制%(year)s年度报告，在期限前报送并公布。期限见工作台上的年报。") % {"year": year}
    announce(
        office=office,
        title=title,
        text=text,
        role="",
        from_day=today,
        until_day=today + timedelta(days=_TOLD_DAYS),
        by=by,
    )


def _next_year(day: date) -> date:
    return day.replace(year=day.year + 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)
