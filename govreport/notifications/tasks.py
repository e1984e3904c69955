"""消息的定时任务: mail is sent, and what was read long ago is removed."""

from celery import shared_task

from govreport.notifications import post
from govreport.notifications.reading import forget_old


@shared_task(name="govreport.notifications.send_due", expires=55)
def send_due() -> None:
    """Every minute (``CELERY_BEAT_SCHEDULE``), and whenever there is something to be sent at once."""
    post.send_due()


@shared_task(name="govreport.notifications.daily")
def daily() -> None:
    """Once a day: messages that were read so long ago that nobody looks for them."""
    forget_old()
