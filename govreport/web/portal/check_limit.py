"""限流: how often one address may ask the public check for work, and how large a request may be."""

from typing import Final

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest

from govreport.web.ui.limits import TEN_MINUTES as WINDOW
from govreport.web.ui.limits import Limit, waiting

# Bytes of one request, all files together.
MOST_BYTES: Final = 40 * 1024 * 1024
CHECKS: Final = Limit("check", 20)
# A result has three files, and a batch has many results.
FILES: Final = Limit("files", 90)

__all__ = ["CHECKS", "FILES", "MOST_BYTES", "WINDOW", "InMemory", "Limit", "too_large", "waiting"]


class InMemory(MemoryFileUploadHandler):
    """Holds every file in memory: what people have checked is never written to a disk, not even for a moment."""

    def handle_raw_input(self, *_args: object, **_options: object) -> None:
        self.activated = True


def too_large(request: HttpRequest) -> bool:
    """Whether the request is larger than is read, as it says itself."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return not length.isdecimal() or int(length) > MOST_BYTES
