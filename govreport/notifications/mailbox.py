"""邮箱和邮件方式: a person's address, proven by a code, the language of letters, and what comes by mail."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import EmailField
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from govreport.accounts.lockout import agency_of
from govreport.agencies.models import User
from govreport.journal import actions
from govreport.journal.services import record
from govreport.notifications.kinds import USUAL, Kind, Mailing
from govreport.notifications.mail import wake_post
from govreport.notifications.models import Mail, Mailbox, Preference
from govreport.reports.errors import Refused

WAITS: Final = timedelta(minutes=30)
_BETWEEN: Final = timedelta(minutes=1)
_MOST_TRIES: Final = 5
# As long as the column of the account takes.
_ADDRESS: Final = EmailField(max_length=254)


def language_of(user: User) -> str:
    """In which language the person is written to."""
    return Mailbox.objects.filter(person=user).values_list("language", flat=True).first() or "zh-hans"


def wishes_of(user: User) -> Mapping[str, str]:
    """Kind → how it comes by mail."""
    rows = Preference.objects.filter(person=user).values_list("kind", "mailing")
    return {kind: mailing.value for kind, mailing in USUAL.items()} | dict(rows)


@transaction.atomic
def wish(*, by: User, mailings: Mapping[str, str], language: str) -> None:
    """Say what is to come by mail, and in which language. Raises ``Refused`` for words that are none of the choice."""
    if not set(mailings) <= set(Kind.values) or not set(mailings.values()) <= set(Mailing.values):
        raise Refused(_("没有这种消息或者发送方式，请刷新后再选。"))
    if language not in dict(settings.LANGUAGES):
        raise Refused(_("请选择邮件的语言。"))
    Preference.objects.bulk_create(
        [Preference(person=by, kind=kind, mailing=mailing) for kind, mailing in mailings.items()],
        update_conflicts=True,
        unique_fields=["person", "kind"],
        update_fields=["mailing"],
    )
    Mailbox.objects.update_or_create(person=by, defaults={"language": language})


@transaction.atomic
def ask_for_address(*, by: User, address: str) -> Mailbox:
    """Send a code to the address, which is used once the code has come back; at most one a minute."""
    try:
        text = _ADDRESS.clean(address)
    except ValidationError as error:
        words = _("邮箱地址“%(text)s”不完整，应为“名称@单位域名”。")
        raise Refused(words % {"text": address.strip()[:100]}) from error
    box, _new = Mailbox.objects.select_for_update().get_or_create(
        person=by, defaults={"language": get_language() or "zh-hans"}
    )
    now = timezone.now()
    if box.asked_at and now - box.asked_at < _BETWEEN:
        raise Refused(_("刚刚发过验证码，请一分钟以后再发。"))
    box.asked, box.asked_at, box.tries = text, now, 0
    box.save()
    Mail.objects.create(person=by, confirms=text, not_before=now)
    wake_post()
    return box


def confirm_address(*, by: User, code: str) -> None:
    """The code has come back: the address is the person's own. Raises ``Refused`` for a wrong or old one."""
    if not _confirmed(by, code):
        raise Refused(_("验证码不对，请核对邮件中的 8 位数字。输错 5 次或者超过 30 分钟，请重新发送。"))


@transaction.atomic
def _confirmed(by: User, code: str) -> bool:
    """Whether it is; a wrong one is counted, whatever becomes of the page."""
    box = Mailbox.objects.select_for_update().filter(person=by).first()
    if box is None or not box.asked or box.asked_at is None:
        return False
    if timezone.now() - box.asked_at > WAITS or box.tries >= _MOST_TRIES:
        return False
    if not constant_time_compare("".join(code.split()), code_of(box)):
        box.tries += 1
        box.save(update_fields=["tries"])
        return False
    _use(by, box.asked)
    box.asked, box.asked_at = "", None
    box.save(update_fields=["asked", "asked_at"])
    return True


@transaction.atomic
def forget_address(*, by: User) -> None:
    """No letter is sent any more."""
    Mailbox.objects.filter(person=by).update(asked="", asked_at=None)
    if by.email:
        _use(by, "")


def _use(by: User, address: str) -> None:
    """From now on letters go to this address, or nowhere; the one before is told of it, whatever the person wishes."""
    former = User.objects.values_list("email", flat=True).get(pk=by.pk)
    if settings.MAIL_READY and former and former.casefold() != address.casefold():
        Mail.objects.create(person=by, former=former, not_before=timezone.now())
        wake_post()
    User.objects.filter(pk=by.pk).update(email=address)
    by.email = address
    # The address itself stays out of the journal, which is never changed.
    record(
        actions.MAIL_ADDRESS_SET, by=by, agency=agency_of(by), subject=f"user:{by.pk}", payload={"set": bool(address)}
    )


def code_of(box: Mailbox) -> str:
    """The eight digits for what is asked; they follow from it and from the secret of the system."""
    if box.asked_at is None:
        return ""
    value = f"{box.person_id}:{box.asked}:{box.asked_at.isoformat()}"
    return f"{int(salted_hmac('govreport.mailbox', value, algorithm='sha256').hexdigest(), 16) % 10**8:08d}"
