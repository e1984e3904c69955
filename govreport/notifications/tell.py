"""告知: write a message for each person, and the mail that goes with it, inside the caller's transaction."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from govreport.agencies.models import User
from govreport.notifications.kinds import Kind
from govreport.notifications.mail import address_mail
from govreport.notifications.models import Message

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class News:
    """一件事: what is told; ``actor`` and ``version`` are keys."""

    kind: Kind
    code: str
    at: datetime
    actor: int | None = None
    version: int | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


def tell(news: News, people: Collection[int], *, together: bool = False) -> None:
    """Tell these people (keys of users); accounts that are suspended are left out."""
    working = User.objects.filter(pk__in=people, is_active=True).order_by("pk") if people else User.objects.none()
    left = [user for user in working if not (together and _counted(news, user.pk))]
    messages = [_message(news, user.pk) for user in left]
    address_mail(messages, left)
    Message.objects.bulk_create(messages, batch_size=_AT_ONCE)


def _message(news: News, person: int) -> Message:
    return Message(
        person_id=person,
        kind=news.kind,
        code=news.code,
        version_id=news.version,
        actor_id=news.actor,
        values=dict(news.values),
        at=_shown_from(news),
    )


def _shown_from(news: News) -> datetime:
    """What is to be known from a later day on is not shown before."""
    if "from" not in news.values or news.kind != Kind.NOTICE:
        return news.at
    morning = timezone.make_aware(datetime.combine(date.fromisoformat(news.values["from"]), time.min))
    return max(news.at, morning)


def _counted(news: News, person: int) -> bool:
    """Whether the person has an unread message of the same, which then speaks of one more."""
    same = Message.objects.select_for_update().filter(
        person=person, code=news.code, version=news.version, actor=news.actor, read_at__isnull=True
    )
    found = same.order_by("-pk").first()
    if found is None:
        return False
    found.values = {**found.values, "count": int(found.values.get("count", 1)) + 1}
    found.at = news.at
    found.save(update_fields=["values", "at"])
    return True
