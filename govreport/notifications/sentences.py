"""消息的句子: made when a message is shown or sent, in the language of whoever reads."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils.dateformat import format as format_date
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from govreport.agencies.models import Role
from govreport.jobs.registry import handler_of
from govreport.notifications.models import Message

SENTENCES: Final[Mapping[str, Promise]] = {
    "submitted": gettext_lazy("%(who)s提交了《%(title)s》，等待您办理。"),
    "recalled": gettext_lazy("%(who)s撤回了《%(title)s》的送审，现在不用办理。"),
    "passed.task": gettext_lazy("%(who)s办理了《%(title)s》的“%(step)s”，下一环节等待您办理。"),
    "passed": gettext_lazy("%(who)s同意了《%(title)s》的“%(step)s”，已转下一环节。"),
    "approved.task": gettext_lazy("《%(title)s》已审定，下一步等待您办理。"),
    "approved": gettext_lazy("%(who)s同意了《%(title)s》，报告已审定。"),
    "sent_back.told": gettext_lazy("主管部门%(who)s退回了《%(title)s》，由起草人修改。"),
    "handed_in.task": gettext_lazy("%(agency)s报送了《%(title)s》，等待您接收。"),
    "handed_in": gettext_lazy("%(who)s向主管部门报送了《%(title)s》。"),
    "accepted.task": gettext_lazy("主管部门%(who)s接收了《%(title)s》，等待您发布。"),
    "accepted": gettext_lazy("主管部门%(who)s接收了《%(title)s》。"),
    "published": gettext_lazy("%(who)s发布了《%(title)s》。"),
    "release.failed": gettext_lazy("《%(title)s》没有按定时发布，请打开报告查看原因。"),
    "publication.failed": gettext_lazy("《%(title)s》的发布没有办成，请打开报告查看原因。"),
    "correction": gettext_lazy("%(who)s开始更正已经公布的《%(title)s》。"),
    "correction.abandoned": gettext_lazy("%(who)s废止了《%(title)s》的更正稿，已经公布的不变。"),
    "withdrawal.replaced": gettext_lazy("《%(title)s》已由更正替换，您的撤回申请随之办结。"),
    "withdrawal.task": gettext_lazy("%(who)s申请撤回公布《%(title)s》，等待您批准。"),
    "withdrawal.asked": gettext_lazy("%(who)s申请撤回公布《%(title)s》，由签发人批准。"),
    "withdrawal.declined": gettext_lazy("%(who)s没有批准您撤回公布《%(title)s》的申请。"),
    "withdrawn": gettext_lazy("%(who)s批准撤回公布，《%(title)s》已撤回。"),
    "reminded": gettext_lazy("%(who)s催办《%(title)s》，请尽快办理。"),
    "called": gettext_lazy("%(who)s催报：请报送%(agency)s%(year)s年度年报，期限 %(due)s。"),
    "extended": gettext_lazy("%(agency)s%(year)s年度年报准予延期，新的期限是 %(due)s。"),
    "announced": gettext_lazy("%(agency)s发布通知公告：%(title)s"),
    "job.done": gettext_lazy("后台任务“%(job)s”已完成：%(what)s"),
    "job.failed": gettext_lazy("后台任务“%(job)s”没有完成：%(what)s"),
    "backup.done": gettext_lazy("备份已完成：%(what)s"),
    "backup.failed": gettext_lazy("备份没有完成，请查看日志：%(what)s"),
    "post.given": gettext_lazy("%(who)s为您安排了岗位：%(agency)s%(role)s。"),
    "post.ended": gettext_lazy("%(who)s撤销了您的岗位：%(agency)s%(role)s。"),
    "post.handed_over": gettext_lazy("%(who)s把岗位移交给您：%(agency)s%(role)s。"),
    "substitute.set": gettext_lazy("%(from)s 至 %(until)s，%(substitute)s代%(holder)s办理%(agency)s%(role)s的工作。"),
    "substitute.ended": gettext_lazy("%(substitute)s不再代%(holder)s办理%(agency)s%(role)s的工作。"),
    "account.begun": gettext_lazy("%(who)s为您的账号发出了首次登录码，原来的密码已经作废。"),
    "account.restored": gettext_lazy("%(who)s恢复了您的账号。"),
    "account.password": gettext_lazy("您的密码已经修改。不是您本人改的，请马上告诉安全管理员。"),
    "account.second": gettext_lazy("您的账号停用了两步验证。不是您本人办理的，请马上修改密码，并告诉安全管理员。"),
    "account.second.set": gettext_lazy("您的账号启用了两步验证。不是您本人办理的，请马上告诉安全管理员。"),
    "account.recovery": gettext_lazy(
        "您的账号换了新的备用码，以前的已经作废。不是您本人办理的，请马上告诉安全管理员。"
    ),
    "account.key.added": gettext_lazy("您的账号登记了安全密钥。不是您本人办理的，请马上告诉安全管理员。"),
    "account.key.removed": gettext_lazy("您的账号删除了安全密钥。不是您本人办理的，请马上告诉安全管理员。"),
    "account.identity": gettext_lazy("您的账号绑定了统一身份。不是您本人办理的，请马上告诉安全管理员。"),
    "account.identity.forgotten": gettext_lazy(
        "您的账号解除了统一身份，下次经统一身份认证登录时按用户名重新绑定。有疑问的，请问安全管理员。"
    ),
    "account.mail": gettext_lazy("您的消息邮箱已经变更。不是您本人办理的，请马上告诉安全管理员。"),
    "account.place": gettext_lazy("您的账号从新的网络地址 %(address)s 登录。不是您本人的，请马上修改密码。"),
}
_DAYS: Final = ("due", "from", "until")


def sentence(message: Message) -> str:
    """What a message says, in the active language; select ``version__report__agency`` and ``actor`` with it."""
    words = _words(message)
    if message.code == "deadline":
        return _deadline(words)
    if message.code in _COUNTED:
        return _counted(message.code, words)
    return str(SENTENCES[message.code]) % words


def _words(message: Message) -> dict[str, Any]:
    words: dict[str, Any] = {"who": str(message.actor or _("系统")), "title": "", "agency": ""}
    if message.version:
        words |= {"title": message.version.title, "agency": message.version.report.agency.name}
    words |= message.values
    words |= {name: _day(words[name]) for name in _DAYS if name in message.values}
    if "role" in message.values:
        words["role"] = str(Role(message.values["role"]).label)
    if "job" in message.values:
        words["job"] = _job(message.values["job"])
    return words


def _day(text: str) -> str:
    english = (get_language() or "").startswith("en")
    return format_date(date.fromisoformat(text), "j F Y" if english else "Y年n月j日")


def _job(kind: str) -> str:
    try:
        return str(handler_of(kind).label)
    except KeyError:  # done by an earlier release
        return kind


def _deadline(words: dict[str, Any]) -> str:
    left = int(words["left"])
    if left >= 0:
        told = ngettext(
            "%(agency)s%(year)s年度年报的期限是 %(due)s，还有 %(left)s 天，尚未公布。",
            "%(agency)s%(year)s年度年报的期限是 %(due)s，还有 %(left)s 天，尚未公布。",
            left,
        )
        return told % words
    told = ngettext(
        "%(agency)s%(year)s年度年报的期限是 %(due)s，已逾期 %(late)s 天，请尽快办理。",
        "%(agency)s%(year)s年度年报的期限是 %(due)s，已逾期 %(late)s 天，请尽快办理。",
        -left,
    )
    return told % {**words, "late": -left}


_COUNTED: Final = frozenset({"returned", "sent_back", "answered", "mistake"})


def _counted(code: str, words: dict[str, Any]) -> str:
    count = int(words["count"])
    if code == "answered":
        told = ngettext(
            "%(who)s答复了您对《%(title)s》提出的 %(count)s 条审核意见。",
            "%(who)s答复了您对《%(title)s》提出的 %(count)s 条审核意见。",
            count,
        )
    elif code == "mistake":
        told = ngettext(
            "读者对《%(title)s》提出了 %(count)s 条纠错意见，请核对处理。",
            "读者对《%(title)s》提出了 %(count)s 条纠错意见，请核对处理。",
            count,
        )
    elif code == "returned":
        told = ngettext(
            "%(who)s退回了《%(title)s》，有 %(count)s 条审核意见要答复。",
            "%(who)s退回了《%(title)s》，有 %(count)s 条审核意见要答复。",
            count,
        )
    else:
        told = ngettext(
            "主管部门%(who)s退回了《%(title)s》，有 %(count)s 条审核意见要答复。",
            "主管部门%(who)s退回了《%(title)s》，有 %(count)s 条审核意见要答复。",
            count,
        )
    return told % words
