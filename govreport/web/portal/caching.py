"""条件请求: an unchanged page or file is answered with 304 and not sent again."""

import hashlib
import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag

# The token is masked anew in every answer; the cookie it belongs to is counted instead, so that a page kept by a
# browser never carries a token that no longer fits.
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')


def page_if_changed(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    """The page, or 304 when the browser already has it (in this language and size, with this cookie)."""
    secret = request.META.get("CSRF_COOKIE", request.COOKIES.get(settings.CSRF_COOKIE_NAME, ""))
    digest = hashlib.sha256(TOKEN.sub(b"", response.content) + secret.encode())
    patch_cache_control(response, private=True, no_cache=True)
    return _if_changed(request, response, digest.hexdigest()[:32])


def file_if_changed(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    """The file, or 304 when the reader already has these bytes; shared caches may keep it but must ask."""
    patch_cache_control(response, public=True, no_cache=True)
    return _if_changed(request, response, hashlib.sha256(response.content).hexdigest())


def _if_changed(request: HttpRequest, response: HttpResponse, digest: str) -> HttpResponseBase:
    etag = quote_etag(digest)
    response["ETag"] = etag
    answer = get_conditional_response(request, etag=etag, response=response)
    return response if answer is None else answer
