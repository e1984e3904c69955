"""演示账号: one account per role, shown by scripts/run.sh and on the sign-in page of a demonstration."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from govreport.agencies.models import Role, Scope

# A demonstration holds nothing worth protecting and is never loaded where SECURE is set.
DEMO_PASSWORD: Final = "lanshan-2025"  # noqa: S105


@dataclass(frozen=True, slots=True)
class Account:
    """演示账号: who it is, where and in which role, and what to try with it."""

    username: str
    name: str
    role: Role
    agency: str  # code of the agency
    agency_name: str
    what: Promise  # what to try
    also_at: tuple[str, ...] = ()
    scope: Scope = Scope.OWN


ACCOUNTS: Final = (
    Account(
        "drafter", "周宁", Role.DRAFTER, "songchou-shuiwu", "松畴县水务局",
        _("继续编制 2025年度报告：已填一半，有两处须更正"),
    ),
    Account(
        "importer", "何川", Role.DRAFTER, "jiming-ziran", "霁明区自然资源局",
        _("订正导入的 2020年度报告：（七）总计与各项之和不符"),
    ),
    Account(
        "reviewer", "吴敏", Role.REVIEWER, "songchou-shuiwu", "松畴县水务局",
        _("审核送来的报告：同意，或写明原因退回"), also_at=("songchou-office", "jiming-ziran"),
    ),
    Account(
        "signatory", "郑岚", Role.SIGNATORY, "songchou-shuiwu", "松畴县水务局",
        _("发布已审定的报告"), also_at=("songchou-weijian", "jiming-ziran"),
    ),
    Account(
        "viewer", "冯静", Role.VIEWER, "songchou-shuiwu", "松畴县水务局",
        _("查看本机关的报告，不能修改"),
    ),
    Account(
        "supervisor", "陈立", Role.SUPERVISOR, "songchou", "松畴县人民政府",
        _("查看全县各机关的报告，接收报送的年报"), scope=Scope.SUBTREE,
    ),
    Account(
        "lead", "沈青", Role.LEAD, "songchou-shuiwu", "松畴县水务局",
        _("安排人员和岗位、委托代办，设置审批流程"), also_at=("songchou-office",),
    ),
    Account(
        "sysadmin", "秦朗", Role.SYSTEM_ADMIN, "lanshan", "岚山省人民政府",
        _("登记机关、开通账号；看不到报告"), scope=Scope.SUBTREE,
    ),
    Account(
        "secadmin", "陶然", Role.SECURITY_ADMIN, "lanshan", "岚山省人民政府",
        _("安排岗位、停用和恢复账号；看不到报告"), scope=Scope.SUBTREE,
    ),
    Account(
        "auditor", "杜衡", Role.AUDIT_ADMIN, "lanshan", "岚山省人民政府",
        _("只查看操作记录"), scope=Scope.SUBTREE,
    ),
)  # fmt: skip
