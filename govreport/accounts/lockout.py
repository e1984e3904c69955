"""登录失败处理: after how many failures nobody gets to try again for a while, and from where.

An attempt is written down before the password is looked at and struck out when it was right: attempts made at the same
time cannot slip past the count together.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from govreport.accounts.models import Failure
from govreport.agencies.models import Agency, User
from govreport.journal import actions
from govreport.journal.services import record

# 5 failures lock a user name for one address for 30 minutes; 20 in a day lock it for all until midnight.
MOST_AT_ADDRESS: Final = 5
LOCKED: Final = timedelta(minutes=30)
MOST_IN_A_DAY: Final = 20
# More from one address, for whatever names, has to wait until the minute is over.
MOST_IN_A_MINUTE: Final = 10
KEPT: Final = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Locked:
    """锁定: nobody gets to try; ``why`` is ``client``, ``day`` or ``address``, ``seconds`` the time to wait."""

    why: str
    seconds: int

    @property
    def minutes(self) -> int:
        """The same in minutes, rounded up."""
        return -(-self.seconds // 60)


def folded(username: str) -> str:
    """The user name as it is counted: the same for capital letters, spaces around it and characters nobody sees."""
    return "".join(character for character in username if character.isprintable()).strip().casefold()[:150]


def attempt(*, username: str, address: str, step: str = "password") -> Failure | Locked:
    """Write an attempt down as failed, for the caller to call ``succeeded`` on; or say why there is none."""
    now = timezone.now()
    one = Failure.objects.create(name=folded(username), address=address, step=step, at=now)
    locked = _locked(Failure.objects.exclude(pk=one.pk), one, now)
    if locked:
        one.delete()
        return locked
    return one


def lock_of(username: str) -> Locked | None:
    """锁定状态 of a user name, for the address where it is locked longest."""
    now, name = timezone.now(), folded(username)
    recent = Failure.objects.filter(name=name, at__gt=now - LOCKED)
    found = [_by_day(Failure.objects.all(), name, now)]
    for address, step in recent.values_list("address", "step").distinct():
        found.append(_by_address(recent, Failure(name=name, address=address, step=step), now))
    return max((item for item in found if item), key=lambda item: item.seconds, default=None)


@transaction.atomic
def succeeded(one: Failure) -> None:
    """The attempt was right: it and the failures of the same person at the same address are forgotten."""
    Failure.objects.filter(name=one.name, address=one.address, step=one.step).delete()
    Failure.objects.filter(at__lt=timezone.now() - KEPT).delete()


def failed(one: Failure) -> Locked | None:
    """The attempt was wrong; the lock it led to, which goes into the journal, if any."""
    now = timezone.now()
    everything = Failure.objects.all()
    locked = _by_address(everything, one, now) or _by_day(everything, one.name, now)
    if locked:
        user = User.objects.filter(username__iexact=one.name).first()
        if user:
            payload = {"note": f"{user}：{locked.minutes} min", "why": locked.why}
            record(
                actions.ACCOUNT_LOCKED,
                by=None,
                agency=agency_of(user),
                subject=f"user:{user.pk}",
                payload=payload,
                succeeded=False,
            )
    return locked


def clear(username: str) -> int:
    """解除锁定: forget the failures of a user name; how many there were."""
    return Failure.objects.filter(name=folded(username)).delete()[0]


def agency_of(user: User) -> Agency | None:
    """In whose chain of the journal the events of an account stand: that of its first post."""
    return Agency.objects.filter(memberships__user=user).order_by("memberships__pk").first()


def _locked(failures: QuerySet[Failure], one: Failure, now: datetime) -> Locked | None:
    minute = failures.filter(address=one.address, at__gt=now - timedelta(minutes=1)).order_by("at")
    times = list(minute.values_list("at", flat=True))
    if one.address and len(times) >= MOST_IN_A_MINUTE:
        return Locked("address", _seconds(times[-MOST_IN_A_MINUTE] + timedelta(minutes=1), now))
    return _by_address(failures, one, now) or _by_day(failures, one.name, now)


def _by_address(failures: QuerySet[Failure], one: Failure, now: datetime) -> Locked | None:
    same = failures.filter(name=one.name, address=one.address, step=one.step, at__gt=now - LOCKED)
    times = list(same.order_by("at").values_list("at", flat=True))
    return Locked("client", _seconds(times[-1] + LOCKED, now)) if len(times) >= MOST_AT_ADDRESS else None


def _by_day(failures: QuerySet[Failure], name: str, now: datetime) -> Locked | None:
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    if failures.filter(name=name, at__gte=midnight).count() < MOST_IN_A_DAY:
        return None
    return Locked("day", _seconds(midnight + timedelta(days=1), now))


def _seconds(until: datetime, now: datetime) -> int:
    return max(1, int((until - now).total_seconds()) + 1)
