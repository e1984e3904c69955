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


def heard(token: str) -> int:
    """Sign out whom the provider names; in how many places. Raises ``TokenError`` or ``ProviderError``.

    With ``sid`` the sessions that began with that session of the provider, with ``sub`` alone all of the person.
    """
    claims = _believed(token)
    mark = f"govreport.oidc.jti.{hashlib.sha256(claims['jti'].encode()).hexdigest()}"
    if not caches["shared"].add(mark, 1, OLDEST + 2 * oidc.LEEWAY):
        raise TokenError("used before")
    try:
        return _ended(claims)
    except Exception:
        caches["shared"].delete(mark)  # the provider may say it again
        raise


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
