"""消息的后台任务: telling many people of an announcement."""

from django.utils.translation import gettext_lazy as _

from govreport.jobs.registry import handler
from govreport.jobs.work import Work
from govreport.journal.models import Event
from govreport.notifications.hearing import heard, line_for_many
from govreport.notifications.many import KIND
from govreport.notifications.occasion import Occasion
from govreport.notifications.tell import tell


@handler(KIND, label=_("发送通知公告的消息"), queue="bulk")
def tell_announcement(work: Work) -> None:
    """Each part is a range of keys, the last one without an end; who is in it is taken as of now."""
    event = Event.objects.get(pk=work.payload["event"])
    occasion, line = Occasion(event), line_for_many(event.action)
    news, people = heard(occasion, line)
    for part in work.todo():
        first, _dash, last = part.key.partition("-")
        some = {key for key in people if int(first) <= key and (not last or key <= int(last))}
        with work.settle(part):
            if news is not None:
                tell(news, some)
