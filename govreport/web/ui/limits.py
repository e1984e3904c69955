"""限流: how often one address may ask for something in a stretch of time."""

import hashlib
import time
from typing import Final, NamedTuple

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest

TEN_MINUTES: Final = 10 * 60
ONE_MINUTE: Final = 60


class Limit(NamedTuple):
    """上限: so many requests of a kind in so many seconds."""

    kind: str
    most: int
    seconds: int = TEN_MINUTES


def waiting(request: HttpRequest, limit: Limit) -> int:
    """Counts this request; the seconds to wait where there were too many, else 0."""
    now = int(time.time())
    window = now // limit.seconds
    key = f"govreport.{limit.kind}.{window}.{hashlib.sha256(who(request).encode()).hexdigest()[:32]}"
    cache = caches["shared"]
    cache.add(key, 0, limit.seconds)
    try:
        count = cache.incr(key)
    except ValueError:  # the window ended between the two
        return 0
    return 0 if count <= limit.most else (window + 1) * limit.seconds - now


def who(request: HttpRequest) -> str:
    """Who is signed in counts for himself: a whole office may stand behind one address."""
    return f"user {request.user.pk}" if request.user.is_authenticated else address_of(request)


def address_of(request: HttpRequest) -> str:
    """来源地址; behind our own proxy, which the settings tell, the last address it names is the one that asked."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return (forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", ""))[:45]
