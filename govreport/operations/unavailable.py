"""暂时无法使用: 503 with a sentence instead of an error, where the database is away or the system is maintained."""

import sys
from typing import Final

from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import loader
from django.views.defaults import server_error

# Seconds after which a browser or a program may ask again.
SOON: Final = 10
LATER: Final = 120


def went_wrong(request: HttpRequest) -> HttpResponse:
    """The handler of errors (``handler500``): a database that is away is no fault of a page, and passes."""
    if not isinstance(sys.exc_info()[1], OperationalError | InterfaceError) or _answers():
        return server_error(request)
    return _answer(request, {"maintained": False}, SOON)


def under_maintenance(request: HttpRequest, until: str) -> HttpResponse:
    """The answer to everybody while the system is maintained."""
    return _answer(request, {"maintained": True, "until": until}, LATER)


def _answers() -> bool:
    """Whether the database is there: then the error was another one, such as a statement that took too long."""
    try:
        connection.close()
        connection.ensure_connection()
    except (OperationalError, InterfaceError):
        return False
    return True


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
