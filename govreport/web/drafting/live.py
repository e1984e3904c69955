"""页面数据: what the scripts of a section page start with, and what they get back after each save."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from govreport.agencies.models import User
from govreport.checks.bases import bases, grounded
from govreport.checks.progress import UNFILLED
from govreport.reports.models import Report, Version
from govreport.standards.cell_rules import cell_rules
from govreport.standards.edition import Section
from govreport.standards.numbers import format_number
from govreport.web.desk.panel import section_name
from govreport.web.desk.reasons import reason_for
from govreport.web.desk.sheet import Sheet
from govreport.web.drafting.editions import edition_url
from govreport.web.drafting.fee import fee_line
from govreport.web.drafting.grid_words import grid_words
from govreport.web.drafting.linked import links, text_data
from govreport.web.drafting.meeting import prose, stored
from govreport.web.drafting.steps import as_json, steps


def desk_data(user: User, report: Report, version: Version, sheet: Sheet, part: Section) -> dict[str, Any]:
    """Everything the page's scripts need, once."""
    return {
        **state(sheet),
        # What is shown and not stored, after a form was declined: the texts that stand there.
        "stored": stored(sheet.document, sheet.typed),
        "prev": _texts(sheet.compared.all_figures()) if sheet.compared else {},
        "section": part.code,
        "parts": parts(report, sheet),
        "grounded": sorted(grounded()),
        "bases": dict(bases()) if (get_language() or "").startswith("en") else {},
        "editable": sheet.editable,
        # Per person and version: on a shared machine nobody sends what somebody else typed.
        "person": user.pk,
        "storage": f"govreport:unsaved:{user.pk}:{version.pk}",
        "urls": {
            "save": reverse("drafting:save", args=[report.pk]),
            "reason": reverse("drafting:reason-json", args=[report.pk]),
            "news": reverse("drafting:news", args=[report.pk]),
            "edition": edition_url(sheet.document.edition),
        },
        "words": words(),
        "grid": grid_words(),
        "text": None if part.table else text_data(report.pk, part),
    }


def state(sheet: Sheet) -> dict[str, Any]:
    """The report as the server has it: texts, figures, and the findings that only the server can tell."""
    return {
        "texts": sheet.texts(),
        "prose": prose(sheet.document),
        "figures": _texts(sheet.document.all_figures()),
        "others": others(sheet),
        "missing": missing(sheet),
        "reasons": reasons(sheet),
        "links": links(sheet),
        "fee_line": fee_line(sheet.document),
    }


def answer(sheet: Sheet) -> dict[str, Any]:
    """What a save returns."""
    clock = timezone.localtime().strftime("%H:%M:%S")
    return {**state(sheet), "saved_at": clock, "steps": as_json(steps(sheet))}


def missing(sheet: Sheet) -> list[dict[str, str]]:
    """Required sections without text, each with its sentence."""
    language = get_language() or "zh-hans"
    found = (finding for finding in sheet.findings if finding.rule == "S-01")
    return [{"section": finding.target, "message": finding.text(language)} for finding in found]


def reasons(sheet: Sheet) -> list[dict[str, Any]]:
    """What was said, or may be said, about each warning and hint as the server sees them."""
    return [reason.as_json() for answer in sheet.answers if (reason := reason_for(answer))]


def others(sheet: Sheet) -> list[dict[str, Any]]:
    """Findings of rules that scripts do not evaluate, what is not filled in yet left out."""
    own = {text.id for text in sheet.edition.relation_texts} | set(cell_rules()) | UNFILLED
    language = get_language() or "zh-hans"
    return [
        {
            "rule": finding.rule,
            "severity": finding.severity.value,
            "addresses": list(finding.addresses),
            "related": list(finding.related),
            "message": finding.text(language),
            "basis": finding.basis,
            "left": finding.left,
            "right": finding.right,
            "sum": "",
        }
        for finding in sheet.findings
        if finding.rule not in own
    ]


def parts(report: Report, sheet: Sheet) -> list[dict[str, str | None]]:
    """The sections with the prefix of their cells and their pages."""
    return [
        {
            "code": section.code,
            "name": section_name(sheet.edition, section.code),
            "table": section.table or ("fee" if section.kind == "fee" else None),
            "url": reverse("drafting:section", args=[report.pk, section.code]),
        }
        for section in sheet.edition.sections
    ]


def words() -> dict[str, str]:
    """The sentences scripts say."""
    return {
        "saving": _("正在保存"),
        "saved": _("已保存"),
        "unsaved": _("尚未保存"),
        "failed": _("尚未保存——没有连上服务器，将自动重试"),
        "signIn": _("登录已过期，已填内容保存在本机，请重新登录"),
        "conflict": _("有 {count} 处他人也改过，请在该处选定一个"),
        "refused": _("有 {count} 处没有保存：{message}"),
        "recovered": _("上次没有来得及保存的 {count} 处已经恢复："),
        "nothing": _("（空）"),
        "title": _("报告标题"),
        "blank": _("还有 {count} 格没有填写；没有的请填 0。"),
        "toText": _("去填写"),
        "firstBlank": _("到第一处空白"),
        "colon": _("："),
        "ground": _("依据"),
        "motive": _("理由"),
        "sum": _("相加"),
        "gap": _("，相差 {difference}"),
        "length": _("{count} 字"),
        "settled": _("已说明 {count}"),
        "explained": _("已记下原因"),
        "unreachable": _("没有连上服务器，原因还没有记下，请再按一次。写的内容留在本机。"),
    }


def _texts(figures: Any) -> dict[str, str | None]:
    return {address: None if value is None else format_number(value) for address, value in figures.items()}
