"""统一身份认证 (OpenID Connect): the code flow with PKCE, and what is believed of the answer.

The provider is the one of the settings; nothing in a token chooses its key set, algorithm, issuer or audience.
"""

import hashlib
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.core.cache import cache, caches

from govreport.accounts.sessions import LONGEST

SECONDS: Final = 600
# Keys of the session: what was asked of the provider, by state; and the token that names the sign-in when it ends.
ASKED: Final = "oidc_asked"
HINT: Final = "oidc_hint"
# Key of the session: the digest of the provider's own session, until the device is noted.
THERE: Final = "oidc_session"
MOST_AT_ONCE: Final = 5
# Of the provider's own particulars and keys.
KEPT: Final = 600
WAIT: Final = 5
# For how long an address of the provider that did not answer is not asked again: waiting for it holds a worker.
AWAY: Final = 10
# Seconds by which two clocks may differ.
LEEWAY: Final = 60
LARGEST: Final = 500_000
# Asked of every sign-in, so that the provider says when it was that somebody proved who they are (``auth_time``): as
# long as a session lasts at most, which asks nobody more often.
OLDEST_SIGN_IN: Final = int(LONGEST.total_seconds())


class ProviderError(Exception):
    """The provider cannot be reached, or its particulars are not in order."""


class TokenError(Exception):
    """What came back does not prove who it is."""


@dataclass(frozen=True, slots=True)
class Proof:
    """认证结果: who the provider says it is; ``two``: it asked for two factors."""

    issuer: str
    subject: str
    name: str
    claims: Mapping[str, Any]
    onward: str
    token: str

    @property
    def at(self) -> float:
        """When the person proved it there, in seconds of the epoch and never later than now; 0 where nobody says so."""
        told, now = self.claims.get("auth_time"), time.time()
        if not isinstance(told, int) or isinstance(told, bool) or not 0 < told <= now + LEEWAY:
            return 0.0
        return min(float(told), now)

    @property
    def just_now(self) -> bool:
        """Whether that was a moment ago, and not when the browser was there some time before."""
        return 0 <= time.time() - self.at <= LEEWAY

    @property
    def two(self) -> bool:
        """Whether the provider says, in words that the settings know, that it asked for two factors."""
        return str(self.claims.get("acr", "")) in settings.OIDC_ACR

    @property
    def session(self) -> str:
        """The digest of the provider's own session; empty where it does not name it."""
        return session_digest(self.claims.get("sid"))


def session_digest(sid: object) -> str:
    """By what a session of the provider is known here; empty for what is no name of one."""
    return hashlib.sha256(sid.encode()).hexdigest() if isinstance(sid, str) and sid else ""


def on() -> bool:
    """Whether a provider is set."""
    return bool(settings.OIDC_ISSUER and settings.OIDC_CLIENT_ID)


def address(session: SessionBase, *, back: str, onward: str, again: int | None = None) -> str:
    """Where the browser is sent; ``back`` is our address that the provider returns to. Raises ``ProviderError``.

    ``again``: the number of somebody signed in, who has to prove it anew there, whatever the provider remembers.
    """
    where = _endpoint("authorization_endpoint")
    verifier, nonce = secrets.token_urlsafe(48), secrets.token_urlsafe(24)
    more = {"acr_values": " ".join(settings.OIDC_ACR)} if settings.OIDC_ACR else {}
    more |= {"prompt": "login", "max_age": "0"} if again else {"max_age": str(OLDEST_SIGN_IN)}
    with _client(back) as client:
        url, state = client.create_authorization_url(where, code_verifier=verifier, nonce=nonce, **more)
    asked = dict(sorted(_living(session).items(), key=lambda item: item[1]["at"])[-MOST_AT_ONCE + 1 :])
    asked[state] = {"verifier": verifier, "nonce": nonce, "at": time.time(), "next": onward, "back": back}
    asked[state] |= {"again": again} if again else {}
    session[ASKED] = asked
    return str(url)


def again(session: SessionBase, state: str) -> int | None:
    """Who is signed in and asked to prove it anew, where that is what a living question of the session is about."""
    found = _living(session).get(state, {}).get("again")
    return found if isinstance(found, int) else None


def proof(session: SessionBase, answer: Mapping[str, str]) -> Proof:
    """Who came back; each state counts once. Raises ``TokenError`` or ``ProviderError``."""
    asked = _living(session)
    mine = asked.pop(answer.get("state", ""), None)
    session[ASKED] = asked
    if mine is None:
        raise TokenError("unknown, old or used state")
    # RFC 9207: another provider's answer is told apart where both name themselves.
    if answer.get("iss", settings.OIDC_ISSUER) != settings.OIDC_ISSUER:
        raise TokenError("answer of another provider")
    if "error" in answer or not answer.get("code"):
        raise TokenError(f"declined: {answer.get('error', 'no code')[:100]}")
    token = _exchanged(answer["code"], mine)
    claims = _believed(token, mine["nonce"])
    name = claims.get(settings.OIDC_CLAIM)
    return Proof(
        issuer=settings.OIDC_ISSUER,
        subject=str(claims["sub"]),
        name=name.strip() if isinstance(name, str) else "",
        claims=claims,
        onward=mine["next"],
        token=token,
    )


def farewell(session: SessionBase, *, back: str) -> str:
    """Where the person signs out at the provider too; nothing where that is not wanted, or was not signed in there."""
    hint = session.get(HINT)
    if not hint or not settings.OIDC_LOGOUT:
        return ""
    try:
        where = _endpoint("end_session_endpoint")
    except ProviderError:
        return ""
    told = {"id_token_hint": hint, "post_logout_redirect_uri": back, "client_id": settings.OIDC_CLIENT_ID}
    return f"{where}{'&' if '?' in where else '?'}{urlencode(told)}"


def _living(session: SessionBase) -> dict[str, Any]:
    now = time.time()
    return {state: item for state, item in session.get(ASKED, {}).items() if 0 <= now - item["at"] <= SECONDS}


def _exchanged(code: str, mine: Mapping[str, str]) -> str:
    """The identity token for a code."""
    from authlib.common.errors import AuthlibBaseError
    from requests import RequestException

    where = _endpoint("token_endpoint")
    try:
        with _client(mine["back"]) as client:
            found = client.fetch_token(
                where, code=code, code_verifier=mine["verifier"], timeout=WAIT, allow_redirects=False
            )
    except AuthlibBaseError as error:
        raise TokenError(f"no token: {str(error)[:100]}") from error
    except (RequestException, ValueError) as error:
        raise ProviderError(f"{type(error).__name__}: {error}") from error
    token = found.get("id_token")
    if not isinstance(token, str):
        raise TokenError("no identity token")
    return token


def _client(back: str) -> Any:
    from authlib.integrations.requests_client import OAuth2Session

    return OAuth2Session(
        settings.OIDC_CLIENT_ID,
        settings.OIDC_CLIENT_SECRET or None,
        token_endpoint_auth_method="client_secret_basic" if settings.OIDC_CLIENT_SECRET else "none",
        scope=" ".join(settings.OIDC_SCOPES),
        redirect_uri=back,
        code_challenge_method="S256",
    )


def _believed(token: str, nonce: str) -> dict[str, Any]:
    """The claims of a token that the provider signed for us, now, and for this very question."""
    claims = signed(token, sub={"essential": True}, nonce={"essential": True, "value": nonce})[1]
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if claims.get("azp", None if several else settings.OIDC_CLIENT_ID) != settings.OIDC_CLIENT_ID:
        raise TokenError("made for another client")
    if not claims["sub"] or len(str(claims["sub"])) > 255:
        raise TokenError("no subject")
    return claims


def signed(token: str, **more: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Header and claims of a token that the provider signed for us and that counts now; ``more``: further rules.

    Raises ``TokenError`` or ``ProviderError``.
    """
    from joserfc import jwt
    from joserfc.errors import InvalidKeyIdError, JoseError

    rules = jwt.JWTClaimsRegistry(
        leeway=LEEWAY,
        iss={"essential": True, "value": settings.OIDC_ISSUER},
        aud={"essential": True, "value": settings.OIDC_CLIENT_ID},
        exp={"essential": True},
        iat={"essential": True},
        **more,
    )
    try:
        try:
            found = jwt.decode(token, _keys(), algorithms=settings.OIDC_ALGORITHMS)
        except InvalidKeyIdError:  # the provider has changed its keys since
            found = jwt.decode(token, _keys(anew=True), algorithms=settings.OIDC_ALGORITHMS)
        rules.validate(found.claims)
    except (JoseError, ValueError, TypeError) as error:
        raise TokenError(f"{type(error).__name__}: {error}") from error
    return dict(found.header), dict(found.claims)


def _keys(*, anew: bool = False) -> Any:
    """The provider's public keys; private and shared ones would prove nothing and are left out."""
    from joserfc.errors import JoseError
    from joserfc.jwk import KeySet

    found = _kept(_endpoint("jwks_uri"), anew=anew)
    public = [key for key in found.get("keys", []) if isinstance(key, dict) and key.get("kty") in ("RSA", "EC")]
    try:
        return KeySet.import_key_set({"keys": public})
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise ProviderError(f"keys: {error}") from error


def _endpoint(name: str) -> str:
    """One of the provider's addresses; over TLS, except on this very machine."""
    known = _kept(f"{settings.OIDC_ISSUER.rstrip('/')}/.well-known/openid-configuration")
    if known.get("issuer") != settings.OIDC_ISSUER:
        raise ProviderError("the particulars are of another issuer")
    where = known.get(name)
    if not isinstance(where, str) or not safe(where):
        raise ProviderError(f"no safe {name}")
    return where


def safe(where: str) -> bool:
    """Whether an address of the provider is over TLS, or of this very machine."""
    parts = urlsplit(where)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1"))


def _kept(where: str, *, anew: bool = False) -> dict[str, Any]:
    """What the provider publishes, asked for again after ten minutes; ``anew`` at most once in ten seconds."""
    key = f"govreport.oidc.{where}"
    found: dict[str, Any] | None = cache.get(key)
    if found is None or (anew and cache.add(f"{key}.anew", 1, 10)):
        found = _answered(where)
        cache.set(key, found, KEPT)
    return found


def _answered(where: str) -> dict[str, Any]:
    """The same as ``_published``, and at once none where there was none a moment ago, whichever process asked."""
    mark = f"govreport.oidc.away.{hashlib.sha256(where.encode()).hexdigest()}"
    if caches["shared"].get(mark):
        raise ProviderError(f"{where[:100]} did not answer a moment ago")
    try:
        return _published(where)
    except ProviderError:
        caches["shared"].set(mark, 1, AWAY)
        raise


def _published(where: str) -> dict[str, Any]:
    """What lies at an address, as JSON; never from where that leads on to."""
    import requests

    if not safe(where):
        raise ProviderError(f"not over TLS: {where[:100]}")
    try:
        got = requests.get(where, timeout=WAIT, allow_redirects=False, headers={"Accept": "application/json"})
        found = got.json() if len(got.content) <= LARGEST else None
    except (requests.RequestException, ValueError) as error:
        raise ProviderError(f"{type(error).__name__}: {error}") from error
    if not isinstance(found, dict) or got.status_code != 200:
        raise ProviderError(f"{where[:100]} answered {got.status_code}")
    return found
