"""公开专栏的地址: public addresses; once published they never change (interfaces §5)."""

from django.urls import path
from django.views.generic import TemplateView

from govreport.web.portal import health, preferences

app_name = "portal"

urlpatterns = [
    path("", TemplateView.as_view(template_name="portal/home.html"), name="home"),
    path("elder/", preferences.elder, name="elder"),
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
]
