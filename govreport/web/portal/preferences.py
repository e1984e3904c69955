"""阅读偏好: what a reader chose for this browser; no account needed."""

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from govreport.web.ui.context import ELDER_COOKIE

ONE_YEAR = 365 * 24 * 60 * 60


@require_POST
def elder(request: HttpRequest) -> HttpResponseRedirect:
    """长辈版: switch the enlarged display on (`elder=1`) or off, and go back to `next` on this site."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = reverse("portal:home")
    response = HttpResponseRedirect(back)
    if request.POST.get("elder") == "1":
        response.set_cookie(
            ELDER_COOKIE, "1", max_age=ONE_YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
        )
    else:
        response.delete_cookie(ELDER_COOKIE, samesite="Lax")
    return response
