"""通知公告: tell the people under an office something, for some days; who has read it is on record."""

from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from govreport.agencies.models import STAFF, Agency, Placement, Role, User
from govreport.agencies.querysets import posts
from govreport.calls.notice_models import TEXT_LIMIT, TITLE_LIMIT, Announcement, Reading
from govreport.calls.permissions import may_supervise
from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.errors import NotAllowed, Refused
from govreport.standards.characters import clean


@transaction.atomic
def announce(
    *, office: Agency, title: str, text: str, role: str, from_day: date, until_day: date, by: User
) -> Announcement:
    """Publish to one post (``role``) or to all (empty). Raises ``NotAllowed`` or ``Refused`` with a sentence."""
    if not may_supervise(by, office):
        raise NotAllowed(_("通知公告由主管部门发布，您的岗位不能发布。"))
    head, body = clean(title).strip(), clean(text).strip()
    if not head or not body:
        raise Refused(_("请填写标题和内容。"))
    if len(head) > TITLE_LIMIT or len(body) > TEXT_LIMIT:
        words = _("标题最多 %(title)s 字，内容最多 %(text)s 字。请删减。")
        raise Refused(words % {"title": TITLE_LIMIT, "text": TEXT_LIMIT})
    if until_day < from_day:
        words = _("截止日期 %(until)s 早于起始日期 %(from)s，请核对。")
        raise Refused(words % {"until": until_day.isoformat(), "from": from_day.isoformat()})
    made = Announcement.objects.create(
        office=office, title=head, text=body, role=role, from_day=from_day, until_day=until_day, by=by
    )
    days = {"from": from_day.isoformat(), "until": until_day.isoformat()}
    payload = {"title": head, "role": role, **days, "announcement": made.pk}
    record(actions.ANNOUNCED, by=by, agency=office, subject=f"agency:{office.pk}", payload=payload)
    return made


def announcements_for(user: User) -> QuerySet[Announcement]:
    """What is told to the person today and not yet read: by the offices above the agencies the person works at."""
    mine = [post for post in posts(user.pk) if post.role in STAFF and post.path]
    reached = Q(pk__in=[])
    for role in {Role(post.role) for post in mine}:
        codes = {code for post in mine if post.role == role for code in (post.path or "").split("/")}
        reached |= Q(office__code__in=codes, role__in=["", role])
    today = timezone.localdate()
    current = Announcement.objects.filter(reached, from_day__lte=today, until_day__gte=today)
    read = Reading.objects.filter(announcement=OuterRef("pk"), person=user)
    return current.exclude(Exists(read)).select_related("office")


def read(*, announcement: Announcement, by: User) -> None:
    """已读; the first time counts."""
    Reading.objects.get_or_create(announcement=announcement, person=by)


def reach(announcement: Announcement) -> int:
    """How many people an announcement is for, as the posts are now."""
    return reached(announcement).count()


def reached(announcement: Announcement) -> QuerySet[User]:
    """The people an announcement is for, as the posts are now; each once."""
    last = Placement.objects.filter(agency=announcement.office).order_by("from_year").last()
    if last is None:
        return User.objects.none()
    inside = Placement.objects.filter(Q(path=last.path) | Q(path__startswith=f"{last.path}/"), to_year__isnull=True)
    roles = [announcement.role] if announcement.role else list(STAFF)
    # Role and place of one and the same post: two conditions on a join of its own each would take any two.
    here = Q(memberships__role__in=roles, memberships__agency__in=inside.values("agency"))
    return User.objects.filter(here, is_active=True).distinct()
