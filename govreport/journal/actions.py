"""操作名称: every action the journal can hold, with its display text."""

from typing import Final

from django.utils.translation import gettext_lazy as _

STARTED: Final = "report.started"
IMPORTED: Final = "report.imported"
IMPORT_CORRECTED: Final = "report.import.corrected"
IMPORT_CONFIRMED: Final = "report.import.confirmed"
IMPORT_DISCARDED: Final = "import.discarded"
FIGURES_CHANGED: Final = "report.figures.changed"
TOTALS_ADOPTED: Final = "report.totals.adopted"
ZEROS_FILLED: Final = "report.zeros.filled"
ZEROS_UNDONE: Final = "report.zeros.undone"
NARRATIVE_CHANGED: Final = "report.narrative.changed"
TEXT_FOLLOWED: Final = "report.text.followed"
FIGURE_LINKED: Final = "report.figure.linked"
FIGURE_UNLINKED: Final = "report.figure.unlinked"
FEE_CHANGED: Final = "report.fee.changed"
TITLE_CHANGED: Final = "report.title.changed"
CELL_EXPLAINED: Final = "report.cell.explained"
FINDING_EXPLAINED: Final = "report.finding.explained"
REPAIRED: Final = "report.repaired"
REPAIR_UNDONE: Final = "report.repair.undone"
REASON_ACCEPTED: Final = "reason.accepted"
REASON_REFUSED: Final = "reason.refused"
THREAD_RAISED: Final = "thread.raised"
THREAD_ANSWERED: Final = "thread.answered"
THREAD_CLOSED: Final = "thread.closed"
THREAD_REOPENED: Final = "thread.reopened"
SUBMITTED: Final = "version.submitted"
RECALLED: Final = "version.recalled"
APPROVED: Final = "version.approved"
RETURNED: Final = "version.returned"
ZEROS_CONFIRMED: Final = "version.zeros.confirmed"
PUBLISHED: Final = "version.published"
CORRECTION_BEGUN: Final = "version.correction.begun"
CORRECTION_REWORDED: Final = "version.correction.reworded"
CORRECTION_ABANDONED: Final = "version.correction.abandoned"
SUPERSEDED: Final = "version.superseded"
WITHDRAWAL_ASKED: Final = "version.withdrawal.asked"
WITHDRAWAL_DECLINED: Final = "version.withdrawal.declined"
WITHDRAWAL_REPLACED: Final = "version.withdrawal.replaced"
WITHDRAWN: Final = "version.withdrawn"
MISTAKE_REPORTED: Final = "version.mistake.reported"
MISTAKE_SETTLED: Final = "version.mistake.settled"
RELEASE_TIMED: Final = "version.release.timed"
RELEASE_CANCELLED: Final = "version.release.cancelled"
RELEASE_FAILED: Final = "version.release.failed"
PUBLICATION_FAILED: Final = "version.publication.failed"
FILES_RECORDED: Final = "publication.files.recorded"
NOTICE_MADE: Final = "version.notice.made"
LETTER_CHANGED: Final = "report.letter.changed"
ARCHIVE_REQUESTED: Final = "archive.requested"
ARCHIVE_CORRECTED: Final = "archive.corrected"
ARCHIVE_READ_CONFIRMED: Final = "archive.read.confirmed"
ARCHIVE_RETURNED: Final = "archive.returned"
ARCHIVED: Final = "version.archived"
PASSED: Final = "version.step.passed"
HANDED_IN: Final = "version.handed_in"
ACCEPTED: Final = "version.accepted"
SENT_BACK: Final = "version.sent_back"
REMINDED: Final = "version.reminded"
CALLED: Final = "report.called"
EXTENDED: Final = "report.extended"
DEADLINE_SET: Final = "deadline.set"
CONTACT_CHANGED: Final = "contact.changed"
ANNOUNCED: Final = "announcement.made"
YEAR_OPENED: Final = "year.opened"
ROUTE_CHANGED: Final = "route.changed"
AGENCY_REGISTERED: Final = "agency.registered"
ACCOUNT_OPENED: Final = "account.opened"
ACCOUNT_SUSPENDED: Final = "account.suspended"
ACCOUNT_RESTORED: Final = "account.restored"
ACCOUNT_LOCKED: Final = "account.locked"
ACCOUNT_UNLOCKED: Final = "account.unlocked"
ACCOUNT_BEGUN: Final = "account.begun"
SECOND_FACTOR_SET: Final = "account.second.set"
SECOND_FACTOR_REMOVED: Final = "account.second.removed"
RECOVERY_CODES_MADE: Final = "account.recovery.made"
KEY_ADDED: Final = "account.key.added"
KEY_REMOVED: Final = "account.key.removed"
IDENTITY_BOUND: Final = "account.identity.bound"
IDENTITY_FORGOTTEN: Final = "account.identity.forgotten"
DEVICE_ENDED: Final = "account.device.ended"
POST_GIVEN: Final = "post.given"
POST_ENDED: Final = "post.ended"
POST_HANDED_OVER: Final = "post.handed_over"
SUBSTITUTE_SET: Final = "post.substitute.set"
SUBSTITUTE_ENDED: Final = "post.substitute.ended"
OWN_SITE_RECORDED: Final = "publication.own_site.recorded"
SIGNED_IN: Final = "account.signed_in"
SIGN_IN_FAILED: Final = "account.sign_in.failed"
SIGNED_OUT: Final = "account.signed_out"
PASSWORD_CHANGED: Final = "account.password.changed"  # noqa: S105 (the name of an action)
MAIL_ADDRESS_SET: Final = "account.mail.set"
DRAFT_DOWNLOADED: Final = "draft.downloaded"
JOURNAL_ANCHORED: Final = "journal.anchored"
JOURNAL_VERIFIED: Final = "journal.verified"
JOURNAL_EXPORTED: Final = "journal.exported"
BATCH_STARTED: Final = "batch.started"
BATCH_CONFIRMED: Final = "batch.confirmed"
BATCH_FILES_REMOVED: Final = "batch.files.removed"
BATCH_REMOVED: Final = "batch.removed"

ACTIONS: Final = {
    STARTED: _("开始编制"),
    IMPORTED: _("导入报告文件"),
    IMPORT_CORRECTED: _("导入时更正"),
    IMPORT_CONFIRMED: _("导入确认"),
    IMPORT_DISCARDED: _("放弃导入"),
    FIGURES_CHANGED: _("修改数据"),
    TOTALS_ADOPTED: _("采用计算值"),
    ZEROS_FILLED: _("空白填 0"),
    ZEROS_UNDONE: _("撤销空白填 0"),
    NARRATIVE_CHANGED: _("修改文字"),
    TEXT_FOLLOWED: _("文字中的数字随表格更新"),
    FIGURE_LINKED: _("数字与表格联动"),
    FIGURE_UNLINKED: _("数字不再联动"),
    FEE_CHANGED: _("修改信息处理费情况"),
    TITLE_CHANGED: _("修改标题"),
    CELL_EXPLAINED: _("说明与上年不一致的原因"),
    FINDING_EXPLAINED: _("说明校核结果的原因"),
    REPAIRED: _("采用更正建议"),
    REPAIR_UNDONE: _("撤回更正建议"),
    REASON_ACCEPTED: _("认可说明"),
    REASON_REFUSED: _("不认可说明"),
    THREAD_RAISED: _("提出审核意见"),
    THREAD_ANSWERED: _("答复审核意见"),
    THREAD_CLOSED: _("办结审核意见"),
    THREAD_REOPENED: _("再次提出审核意见"),
    SUBMITTED: _("提交审核"),
    RECALLED: _("撤回送审"),
    APPROVED: _("审核同意"),
    RETURNED: _("退回修改"),
    ZEROS_CONFIRMED: _("零申请确认"),
    PUBLISHED: _("发布"),
    CORRECTION_BEGUN: _("开始更正"),
    CORRECTION_REWORDED: _("修改更正原因"),
    CORRECTION_ABANDONED: _("废止更正稿"),
    SUPERSEDED: _("由新的版次更正替换"),
    WITHDRAWAL_ASKED: _("申请撤回公布"),
    WITHDRAWAL_DECLINED: _("不批准撤回公布"),
    WITHDRAWAL_REPLACED: _("撤回申请由更正办结"),
    WITHDRAWN: _("撤回公布"),
    MISTAKE_REPORTED: _("读者纠错"),
    MISTAKE_SETTLED: _("处理读者纠错"),
    RELEASE_TIMED: _("设定发布时间"),
    RELEASE_CANCELLED: _("取消定时发布"),
    RELEASE_FAILED: _("定时发布没有办成"),
    PUBLICATION_FAILED: _("发布没有办成"),
    FILES_RECORDED: _("登记公布文件"),
    NOTICE_MADE: _("生成整改通知"),
    LETTER_CHANGED: _("填写报送函"),
    ARCHIVE_REQUESTED: _("申请归档历史年报"),
    ARCHIVE_CORRECTED: _("按原件改正读取结果"),
    ARCHIVE_READ_CONFIRMED: _("全部照读入确认"),
    ARCHIVE_RETURNED: _("退回归档申请"),
    ARCHIVED: _("确认归档历史年报"),
    PASSED: _("同意，转下一环节"),
    HANDED_IN: _("报送主管部门"),
    ACCEPTED: _("主管部门接收"),
    SENT_BACK: _("主管部门退回"),
    REMINDED: _("催办"),
    CALLED: _("催报"),
    EXTENDED: _("准予延期"),
    DEADLINE_SET: _("设定本地期限"),
    CONTACT_CHANGED: _("登记年报联系人"),
    ANNOUNCED: _("发布通知公告"),
    YEAR_OPENED: _("开启年度"),
    ROUTE_CHANGED: _("调整审批流程"),
    AGENCY_REGISTERED: _("登记机关"),
    ACCOUNT_OPENED: _("开通账号"),
    ACCOUNT_SUSPENDED: _("停用账号"),
    ACCOUNT_RESTORED: _("恢复账号"),
    ACCOUNT_LOCKED: _("登录失败过多，账号锁定"),
    ACCOUNT_UNLOCKED: _("解除账号锁定"),
    ACCOUNT_BEGUN: _("发出首次登录码"),
    SECOND_FACTOR_SET: _("启用两步验证"),
    SECOND_FACTOR_REMOVED: _("停用两步验证"),
    RECOVERY_CODES_MADE: _("换新的备用码"),
    KEY_ADDED: _("登记安全密钥"),
    KEY_REMOVED: _("删除安全密钥"),
    IDENTITY_BOUND: _("绑定统一身份"),
    IDENTITY_FORGOTTEN: _("解除统一身份"),
    DEVICE_ENDED: _("退出登录设备"),
    POST_GIVEN: _("安排岗位"),
    POST_ENDED: _("撤销岗位"),
    POST_HANDED_OVER: _("移交岗位"),
    SUBSTITUTE_SET: _("委托代办"),
    SUBSTITUTE_ENDED: _("结束代办"),
    OWN_SITE_RECORDED: _("登记本机关网站公布地址"),
    SIGNED_IN: _("登录"),
    SIGN_IN_FAILED: _("登录失败"),
    SIGNED_OUT: _("退出登录"),
    PASSWORD_CHANGED: _("修改密码"),
    MAIL_ADDRESS_SET: _("设置消息邮箱"),
    DRAFT_DOWNLOADED: _("下载草稿"),
    JOURNAL_ANCHORED: _("每日锚定"),
    JOURNAL_VERIFIED: _("核验操作记录"),
    JOURNAL_EXPORTED: _("导出操作记录"),
    BATCH_STARTED: _("开始批量检查"),
    BATCH_CONFIRMED: _("确认批量检查的机关和年度"),
    BATCH_FILES_REMOVED: _("删除批量检查的文件"),
    BATCH_REMOVED: _("删除批量检查的批次"),
}
