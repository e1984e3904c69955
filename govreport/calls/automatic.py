"""自动催报: on which days an agency is asked without anybody's doing, for the years its office has opened."""

from django.conf import settings
from django.utils import timezone

from govreport.agencies.models import Agency
from govreport.calls.call import call
from govreport.calls.models import Call
from govreport.calls.notice_models import Opening
from govreport.calls.standing import standing
from govreport.reports.errors import Refused


def ask() -> int:
    """Ask every agency whose report is due in as many days as ``CALL_DAYS`` names (negative: overdue); how many.

    Once a day each, however often it runs; what needs no asking is passed over.
    """
    today = timezone.localdate()
    asked = 0
    for opening in Opening.objects.filter(year__gte=today.year - 2).select_related("office"):
        done = set(Call.objects.filter(year=opening.year, automatic_on=today).values_list("agency", flat=True))
        lines = standing(opening.office, opening.year)
        due = [line.agency for line in lines if not line.done and line.due.left(today) in settings.CALL_DAYS]
        for agency in Agency.objects.filter(pk__in=set(due) - done):
            try:
                call(agency=agency, year=opening.year, by=None, on=today)
            except Refused:
                continue
            asked += 1
    return asked
