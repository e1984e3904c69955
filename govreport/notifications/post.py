"""发信: each letter is handed to the mail server once, or not at all; who takes it is told by one statement.

A letter is ``SENDING`` from just before it is handed over until the answer is written down. A worker that dies in
between leaves it so: whether it went out nobody can know, and it is not sent again (docs/adr/0056).
"""

import logging
import smtplib
from datetime import timedelta
from typing import Final

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.utils import timezone

from govreport.notifications.letters import letter
from govreport.notifications.models import Mail, MailState

logger = logging.getLogger(__name__)
MOST_TRIES: Final = 5
MOST_AT_ONCE: Final = 500
# No mail server takes so long over one letter.
GIVEN_UP: Final = timedelta(minutes=10)


class ServerAwayError(Exception):
    """The mail server cannot be reached, or takes no letters from this system."""


def send_due() -> int:
    """Send what is due; how many letters went out."""
    now = timezone.now()
    lost = Mail.objects.filter(state=MailState.SENDING, tried_at__lt=now - GIVEN_UP)
    if lost.update(state=MailState.UNCERTAIN, error="the worker ended while the letter was handed over"):
        logger.warning("letters whose worker ended are not sent again")
    due = Mail.objects.filter(state=MailState.WAITING, not_before__lte=now).order_by("not_before", "pk")
    sent = 0
    for pk in list(due.values_list("pk", flat=True)[:MOST_AT_ONCE]):
        try:
            sent += send(pk)
        except ServerAwayError:
            break  # each of the others would keep this worker waiting as long, for nothing
    return sent


def send(pk: int) -> bool:
    """Send one letter, unless somebody else does or it has become needless; whether it went out.

    Raises ``ServerAwayError`` where there is no server to hand it to; it is tried again later.
    """
    mail = Mail.objects.select_related("person").get(pk=pk)
    try:
        made = letter(mail)
    except Exception as error:  # one that cannot be written does not hold up all that come after it
        logger.exception("letter %s could not be written", pk)
        _again(pk, MailState.WAITING, error)
        return False
    if made is None:
        Mail.objects.filter(pk=pk, state=MailState.WAITING).update(state=MailState.NEEDLESS)
        return False
    server = get_connection()
    try:
        server.open()
    except (smtplib.SMTPException, OSError) as error:
        _again(pk, MailState.WAITING, error)
        raise ServerAwayError from error
    try:
        return _hand_over(pk, made, server)
    finally:
        server.close()


def _hand_over(pk: int, made: EmailMessage, server: BaseEmailBackend) -> bool:
    now = timezone.now()
    mine = Mail.objects.filter(pk=pk, state=MailState.WAITING, not_before__lte=now)
    if not mine.update(state=MailState.SENDING, attempts=F("attempts") + 1, tried_at=now, error=""):
        return False
    try:
        server.send_messages([made])
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
        _again(pk, MailState.SENDING, error)  # the server said that it has not taken it
        return False
    except (smtplib.SMTPException, OSError) as error:
        logger.warning("whether letter %s went out is not known", pk, exc_info=True)
        Mail.objects.filter(pk=pk).update(state=MailState.UNCERTAIN, error=_words(error))
        return False
    Mail.objects.filter(pk=pk).update(state=MailState.SENT, sent_at=timezone.now())
    return True


def _again(pk: int, state: MailState, error: Exception) -> None:
    """Try later, each time twice as late; after some tries, or where the server wants no more of it, give up."""
    mail = Mail.objects.get(pk=pk)
    tries = mail.attempts + (state == MailState.WAITING)
    over = tries >= MOST_TRIES or _for_good(error)
    logger.warning("letter %s was not taken (try %s): %s", pk, tries, _words(error))
    Mail.objects.filter(pk=pk, state=state).update(
        state=MailState.FAILED if over else MailState.WAITING,
        attempts=tries,
        tried_at=timezone.now(),
        not_before=timezone.now() + timedelta(minutes=2**tries),
        error=_words(error),
    )


def _for_good(error: Exception) -> bool:
    """Whether the server has refused the letter itself (5xx), not only for the moment."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _said in error.recipients.values())
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return False  # the system's own fault, which is mended
    return isinstance(error, smtplib.SMTPResponseException) and int(error.smtp_code) >= 500


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]
