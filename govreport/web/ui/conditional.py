"""条件请求: an unchanged page or file is answered with 304 and not sent again."""

import hashlib
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, Final, ParamSpec, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

# The token is masked anew in every answer; the cookie it belongs to is counted instead, so that a page kept by a
# browser never carries a token that no longer fits.
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')


# Pages are other pages after an upgrade, and that starts every process anew, whatever times its files bear.
_STARTED: Final = datetime.now(UTC)
# What changed so lately may change again within the same second, or have changed in a transaction that is not over yet.
SETTLED = timedelta(minutes=2)


def program_changed() -> datetime:
    """Since when this program answers."""
    return _STARTED


def last_of(*times: datetime | None) -> datetime:
    """When something last changed that is made from data, given when they changed, and by this program."""
    return max([program_changed(), *(moment for moment in times if moment is not None)])


def page_if_changed(request: HttpRequest, response: HttpResponse, modified: datetime | None = None) -> HttpResponseBase:
    """The page, or 304 when the browser already has it (in this language and size, with this cookie).

    ``modified`` is when the data of the page last changed, where that is known.
    """
    secret = request.META.get("CSRF_COOKIE", request.COOKIES.get(settings.CSRF_COOKIE_NAME, ""))
    digest = hashlib.sha256(TOKEN.sub(b"", response.content) + secret.encode())
    patch_cache_control(response, private=True, no_cache=True)
    return answer_if_changed(request, response, digest.hexdigest()[:32], last_of(modified) if modified else None)


def file_if_changed(request: HttpRequest, response: HttpResponse, modified: datetime | None = None) -> HttpResponseBase:
    """The file, or 304 when the reader already has these bytes; shared caches may keep it but must ask."""
    patch_cache_control(response, public=True, no_cache=True)
    return answer_if_changed(request, response, hashlib.sha256(response.content).hexdigest(), modified)


def answer_if_changed(
    request: HttpRequest, response: HttpResponseBase, digest: str, modified: datetime | None = None
) -> HttpResponseBase:
    """The response with its ``ETag`` and, once that has settled, ``Last-Modified``; or 304 for who has it already."""
    etag = quote_etag(digest)
    response["ETag"] = etag
    moment = None
    if modified is not None and modified <= timezone.now() - SETTLED:
        moment = int(modified.timestamp())
        response["Last-Modified"] = http_date(moment)
    # Only headers and cookies of the response are looked at: it may as well be a stream.
    whole = cast(HttpResponse, response)
    answer = get_conditional_response(request, etag=etag, last_modified=moment, response=whole)
    return response if answer is None else answer


def conditional(view: View[P]) -> View[P]:
    """A public page that is sent again only when it has changed; answers other than 200 go out as they are."""

    @wraps(view)
    def asked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if isinstance(response, HttpResponse) and response.status_code == HTTPStatus.OK:
            return page_if_changed(request, response)
        return response

    return asked
