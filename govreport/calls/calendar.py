"""日历订阅（iCalendar, RFC 5545）: the deadlines of a person's agencies as a calendar that any program can read."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from govreport.agencies.models import Agency, Role, User
from govreport.agencies.querysets import posts
from govreport.calls.due import Due, due_of
from govreport.calls.notice_models import CalendarKey, new_secret
from govreport.reports.models import ReportScope, State, Version

# Octets that a line may have before it is folded.
_FOLD: Final = 75
_WORKING: Final = (Role.DRAFTER, Role.REVIEWER, Role.SIGNATORY, Role.LEAD)
# A reminder of the calendar's own, so many days before.
_ALARM: Final = 7


def renew(person: User) -> CalendarKey:
    """A new secret; an address given out before is useless from now on."""
    key, new = CalendarKey.objects.get_or_create(person=person)
    if not new:
        key.secret = new_secret()
        key.save()
    return key


def revoke(person: User) -> None:
    """No address leads to the calendar any more."""
    CalendarKey.objects.filter(person=person).delete()


def calendar_of(secret: str) -> bytes | None:
    """The calendar behind a secret; None when there is none, or the account is suspended."""
    key = CalendarKey.objects.select_related("person").filter(secret=secret, person__is_active=True).first()
    if key is None:
        return None
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//govreport//calendar//ZH", "CALSCALE:GREGORIAN"]
    name = _("政府信息公开年报期限")
    lines.append(f"X-WR-CALNAME:{_text(name)}")
    for agency, year, last in _days(key.person):
        lines += _event(agency, year, last)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _days(person: User) -> Iterator[tuple[Agency, int, Due]]:
    """The reports of last year and this year that the person's own agencies have not published."""
    keys = {post.agency for post in posts(person.pk) if post.role in _WORKING}
    today = timezone.localdate()
    years = (today.year - 1, today.year)
    own = Version.objects.filter(report__agency__in=keys, report__year__in=years, report__scope=ReportScope.SELF)
    public = set(own.filter(state=State.PUBLISHED).values_list("report__agency", "report__year"))
    for agency in Agency.objects.filter(pk__in=keys):
        for year in years:
            if (agency.pk, year) not in public:
                yield agency, year, due_of(agency, year)


def _event(agency: Agency, year: int, last: Due) -> list[str]:
    words = _("%(agency)s%(year)s年度年报公布期限") % {"agency": agency.name, "year": year}
    return [
        "BEGIN:VEVENT",
        f"UID:{agency.code}-{year}@govreport",
        f"DTSTAMP:{timezone.now():%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{_date(last.day)}",
        f"DTEND;VALUE=DATE:{_date(last.day + timedelta(days=1))}",
        f"SUMMARY:{_text(words)}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"TRIGGER:-P{_ALARM}D",
        f"DESCRIPTION:{_text(words)}",
        "END:VALARM",
        "END:VEVENT",
    ]


def _date(day: date) -> str:
    return f"{day:%Y%m%d}"


def _text(words: str) -> str:
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    return words.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, cut between characters; pieces after the first begin with a space."""
    piece, size = "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > _FOLD:
            yield piece
            piece, size = " ", 1
        piece, size = piece + sign, size + octets
    yield piece
