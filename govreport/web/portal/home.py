"""首页: search first, then years and agencies as plain lists."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front page of the public site; `q` searches agency names and years."""
    return render(request, "portal/home.html", {"q": request.GET.get("q", "").strip()[:60]})
