"""页面公用信息: what every page knows without asking a database."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

ELDER_COOKIE = "elder"


def interface(request: HttpRequest) -> dict[str, Any]:
    """`elder` (长辈版 chosen), `site` (the SITE settings), `demo` (demonstration accounts may be shown)."""
    return {
        "elder": request.COOKIES.get(ELDER_COOKIE) == "1",
        "site": settings.SITE,
        "demo": settings.DEMO,
    }
