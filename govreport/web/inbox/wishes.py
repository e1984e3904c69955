"""消息设置: which messages also come by mail, at which address, in which language."""

from collections.abc import Mapping
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from govreport.agencies.models import User
from govreport.notifications import mailbox
from govreport.notifications.kinds import Kind, Mailing
from govreport.notifications.models import Mail, Mailbox, MailState
from govreport.reports.errors import Refused
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.pages import page
from govreport.web.ui.account.proof import CODE, PASSWORD, again

# What changes where letters go; the code of an address that was asked for so needs nothing more.
_GUARDED: Final = ("address", "forget")


@sensitive_post_parameters(CODE, PASSWORD)
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def wishes(request: HttpRequest) -> HttpResponseBase:
    """The page; a form says by ``verb`` what is to be done: wish, address, confirm or forget."""
    user = person(request)
    problem, typed = "", {}
    if request.method == "POST":
        if not settings.MAIL_READY:
            problem = _("系统没有配置邮件服务器，不能设置邮件。消息都在“消息”页查看。")
        elif request.POST.get("verb") in _GUARDED and (asked := again(request, user, back="inbox:settings")):
            return asked
        else:
            try:
                messages.success(request, _done(request, user))
            except Refused as refused:
                problem, typed = str(refused), request.POST.dict()
            else:
                return redirect("inbox:settings")
    return page(request, "inbox/wishes.html", _context(user, problem, typed), status=422 if problem else 200)


def _done(request: HttpRequest, user: User) -> str:
    """Do what the form asks, and say what was done; raises ``Refused``."""
    verb = request.POST.get("verb", "")
    if verb == "address":
        box = mailbox.ask_for_address(by=user, address=request.POST.get("address", ""))
        return _("已向 %(address)s 发出验证码，请在 30 分钟以内填写。") % {"address": box.asked}
    if verb == "confirm":
        mailbox.confirm_address(by=user, code=request.POST.get("code", ""))
        return _("邮箱已验证，以后的邮件发到这里。")
    if verb == "forget":
        mailbox.forget_address(by=user)
        return _("邮箱已删除，不再发送邮件。")
    chosen = {kind: request.POST.get(f"mail-{kind}", Mailing.OFF) for kind in Kind.values}
    mailbox.wish(by=user, mailings=chosen, language=request.POST.get("language", ""))
    return _("消息设置已保存。")


def _context(user: User, problem: str, typed: Mapping[str, str]) -> dict[str, object]:
    box = Mailbox.objects.filter(person=user).first()
    wanted = {kind: typed.get(f"mail-{kind}", mailing) for kind, mailing in mailbox.wishes_of(user).items()}
    # A farewell to an address that was given up says nothing about the present one.
    last = Mail.objects.filter(person=user, former="").exclude(state__in=(MailState.WAITING, MailState.NEEDLESS)).last()
    return {
        "ready": settings.MAIL_READY,
        "problem": problem,
        "verb": typed.get("verb", ""),
        "address": typed.get("address", ""),
        "asked": box.asked if box else "",
        "language": typed.get("language") or (box.language if box else "zh-hans"),
        "lines": [(kind, Kind(kind).label, wanted[kind]) for kind in Kind.values],
        "ways": Mailing.choices,
        "last": last,
        "hour": settings.MAIL_DAILY_HOUR,
    }
