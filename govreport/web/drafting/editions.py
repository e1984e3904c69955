"""格式数据: an edition as the browser's rules read it; kept by the browser until the edition changes."""

import hashlib
import json
from functools import cache

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from govreport.standards import all_editions
from govreport.standards.schema import browser_edition
from govreport.web.desk.access import signed_in_json

LANGUAGES = ("zh-hans", "en")
YEAR = 365 * 24 * 60 * 60


@cache
def _body(code: str, language: str) -> bytes:
    return json.dumps(browser_edition(code, language), ensure_ascii=False, separators=(",", ":")).encode()


@cache
def _digest(code: str, language: str) -> str:
    return hashlib.sha256(_body(code, language)).hexdigest()[:12]


def edition_url(code: str) -> str:
    """The address of an edition in the reader's language; it changes whenever the content does."""
    language = "en" if (get_language() or "").startswith("en") else "zh-hans"
    return f"{reverse('drafting:edition', args=[code, language])}?v={_digest(code, language)}"


@require_safe
@signed_in_json
def edition_json(request: HttpRequest, code: str, language: str) -> HttpResponseBase:
    """The cells, totals, relations and cell rules of an edition (``standards.schema.browser_edition``)."""
    if language not in LANGUAGES or code not in {item.code for item in all_editions()}:
        raise Http404
    response = HttpResponse(_body(code, language), content_type="application/json")
    if request.GET.get("v") == _digest(code, language):
        patch_cache_control(response, private=True, max_age=YEAR, immutable=True)
    return response
