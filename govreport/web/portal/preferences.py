"""阅读偏好: what a reader chose for this browser; no account needed."""

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from govreport.web.ui.context import CONTRAST_COOKIE, ELDER_COOKIE, SIZE_COOKIE, SIZES, cookie

ONE_YEAR = 365 * 24 * 60 * 60


@require_POST
def elder(request: HttpRequest) -> HttpResponseRedirect:
    """长辈版: switch the enlarged display on (`elder=1`) or off, and go back to `next` on this site."""
    response = _back(request)
    _keep(request, response, ELDER_COOKIE, "1" if request.POST.get("elder") == "1" else "")
    return response


@require_POST
def reading(request: HttpRequest) -> HttpResponseRedirect:
    """字号与对比度: `size` is s, m or l (小 中 大), `contrast` 1 or 0; what is not sent stays as it is."""
    response = _back(request)
    size = request.POST.get("size")
    if size in SIZES:
        _keep(request, response, SIZE_COOKIE, "" if size == "m" else size)
    if (contrast := request.POST.get("contrast")) in ("0", "1"):
        _keep(request, response, CONTRAST_COOKIE, "1" if contrast == "1" else "")
    return response


def _back(request: HttpRequest) -> HttpResponseRedirect:
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = reverse("portal:home")
    return HttpResponseRedirect(back)


def _keep(request: HttpRequest, response: HttpResponseRedirect, name: str, value: str) -> None:
    """Remember a choice for a year; the usual one needs no remembering."""
    if value:
        response.set_cookie(
            cookie(name), value, max_age=ONE_YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
        )
    else:
        response.delete_cookie(cookie(name), samesite="Lax")
