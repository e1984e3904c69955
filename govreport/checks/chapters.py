"""校核规则的分章: what the chapters of the rule book are called, and what each is about."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from govreport.checks.rule import Scope

CHAPTERS: Final[Mapping[Scope, tuple[str | Promise, str | Promise]]] = {
    Scope.STRUCTURE: (_("报告结构"), _("报告应有的部分、标题、年度和用语。")),
    Scope.CELL: (_("单元格"), _("一格里可以填什么。")),
    Scope.TABLE: (_("表内"), _("同一张表里各格之间的关系。")),
    Scope.CROSS: (_("表间"), _("几张表之间的关系。")),
    Scope.NARRATIVE: (_("文表"), _("正文里的数字和说法，与表格、与自身是否一致。")),
    Scope.PRIVACY: (_("个人信息与保密"), _("公开的报告里不应出现的内容。")),
    Scope.YEAR: (_("跨年"), _("与上年报告是否衔接。")),
    Scope.PUBLICATION: (_("公布期限"), _("什么时候应当公布。")),
    Scope.LAYOUT: (_("版式"), _("发布前对公文 PDF 逐页检查：须更正的，改正后才能发布；其余随公布稿记录。")),
}
# What is judged of a stored report: dates of publication and finished PDFs are looked at elsewhere.
OF_STORED: Final = tuple(scope for scope in CHAPTERS if scope not in (Scope.PUBLICATION, Scope.LAYOUT))
