"""质询: the random bytes that a key signs; each belongs to one session, one purpose and one person, and counts once."""

import base64
import hashlib
import time
from typing import Final

from django.contrib.sessions.backends.base import SessionBase
from django.core.cache import caches
from webauthn.helpers import generate_challenge

SECONDS: Final = 300
# Key of the session: the challenge given out last.
ASKED: Final = "key_challenge"


def give(session: SessionBase, purpose: str, user: int | None) -> bytes:
    """A new challenge; the one before is worth nothing any more. ``user``: whose key is asked for, if that is known."""
    challenge = generate_challenge()
    text = base64.b64encode(challenge).decode("ascii")
    session[ASKED] = {"challenge": text, "purpose": purpose, "user": user, "at": time.time()}
    return challenge


def take(session: SessionBase, purpose: str, user: int | None) -> bytes | None:
    """The challenge that was given for this; None where there is none, it is older than five minutes, or was used."""
    found = session.pop(ASKED, None)
    if not found or found["purpose"] != purpose or found["user"] != user:
        return None
    if not 0 <= time.time() - found["at"] <= SECONDS:
        return None
    challenge = base64.b64decode(found["challenge"])
    # Of two requests that come at the same time with the same session only one finds it unused.
    mark = f"govreport.challenge.{hashlib.sha256(challenge).hexdigest()}"
    return challenge if caches["shared"].add(mark, 1, 2 * SECONDS) else None
