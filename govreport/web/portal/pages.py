"""说明与联系: help, contact, and where to report an error (纠错)."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from govreport.web.ui.conditional import conditional


@require_safe
@conditional
def help_page(request: HttpRequest) -> HttpResponseBase:
    """`from` is the address of the page whose error is to be reported; it is shown for copying."""
    page = request.GET.get("from", "")[:300]
    if not page.startswith("/") or not url_has_allowed_host_and_scheme(page, None):
        page = ""
    context = {
        "page_url": request.build_absolute_uri(page) if page else "",
        "corrections": settings.SITE.get("corrections", ""),
    }
    return render(request, "portal/help.html", context)
