"""账号的地址."""

from django.urls import path

from govreport.web.ui.account import oidc
from govreport.web.ui.account.devices import devices, end, left
from govreport.web.ui.account.keys import add, answer, ask, home, options, remove
from govreport.web.ui.account.password import begin
from govreport.web.ui.account.second import code, prove, second, switch

app_name = "account"

urlpatterns = [
    path("begin/", begin, name="begin"),
    path("code/", code, name="code"),
    path("devices/", devices, name="devices"),
    path("devices/end/", end, name="end"),
    path("key/", answer, name="key"),
    path("key/ask/", ask, name="key-ask"),
    path("keys/", home, name="keys"),
    path("keys/add/", add, name="key-add"),
    path("keys/options/", options, name="key-options"),
    path("keys/remove/", remove, name="key-remove"),
    path("left/", left, name="left"),
    path("oidc/", oidc.begin, name="oidc"),
    path("oidc/back/", oidc.back, name="oidc-back"),
    path("oidc/left/", oidc.left, name="oidc-left"),
    path("oidc/out/", oidc.out, name="oidc-out"),
    path("second/", second, name="second"),
    path("second/prove/", prove, name="prove"),
    path("second/switch/", switch, name="switch"),
]
