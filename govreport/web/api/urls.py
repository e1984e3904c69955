"""开放接口的地址: /api/v1/; a new version gets addresses of its own (interfaces §5)."""

from django.urls import path

from govreport.web.api.guard import guarded
from govreport.web.api.page import index
from govreport.web.api.v1 import api

_patterns, _app, _namespace = api.urls

urlpatterns = [
    path("v1/", index, name="api"),
    path("v1/", (guarded(_patterns), _app, _namespace)),
]
