"""页面公用信息: what every page knows without asking a database."""

from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest

ELDER_COOKIE: Final = "elder"
SIZE_COOKIE: Final = "size"
CONTRAST_COOKIE: Final = "contrast"
# 小 中 大; the middle one is what is shown without a choice.
SIZES: Final = ("s", "m", "l")


def cookie(name: str) -> str:
    """What the cookie of a preference is called: behind TLS bound to this host."""
    return f"{settings.COOKIE_PREFIX}{name}"


def interface(request: HttpRequest) -> dict[str, Any]:
    """What the reader chose (`elder` 长辈版, `size`, `contrast`), `site` (SITE settings), `demo` (shows accounts)."""
    size = request.COOKIES.get(cookie(SIZE_COOKIE), "")
    return {
        "elder": request.COOKIES.get(cookie(ELDER_COOKIE)) == "1",
        "size": size if size in SIZES else "m",
        "contrast": request.COOKIES.get(cookie(CONTRAST_COOKIE)) == "1",
        "site": settings.SITE,
        "demo": settings.DEMO,
    }
