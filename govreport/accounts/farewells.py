"""后台退出 (OpenID Connect Back-Channel Logout 1.0): the provider says that somebody has signed out there.

What is said is believed only of a token that is made for this: typed, with its event, without a nonce, and once.
"""

import hashlib
import time
from typing import Any, Final

from django.conf import settings
from django.core.cache import caches
from django.db import transaction
from django.db.models import QuerySet

from govreport.accounts import oidc, sessions
from govreport.accounts.lockout import agency_of
from govreport.accounts.models import Device
from govreport.accounts.oidc import TokenError
from govreport.agencies.models import User
from govreport.journal import actions
from govreport.journal.services import record

EVENT: Final = "http://schemas.openid.net/event/backchannel-logout"
# Older ones are not believed, however long they say that they are good for (seconds).
OLDEST: Final = 600
LONGEST: Final = 20_000
# Key of the session of a sign-in that is not complete: when the provider was asked for its answer, and by which names
# it would tell of the end (``names``). The end is remembered for longer than such a sign-in may take (seconds).
CAME: Final = "oidc_came"
REMEMBERED: Final = 600


def heard(token: str) -> int:
    """Sign out whom the provider names; in how many places. Raises ``TokenError`` or ``ProviderError``.

    With ``sid`` the sessions that began with that session of the provider, with ``sub`` alone all of the person.
    """
    claims = _believed(token)
    mark = f"govreport.oidc.jti.{hashlib.sha256(claims['jti'].encode()).hexdigest()}"
    if not caches["shared"].add(mark, 1, OLDEST + 2 * oidc.LEEWAY):
        raise TokenError("used before")
    _remember(claims)
    try:
        return _ended(claims)
    except Exception:
        caches["shared"].delete(mark)  # the provider may say it again
        raise


def names(subject: str, session: str) -> list[str]:
    """By what the provider may tell of the end: the person, one session of the person's, that session alone.

    ``session``: the digest of the provider's own, empty where it does not name it.
    """
    pairs = [(subject, "")] + ([(subject, session), ("", session)] if session else [])
    return [_name(*pair) for pair in pairs]


def gone(came: object) -> bool:
    """Whether the provider has told of the end since (``CAME``)."""
    if not isinstance(came, dict):
        return False
    told = caches["shared"].get_many([str(name) for name in came["names"]])
    return any(float(at) >= float(came["at"]) for at in told.values())


def _remember(claims: dict[str, Any]) -> None:
    """For sign-ins under way, which are no session yet."""
    name = _name(claims.get("sub") or "", oidc.session_digest(claims.get("sid")))
    caches["shared"].set(name, time.time(), REMEMBERED)


def _name(subject: str, session: str) -> str:
    whole = f"{settings.OIDC_ISSUER} {session} {subject}"
    return f"govreport.oidc.out.{hashlib.sha256(whole.encode()).hexdigest()}"


def _believed(token: str) -> dict[str, Any]:
    if not token or len(token) > LONGEST:
        raise TokenError("no token, or too long")
    header, claims = oidc.signed(token, jti={"essential": True}, events={"essential": True})
    kind = header.get("typ")
    if not isinstance(kind, str) or kind.lower().removeprefix("application/") not in settings.OIDC_LOGOUT_TYPES:
        raise TokenError(f"of another type: {str(kind)[:50]}")
    if not isinstance(claims["events"], dict) or not isinstance(claims["events"].get(EVENT), dict):
        raise TokenError("tells of something else")
    if "nonce" in claims:
        raise TokenError("with a nonce: no token for signing out")
    if time.time() - claims["iat"] > OLDEST:
        raise TokenError("too old")
    if not all(isinstance(claims.get(name, "x"), str) for name in ("jti", "sub", "sid")) or not claims["jti"]:
        raise TokenError("names that are none")
    if not claims.get("sub") and not claims.get("sid"):
        raise TokenError("names nobody")
    return claims


@transaction.atomic
def _ended(claims: dict[str, Any]) -> int:
    count = 0
    for user in User.objects.filter(devices__in=_devices(claims)).distinct():
        ended = sum(sessions.end(device) for device in _devices(claims).filter(user=user))
        payload = {"note": str(user), "way": "oidc", "count": ended}
        record(actions.SIGNED_OUT, by=None, agency=agency_of(user), subject=f"user:{user.pk}", payload=payload)
        count += ended
    return count


def _devices(claims: dict[str, Any]) -> "QuerySet[Device]":
    found = Device.objects.all()
    if claims.get("sub"):
        found = found.filter(user__identities__issuer=claims["iss"], user__identities__subject=claims["sub"])
    if claims.get("sid"):
        found = found.filter(provider_session=oidc.session_digest(claims["sid"]))
    return found
