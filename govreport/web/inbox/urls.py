"""消息页的地址."""

from django.urls import path

from govreport.web.inbox.messages import mark, messages, opened
from govreport.web.inbox.receipts import receipts
from govreport.web.inbox.wishes import wishes

app_name = "inbox"

urlpatterns = [
    path("desk/messages/", messages, name="list"),
    path("desk/messages/read/", mark, name="read"),
    path("desk/messages/<int:pk>/", opened, name="open"),
    path("desk/receipts/", receipts, name="receipts"),
    path("accounts/messages/", wishes, name="settings"),
]
