"""收件: what a person was told, as far as the person may see it now; read, and forgotten in time."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from govreport.agencies.models import User
from govreport.notifications.models import Mail, MailState, Message
from govreport.reports.models import Version


def messages_of(user: User) -> QuerySet[Message]:
    """The person's messages up to now, the latest first; none of a report the person may not see (any more)."""
    seen = Q(version__isnull=True) | Q(version__in=Version.objects.visible_to(user).values("pk"))
    return Message.objects.filter(seen, person=user, at__lte=timezone.now())


def unread_count(user: User) -> int:
    """How many of them are unread: one query beside the person's posts."""
    return messages_of(user).filter(read_at__isnull=True).count()


def mark_read(messages: QuerySet[Message]) -> int:
    """已读; the first time counts. How many were unread."""
    return messages.filter(read_at__isnull=True).update(read_at=timezone.now())


def forget_old() -> int:
    """Remove what was read ``MESSAGES_KEEP_DAYS`` ago, and settled mail of that age; how many messages."""
    before = timezone.now() - timedelta(days=settings.MESSAGES_KEEP_DAYS)
    settled = Mail.objects.exclude(state__in=(MailState.WAITING, MailState.SENDING))
    settled.filter(not_before__lt=before).delete()
    return Message.objects.filter(read_at__lt=before).delete()[0]
