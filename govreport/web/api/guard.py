"""接口的门: every answer of the interface is open to any page, counted, and sent again only when it has changed."""

import json
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern

from govreport.web.ui.conditional import file_if_changed
from govreport.web.ui.limits import ONE_MINUTE, Limit, waiting

REQUESTS: Final = Limit("api", 60, ONE_MINUTE)
READING: Final = ("GET", "HEAD", "OPTIONS")


def guarded(patterns: list[Any]) -> list[Any]:
    """The same addresses behind the door."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            pattern.callback = _guard(pattern.callback)
    return patterns


def _guard(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = _answer(request, view, args, kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Retry-After"
        return response

    return answered


def _answer(
    request: HttpRequest, view: Callable[..., HttpResponseBase], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> HttpResponseBase:
    if request.method == "OPTIONS":
        response: HttpResponseBase = HttpResponse(status=HTTPStatus.NO_CONTENT)
        response["Access-Control-Allow-Methods"] = ", ".join(READING)
        response["Access-Control-Allow-Headers"] = "If-None-Match"
        response["Access-Control-Max-Age"] = "86400"
        return response
    if request.method not in READING:
        response = _problem(HTTPStatus.METHOD_NOT_ALLOWED, "这个接口只供读取。Read-only.")
        response["Allow"] = ", ".join(READING)
        return response
    if seconds := waiting(request, REQUESTS):
        response = _problem(
            HTTPStatus.TOO_MANY_REQUESTS,
            f"这个网络地址请求得太频繁，请 {seconds} 秒后再试。Too many requests; try again in {seconds} s.",
        )
        response["Retry-After"] = str(seconds)
        return response
    if "\x00" in request.get_full_path() or "%00" in request.get_full_path():
        return _problem(HTTPStatus.BAD_REQUEST, "请求中有不能使用的字符。The request holds a character of no use.")
    method, request.method = request.method, "GET"
    response = view(request, *args, **kwargs)
    request.method = method  # after HEAD the server leaves the content out
    if isinstance(response, HttpResponse) and response.status_code == HTTPStatus.OK:
        return file_if_changed(request, response)
    return response


def _problem(status: HTTPStatus, detail: str) -> HttpResponse:
    body = json.dumps({"detail": detail}, ensure_ascii=False)
    return HttpResponse(body, status=status, content_type="application/json; charset=utf-8")
