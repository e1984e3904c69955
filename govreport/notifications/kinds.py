"""消息种类: by which a person filters messages, and says what is to come by mail."""

from collections.abc import Mapping
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """消息种类."""

    TASK = "task", _("待我办理")
    RETURN = "return", _("退回和审核意见")
    PROGRESS = "progress", _("办理进展")
    PUBLICATION = "publication", _("公布、更正和撤回")
    DEADLINE = "deadline", _("期限、催报和催办")
    NOTICE = "notice", _("通知公告")
    JOB = "job", _("后台任务和备份")
    ACCOUNT = "account", _("账号和岗位")


class Mailing(models.TextChoices):
    """邮件方式: not at all, at once, or one mail a day."""

    OFF = "off", _("不发")
    NOW = "now", _("马上发")
    DAILY = "daily", _("每天汇总一封")


# What comes by mail to whoever has not chosen: what must not be missed, and nothing else.
USUAL: Final[Mapping[str, Mailing]] = {
    **dict.fromkeys(Kind.values, Mailing.OFF),
    Kind.DEADLINE: Mailing.NOW,
    Kind.ACCOUNT: Mailing.NOW,
}
# The icon of each kind in lists.
ICONS: Final[Mapping[str, str]] = {
    Kind.TASK: "inbox",
    Kind.RETURN: "return",
    Kind.PROGRESS: "arrow-right",
    Kind.PUBLICATION: "eye",
    Kind.DEADLINE: "calendar",
    Kind.NOTICE: "bell",
    Kind.JOB: "clock",
    Kind.ACCOUNT: "lock",
}
