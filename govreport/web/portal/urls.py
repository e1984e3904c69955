"""公开专栏的地址: public addresses; once published they never change (interfaces §5)."""

from django.urls import path

from govreport.web.portal.health import live, ready
from govreport.web.portal.home import home
from govreport.web.portal.preferences import elder

app_name = "portal"

urlpatterns = [
    path("", home, name="home"),
    path("elder/", elder, name="elder"),
    path("health/live", live, name="health-live"),
    path("health/ready", ready, name="health-ready"),
]
