"""暂时无法使用: 503 with a sentence instead of an error, where the database is away or the system is maintained."""

import sqlite3
import sys
from typing import Final

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import loader
from django.views.defaults import server_error

# Seconds after which a browser or a program may ask again.
SOON: Final = 10
LATER: Final = 120
_SQLITE: Final = {"SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_CANTOPEN"}


def went_wrong(request: HttpRequest) -> HttpResponse:
    """The handler of errors (``handler500``): a database that is away is no fault of a page, and passes."""
    if not _is_away(sys.exc_info()[1]):
        return server_error(request)
    return _answer(request, {"maintained": False}, SOON)


def under_maintenance(request: HttpRequest, until: str) -> HttpResponse:
    """The answer to everybody while the system is maintained."""
    return _answer(request, {"maintained": True, "until": until}, LATER)


def _is_away(error: BaseException | None) -> bool:
    """Whether the error says that the connection failed; not, for instance, that a statement took too long.

    Asked of the error and not of the database: that may be back by now.
    """
    if isinstance(error, InterfaceError):
        return True
    cause = error.__cause__ if isinstance(error, OperationalError) else None
    if isinstance(cause, sqlite3.OperationalError):
        return cause.sqlite_errorname in _SQLITE
    state = getattr(cause, "sqlstate", "")
    # Where nobody answered there is no code; class 08 is the connection's, 57P0x that of a server that stops or starts.
    return state is None or str(state).startswith(("08", "57P"))


def _answer(request: HttpRequest, facts: dict[str, object], seconds: int) -> HttpResponse:
    # Without the request: what pages else know of their reader stands in the database.
    page = loader.render_to_string("503.html", facts)
    if request.content_type == "application/json":
        sentence = loader.render_to_string("operations/sentence.txt", facts).strip()
        response: HttpResponse = JsonResponse({"message": sentence}, status=503)
    else:
        response = HttpResponse(page, status=503)
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response
