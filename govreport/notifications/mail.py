"""写信的单子: which messages also go out by mail, at once or once a day; the letters themselves are made when sent."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from govreport.agencies.models import User
from govreport.notifications.kinds import USUAL, Mailing
from govreport.notifications.models import Mail, Message, Preference

logger = logging.getLogger(__name__)
_AT_ONCE: Final = 1000
# Whoever is told just before the hour reads it the next day: that day's letter may be under way.
_MARGIN: Final = timedelta(minutes=5)
# What happened to an account itself comes at once: whoever took it over could have wished otherwise.
_OF_THE_ACCOUNT: Final = "account."


def address_mail(messages: Sequence[Message], people: Sequence[User]) -> None:
    """Give each message of one piece of news the mail it goes out with, if its person wants one.

    Call it before the messages are stored.
    """
    if not settings.MAIL_READY or not messages:
        return
    chosen = _chosen(people, messages[0].kind)
    if messages[0].code.startswith(_OF_THE_ACCOUNT):
        chosen = dict.fromkeys((user.pk for user in people if user.email), Mailing.NOW.value)
    at_once = [message for message in messages if chosen.get(message.person_id) == Mailing.NOW]
    daily = [message for message in messages if chosen.get(message.person_id) == Mailing.DAILY]
    letters = [Mail(person_id=message.person_id, not_before=message.at) for message in at_once]
    for message, mail in zip(at_once, Mail.objects.bulk_create(letters, batch_size=_AT_ONCE), strict=True):
        message.mail = mail
    if daily:
        _sum_up(daily)
    if at_once:
        wake_post()


def wake_post() -> None:
    """Have what is due sent once this transaction is committed; what cannot be told now is sent within a minute."""
    transaction.on_commit(_wake, robust=True)


def _wake() -> None:
    from govreport.notifications.tasks import send_due

    try:
        send_due.apply_async(retry=False)
    except Exception:  # each transport raises errors of its own
        logger.warning("no worker could be told of mail; it is sent with the next round", exc_info=True)


def _chosen(people: Sequence[User], kind: str) -> Mapping[int, str]:
    """Person → how messages of this kind come, for those who have an address."""
    reached = {user.pk: USUAL[kind].value for user in people if user.email}
    rows = Preference.objects.filter(person__in=reached, kind=kind).values_list("person", "mailing")
    return reached | dict(rows)


def _sum_up(messages: Sequence[Message]) -> None:
    """Give each message the letter that sums up its person's day; what is there already is used."""
    moment = _next_round(max(messages[0].at, timezone.now()))
    people = [message.person_id for message in messages]
    letters = [Mail(person_id=person, day=moment.date(), not_before=moment) for person in people]
    Mail.objects.bulk_create(letters, batch_size=_AT_ONCE, ignore_conflicts=True)
    stored = {mail.person_id: mail for mail in Mail.objects.filter(person__in=people, day=moment.date())}
    for message in messages:
        message.mail = stored[message.person_id]


def _next_round(after: datetime) -> datetime:
    local = timezone.localtime(after + _MARGIN)
    moment = timezone.make_aware(datetime.combine(local.date(), time(settings.MAIL_DAILY_HOUR)))
    return moment if local < moment else moment + timedelta(days=1)
