"""账号的地址."""

from django.urls import path

from govreport.web.ui.account.devices import devices, end, left
from govreport.web.ui.account.password import begin
from govreport.web.ui.account.second import code, second, switch

app_name = "account"

urlpatterns = [
    path("begin/", begin, name="begin"),
    path("code/", code, name="code"),
    path("devices/", devices, name="devices"),
    path("devices/end/", end, name="end"),
    path("left/", left, name="left"),
    path("second/", second, name="second"),
    path("second/switch/", switch, name="switch"),
]
