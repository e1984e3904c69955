"""登录设备与会话: how long somebody stays signed in, in how many browsers, and how that is ended."""

from datetime import datetime, timedelta
from importlib import import_module
from typing import Final

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

from govreport.accounts.models import Device
from govreport.agencies.models import User

IDLE: Final = timedelta(minutes=30)
LONGEST: Final = timedelta(hours=12)
MOST: Final = 2
# Everybody who looks at a demonstration shares its accounts.
MOST_SHARED: Final = 200
# The last use is written down once in so long.
NOTED: Final = timedelta(minutes=1)

SINCE: Final = "signed_in_at"
SEEN: Final = "seen_at"


def ended(session: SessionBase) -> str:
    """Why the session is over: ``idle``, ``long``, or nothing while it goes on."""
    now = timezone.now()
    if SINCE not in session:
        return ""
    if now - _time(session, SINCE) >= LONGEST:
        return "long"
    return "idle" if now - _time(session, SEEN) >= IDLE else ""


def begin(session: SessionBase, *, user: User, address: str, agent: str, provider: str = "") -> int:
    """登记登录设备; the oldest beyond ``most()`` are signed out. Returns how many were.

    ``provider``: the digest of the provider's own session (``Device.provider_session``).
    """
    adopt(session, user=user, address=address, agent=agent, provider=provider)
    return sum(end(device) for device in living(user)[most() :])


def most() -> int:
    """In how many browsers one account is used at a time."""
    return MOST_SHARED if settings.DEMO else MOST


def adopt(session: SessionBase, *, user: User, address: str, agent: str, provider: str = "") -> None:
    """The same for a session that is there already, and ends no other."""
    now = timezone.now()
    session[SINCE] = session[SEEN] = now.timestamp()
    if not session.session_key:
        session.save()
    facts = {"user": user, "address": address, "agent": agent[:300], "since": now, "seen": now}
    facts["provider_session"] = provider
    Device.objects.update_or_create(session_key=session.session_key, defaults=facts)


def use(session: SessionBase) -> None:
    """Somebody is at it: the idle time begins anew."""
    now = timezone.now()
    if abs(now - _time(session, SEEN)) >= NOTED:
        session[SEEN] = now.timestamp()
        Device.objects.filter(session_key=session.session_key).update(seen=now)


def living(user: User) -> list[Device]:
    """The devices on which the person is signed in, the newest first; what has ended is struck off."""
    now = timezone.now()
    Device.objects.filter(user=user, since__lte=now - LONGEST).delete()
    # The last use is noted once a minute: only then is it certain that nobody was at it.
    Device.objects.filter(user=user, seen__lte=now - IDLE - NOTED).delete()
    return list(Device.objects.filter(user=user))


def end(device: Device) -> int:
    """退出设备: whoever is signed in there is signed out with the next request. Always 1."""
    _store(device.session_key).delete()
    Device.objects.filter(pk=device.pk).delete()
    return 1


def end_all(user: User, *, but: str | None = None) -> int:
    """Sign the person out everywhere, or everywhere ``but`` in one session; how many were ended."""
    return sum(end(device) for device in Device.objects.filter(user=user).exclude(session_key=but or ""))


def moved(before: str | None, session: SessionBase) -> None:
    """The session has got another key: the device is the same."""
    if before and session.session_key:
        Device.objects.filter(session_key=before).update(session_key=session.session_key)


def _store(key: str) -> SessionBase:
    return import_module(settings.SESSION_ENGINE).SessionStore(key)  # type: ignore[no-any-return]


def _time(session: SessionBase, name: str) -> datetime:
    return datetime.fromtimestamp(float(session.get(name) or 0), tz=timezone.get_current_timezone())
