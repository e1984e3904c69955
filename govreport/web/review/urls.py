"""审签工作台的地址."""

from django.urls import path

from govreport.web.review.decide import decide
from govreport.web.review.many import many
from govreport.web.review.public import abandon_correction, ask_withdrawal, correct, public, settle_withdrawal, time
from govreport.web.review.queue import queue
from govreport.web.review.reasons import accept_reasons, rule
from govreport.web.review.releasing import release_part
from govreport.web.review.remarks import remark, thread
from govreport.web.review.sheet import receipt, sheet
from govreport.web.review.verbs import accept, approve, hand_in, publish, return_, send_back

app_name = "review"

urlpatterns = [
    path("", queue, name="queue"),
    path("many/", many, name="many"),
    path("<int:pk>/", decide, name="decide"),
    path("<int:pk>/sheet.pdf", sheet, name="sheet"),
    path("receipts/<int:key>.pdf", receipt, name="receipt"),
    path("<int:pk>/approve/", approve, name="approve"),
    path("<int:pk>/return/", return_, name="return"),
    path("<int:pk>/hand-in/", hand_in, name="hand-in"),
    path("<int:pk>/accept/", accept, name="accept"),
    path("<int:pk>/send-back/", send_back, name="send-back"),
    path("<int:pk>/reasons/", accept_reasons, name="accept-reasons"),
    path("<int:pk>/reasons/<int:key>/", rule, name="rule"),
    path("<int:pk>/publish/", publish, name="publish"),
    path("<int:pk>/release/", release_part, name="release"),
    path("<int:pk>/public/", public, name="public"),
    path("<int:pk>/public/time/", time, name="time"),
    path("<int:pk>/public/correct/", correct, name="correct"),
    path("<int:pk>/public/abandon/", abandon_correction, name="abandon"),
    path("<int:pk>/public/withdraw/", ask_withdrawal, name="ask-withdrawal"),
    path("<int:pk>/public/withdraw/settle/", settle_withdrawal, name="settle-withdrawal"),
    path("<int:pk>/remarks/", remark, name="remark"),
    path("<int:pk>/remarks/<int:key>/", thread, name="thread"),
]
