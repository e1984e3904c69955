"""每个请求: gets an id, is logged and counted once, and is answered with a sentence while nothing can be served."""

import logging
import time
from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

from govreport.operations import maintenance, metrics
from govreport.operations.unavailable import under_maintenance
from govreport.tracing import about, note, request_id

HEADER: Final = "X-Request-ID"
logger = logging.getLogger("govreport.access")
Answer = Callable[[HttpRequest], HttpResponse]


class RequestLogMiddleware:
    """The outermost: one line for each request, with its id, who asked, whose report it was about, and how long."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.monotonic()
        name = request_id(request.headers.get(HEADER, ""))
        with about(request=name):
            response = self.get_response(request)
            response[HEADER] = name
            seconds = time.monotonic() - began
            # Looked at, never asked for: a line in the log costs no query.
            user = getattr(request, "_cached_user", None)
            if user is not None and user.is_authenticated:
                note(user=user.pk)
            method = request.method or ""
            match = request.resolver_match
            view = (match.view_name if match else "") or "none"
            metrics.count(view, method, response.status_code, seconds)
            facts = {"method": method, "path": request.path, "status": response.status_code, "view": view}
            # Without the query: it may hold what somebody has searched for.
            logger.info(
                "%s %s %s", method, request.path, response.status_code, extra=facts | {"ms": round(seconds * 1000)}
            )
        return response


class MaintenanceMiddleware:
    """系统维护: a page with a sentence while the operator says so; whether the process lives is still answered."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        until = maintenance.until()
        if until is None or request.path.startswith(("/health/", "/metrics", "/static/")):
            return self.get_response(request)
        return under_maintenance(request, until)
