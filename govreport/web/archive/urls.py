"""历史年报归档的地址."""

from django.urls import path

from govreport.web.archive.batch import batch
from govreport.web.archive.confirming import confirm
from govreport.web.archive.deciding import decide, rest
from govreport.web.archive.home import home
from govreport.web.archive.item import item, original, picture
from govreport.web.archive.new import new

app_name = "archive"

urlpatterns = [
    path("", home, name="home"),
    path("new/", new, name="new"),
    path("confirm/", confirm, name="confirm"),
    path("<int:pk>/", batch, name="batch"),
    path("items/<int:pk>/", item, name="item"),
    path("items/<int:pk>/decide/", decide, name="decide"),
    path("items/<int:pk>/rest/", rest, name="rest"),
    path("items/<int:pk>/pages/<int:number>.png", picture, name="picture"),
    path("items/<int:pk>/original/", original, name="original"),
]
