"""代办: for some days somebody else acts in a post; what is done is recorded on behalf of its holder."""

from datetime import date
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from govreport.agencies.models import ADMINISTRATORS, Membership, Substitution, User
from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.errors import Refused
from govreport.staffing.authority import refuse_own, refuse_post
from govreport.standards.characters import clean

# Longer absences are handed over (移交).
LONGEST_DAYS: Final = 92


@transaction.atomic
def stand_in(
    *, post: Membership, substitute: User, from_day: date, until_day: date, by: User, reason: str = ""
) -> Substitution:
    """委托代办 from one day to another, both included; by the holder, the lead or the security administrator.

    Raises ``NotAllowed`` and ``Refused``.
    """
    current = Membership.objects.select_for_update(of=("self",)).select_related("user", "agency").get(pk=post.pk)
    if current.user_id != by.pk:
        refuse_post(by, current)
        refuse_own(by, substitute)
    _refuse_substitute(current, substitute)
    _refuse_days(from_day, until_day)
    same = Substitution.objects.filter(post=current, ended_at__isnull=True)
    overlapping = same.filter(from_day__lte=until_day, until_day__gte=from_day).select_related("substitute").first()
    if overlapping is not None:
        if (overlapping.substitute_id, overlapping.from_day, overlapping.until_day) == (
            substitute.pk,
            from_day,
            until_day,
        ):
            return overlapping
        words = _("%(from)s 至 %(until)s 已委托%(name)s代办，日期有重叠。请先结束那一次，或另选日期。")
        days = {"from": overlapping.from_day.isoformat(), "until": overlapping.until_day.isoformat()}
        raise Refused(words % {**days, "name": overlapping.substitute})
    stored = Substitution.objects.create(
        post=current,
        substitute=substitute,
        from_day=from_day,
        until_day=until_day,
        reason=" ".join(clean(reason).split())[:100],
        arranged_by=by,
    )
    _record(actions.SUBSTITUTE_SET, stored, by)
    return stored


@transaction.atomic
def end_standing_in(*, substitution: Substitution, by: User) -> Substitution:
    """结束代办, at once; by whoever may arrange it. Ended twice is ended once."""
    found = Substitution.objects.select_for_update(of=("self",)).select_related("post__user", "post__agency")
    current = found.get(pk=substitution.pk)
    if current.post.user_id != by.pk:
        refuse_post(by, current.post)
    if current.ended_at is None:
        current.ended_at = timezone.now()
        current.save(update_fields=["ended_at"])
        _record(actions.SUBSTITUTE_ENDED, current, by)
    return current


def _refuse_substitute(post: Membership, substitute: User) -> None:
    if post.role in ADMINISTRATORS:
        raise Refused(_("系统、安全、审计管理员的岗位不能由他人代办，请移交岗位。"))
    if substitute.pk == post.user_id:
        raise Refused(_("代办人就是任这个岗位的人，请选择另一位同事。"))
    if not substitute.is_active:
        raise Refused(_("“%(name)s”的账号已停用，请选择另一位同事。") % {"name": substitute})
    if substitute.memberships.filter(role__in=ADMINISTRATORS).exists():
        raise Refused(_("“%(name)s”是系统、安全或审计管理员，不能代办业务岗位。") % {"name": substitute})
    if not substitute.memberships.filter(agency=post.agency).exists():
        words = _("“%(name)s”不在“%(agency)s”的岗位上，不能代办。请先为本人安排岗位。")
        raise Refused(words % {"name": substitute, "agency": post.agency})


def _refuse_days(from_day: date, until_day: date) -> None:
    days = {"from": from_day.isoformat(), "until": until_day.isoformat()}
    if until_day < from_day:
        raise Refused(_("代办截止日期 %(until)s 早于起始日期 %(from)s，请核对。") % days)
    if until_day < timezone.localdate():
        raise Refused(_("代办截止日期 %(until)s 已经过去，请另选日期。") % days)
    if (until_day - from_day).days >= LONGEST_DAYS:
        words = _("代办从 %(from)s 到 %(until)s，超过 %(most)s 天。时间更长的，请移交岗位。")
        raise Refused(words % {**days, "most": LONGEST_DAYS})


def _record(action: str, substitution: Substitution, by: User) -> None:
    post = substitution.post
    days = f"{substitution.from_day.isoformat()} — {substitution.until_day.isoformat()}"
    payload = {
        "note": f"{substitution.substitute} → {post.user}（{post.get_role_display()}）{days}",
        "role": post.role,
        "reason": substitution.reason,
        "substitution": substitution.pk,
    }
    record(action, by=by, agency=post.agency, subject=f"user:{substitution.substitute_id}", payload=payload)
