"""运行状况与监测指标: whether this process lives, whether it can serve (interfaces §5), and its figures."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from govreport.operations import health
from govreport.operations import metrics as figures


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """The process answers; nothing else is asked."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and every migration is applied, else 503; both name what is not well."""
    checks = health.checks()
    status = health.status_of(checks)
    return JsonResponse({"status": status, "checks": checks}, status=503 if status == "unavailable" else 200)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """What Prometheus reads; for everybody outside its networks there is no such page."""
    if not figures.is_allowed(request):
        raise Http404
    return HttpResponse(figures.text(), content_type=figures.CONTENT_TYPE)
