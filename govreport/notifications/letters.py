"""信的内容: plain text in the person's language; no figure of a report, no opinion, nothing the person may not see."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from govreport.notifications.mailbox import WAITS, code_of, language_of
from govreport.notifications.models import Mail, Mailbox, Message
from govreport.notifications.reading import messages_of
from govreport.notifications.sentences import sentence


def letter(mail: Mail) -> EmailMessage | None:
    """The letter as it is now; None where nothing is left to be said, or nobody to be written to."""
    person = mail.person
    if not person.is_active:
        return None
    with translation.override(language_of(person)):
        if mail.confirms:
            return _confirmation(mail)
        if mail.former:
            return _farewell(mail)
        told = messages_of(person).filter(mail=mail).select_related("actor", "version__report__agency")
        if mail.day is not None:  # what was read on the desk in the meantime is no news
            told = told.filter(read_at__isnull=True)
        return _told(mail, told) if person.email else None


def _told(mail: Mail, told: QuerySet[Message]) -> EmailMessage | None:
    found = list(told.order_by("at", "pk"))
    if not found:
        return None
    lines = [sentence(message) for message in found]
    subject = lines[0]
    if mail.day is not None:
        subject = ngettext("您有 %(count)s 条消息", "您有 %(count)s 条消息", len(lines)) % {"count": len(lines)}
        lines = [
            f"{timezone.localtime(message.at):%m-%d %H:%M}  {line}" for message, line in zip(found, lines, strict=True)
        ]
    return _made(mail, mail.person.email, subject, lines)


def _confirmation(mail: Mail) -> EmailMessage | None:
    """The code for a new address, while it is still asked for."""
    box = Mailbox.objects.filter(person=mail.person, asked=mail.confirms, asked_at__gt=timezone.now() - WAITS).first()
    if box is None:
        return None
    code = code_of(box)
    words = _("验证码是 %(code)s，30 分钟以内有效。请填到“消息设置”页。不是您本人填写的邮箱，请不要理会这封邮件。")
    return _made(mail, mail.confirms, _("验证您的邮箱"), [words % {"code": code}])


def _farewell(mail: Mail) -> EmailMessage:
    """告知原邮箱: to the address that was in use until now; its owner still reads it if somebody else changed it."""
    words = _("%(name)s（用户名 %(username)s）的消息邮箱已经变更或者删除，以后的邮件不再发到这个地址。")
    warning = _("不是您本人办理的，请马上告诉安全管理员，并修改密码。")
    told = {"name": mail.person, "username": mail.person.username}
    return _made(mail, mail.former, _("您的消息邮箱已经变更"), [words % told, warning], kept=False)


def _made(mail: Mail, address: str, subject: str, lines: list[str], *, kept: bool = True) -> EmailMessage:
    """``kept``: letters go on coming to this address, and where that is ended is said."""
    product = _("政府信息公开年报编制系统")
    text = [*lines, "", _("请登录系统，在“消息”里查看和办理。")] if kept else list(lines)
    headers = {
        "Message-ID": _identity(mail),
        "Auto-Submitted": "auto-generated",
    }
    if settings.SITE_URL and kept:
        wishes = f"{settings.SITE_URL}{reverse('inbox:settings')}"
        text += [f"{settings.SITE_URL}{reverse('inbox:list')}", "", _("不想再收到邮件，请在这里设置："), wishes]
        headers["List-Unsubscribe"] = f"<{wishes}>"
    body = "\n".join(text) + "\n"
    return EmailMessage(" ".join(f"【{product}】{subject}".split()), body, to=[address], headers=headers)


def _identity(mail: Mail) -> str:
    """The same for every try: a mailbox that gets a letter again knows it."""
    return f"<{mail.pk}.{mail.not_before:%Y%m%d}@govreport.invalid>"
