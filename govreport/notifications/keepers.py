"""告知系统管理员: what commands have done on the machine, which have nobody who asked."""

import logging

from django.db import DatabaseError, transaction
from django.utils import timezone

from govreport.notifications.audience import keepers
from govreport.notifications.kinds import Kind
from govreport.notifications.tell import News, tell

logger = logging.getLogger(__name__)


def tell_keepers(code: str, what: str) -> None:
    """Tell every system administrator by the sentence ``code``; a database that is away is logged, and nothing more."""
    news = News(Kind.JOB, code, at=timezone.now(), values={"what": what})
    try:
        with transaction.atomic():
            tell(news, set(keepers()))
    except DatabaseError:
        logger.exception("nobody could be told: %s %s", code, what)
