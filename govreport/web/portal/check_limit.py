"""限流: how often one address may ask the public check for work, and how large a request may be."""

import hashlib
import time
from typing import Final, NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest

WINDOW: Final = 10 * 60
# Bytes of one request, all files together.
MOST_BYTES: Final = 40 * 1024 * 1024


class Limit(NamedTuple):
    """上限: so many requests of a kind in ten minutes."""

    kind: str
    most: int


CHECKS: Final = Limit("check", 20)
# A result has three files, and a batch has many results.
FILES: Final = Limit("files", 90)


class InMemory(MemoryFileUploadHandler):
    """Holds every file in memory: what people have checked is never written to a disk, not even for a moment."""

    def handle_raw_input(self, *_args: object, **_options: object) -> None:
        self.activated = True


def waiting(request: HttpRequest, limit: Limit) -> int:
    """Counts this request; the seconds to wait where there were too many, else 0."""
    now = int(time.time())
    window = now // WINDOW
    key = f"govreport.{limit.kind}.{window}.{hashlib.sha256(_who(request).encode()).hexdigest()[:32]}"
    cache.add(key, 0, WINDOW)
    try:
        count = cache.incr(key)
    except ValueError:  # the window ended between the two
        return 0
    return 0 if count <= limit.most else (window + 1) * WINDOW - now


def too_large(request: HttpRequest) -> bool:
    """Whether the request is larger than is read, as it says itself."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return not length.isdecimal() or int(length) > MOST_BYTES


def _who(request: HttpRequest) -> str:
    """Who is signed in counts for himself: a whole office may stand behind one address.

    Behind our own proxy, which the settings tell, the last address it names is the one that asked.
    """
    if request.user.is_authenticated:
        return f"user {request.user.pk}"
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
