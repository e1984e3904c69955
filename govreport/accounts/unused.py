"""久未使用的账号: an account with which nobody has signed in for 90 days is suspended, until somebody restores it."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import DateTimeField, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from govreport.accounts import sessions
from govreport.accounts.lockout import agency_of
from govreport.agencies.models import Role, User
from govreport.journal import actions
from govreport.journal.models import Event
from govreport.journal.services import record

DAYS: Final = 90


def unused() -> QuerySet[User]:
    """Active accounts without a sign-in for so long, counted from their opening or their last restoring.

    Security administrators are left out: without them nobody could restore anybody.
    """
    since = timezone.now() - timedelta(days=DAYS)
    restored = Event.objects.filter(action=actions.ACCOUNT_RESTORED, at__gt=since).values_list("subject", flat=True)
    spared = [int(subject.removeprefix("user:")) for subject in set(restored)]
    used = Coalesce("last_login", "date_joined", output_field=DateTimeField())
    old = User.objects.filter(is_active=True).alias(used=used).filter(used__lt=since).exclude(pk__in=spared)
    return old.exclude(memberships__role=Role.SECURITY_ADMIN).order_by("pk")


def suspend_unused() -> int:
    """停用 them, each with its entry in the journal; how many there were. A demonstration keeps its accounts."""
    if settings.DEMO:
        return 0
    keys = list(unused().values_list("pk", flat=True))
    return sum(_suspend(pk) for pk in keys)


@transaction.atomic
def _suspend(pk: int) -> bool:
    user = User.objects.select_for_update().get(pk=pk)
    if not unused().filter(pk=pk).exists():  # signed in meanwhile
        return False
    user.is_active = False
    user.save(update_fields=["is_active"])
    sessions.end_all(user)
    payload = {"note": f"{user}：" + _("%(days)s 天没有登录") % {"days": DAYS}}
    record(actions.ACCOUNT_SUSPENDED, by=None, agency=agency_of(user), subject=f"user:{pk}", payload=payload)
    return True
