"""校核结果的文字形式: the result of ``check_report`` as text for a person at a terminal."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from govreport.standards import edition
from govreport.standards.edition import Edition
from govreport.standards.finding import Severity


def severity_name(severity: str) -> str:
    """须更正, 须说明 or 提示."""
    return {
        Severity.ERROR.value: _("须更正"),
        Severity.WARNING.value: _("须说明"),
        Severity.HINT.value: _("提示"),
    }[severity]


def plain_text(report: Mapping[str, Any]) -> str:
    """One report as text: what it is, findings, possible repairs, inferred cells, doubts. Ends with a line feed."""
    own = edition(report["edition"])
    lines = [
        *_facts(report, own),
        *_findings(report),
        *_repairs(report, own),
        *_inferred(report, own),
        *_doubts(report, own),
    ]
    return "\n".join(lines) + "\n"


def _facts(report: Mapping[str, Any], own: Edition) -> Iterator[str]:
    unknown = _("（未找到）")
    yield _("文件：%(file)s") % report
    yield _("标题：%(title)s") % {"title": report["title"] or unknown}
    yield _("机关：%(agency)s") % {"agency": report["agency"] or unknown}
    yield _("年度：%(year)s") % {"year": report["year"] or unknown}
    yield _("格式：%(instrument)s（%(code)s）") % {"instrument": own.instrument, "code": own.code}
    filled = sum(1 for value in report["figures"].values() if value is not None)
    yield _("数据：%(total)s 格，有数 %(filled)s 格") % {"total": len(report["figures"]), "filled": filled}


def _findings(report: Mapping[str, Any]) -> Iterator[str]:
    found = report["findings"]
    yield ""
    if not found:
        yield _("校核结果：没有发现问题。")
        return
    counts = [
        _("%(name)s %(count)s 项") % {"name": severity_name(severity.value), "count": count}
        for severity in Severity
        if (count := sum(1 for finding in found if finding["severity"] == severity))
    ]
    yield _("校核结果：%(counts)s") % {"counts": "，".join(counts)}
    for finding in found:
        name = severity_name(finding["severity"])
        yield f"  [{name}] {finding['message']}（{finding['rule']}，{finding['addresses'][0]}）"


def _repairs(report: Mapping[str, Any], own: Edition) -> Iterator[str]:
    if not report["repairs"]:
        return
    yield ""
    several = len(report["repairs"]) > 1
    yield _("可能的更正（任选其一，改前请核对原始数据）：") if several else _("可能的更正（改前请核对原始数据）：")
    for number, repair in enumerate(report["repairs"], 1):
        changes = "；".join(
            _("%(place)s改为 %(value)s") % {"place": own.cells[address].place, "value": value}
            for address, value in repair["changes"].items()
        )
        yield f"  {number}. {changes}"


def _inferred(report: Mapping[str, Any], own: Edition) -> Iterator[str]:
    if not report["inferred"]:
        return
    yield ""
    yield _("由勾稽关系推算的单元格（文件中为空，请对照原件核对）：")
    for address in report["inferred"]:
        yield f"  {own.cells[address].place} = {report['figures'][address]}（{address}）"


def _doubts(report: Mapping[str, Any], own: Edition) -> Iterator[str]:
    if not report["doubts"]:
        return
    yield ""
    yield _("读取存疑 %(count)s 处：") % {"count": len(report["doubts"])}
    for doubt in report["doubts"]:
        yield f"  {place_name(own, doubt['place'])}：{doubt['message']}"


def place_name(own: Edition, place: str) -> str:
    """The Chinese name of a place that a doubt speaks of: cell, row, table, section, or part of the whole."""
    parts = place.split(".")
    if place in own.cells:
        return own.cells[place].place
    for table in own.tables:
        if table.code == parts[0]:
            row = next((row for row in table.rows if len(parts) > 1 and row.code == parts[1]), None)
            return f"{table.name}“{row.label}”" if row else table.name
    for section in own.sections:
        if section.code == place:
            return section.title or section.name
    return {"title": _("标题"), "year": _("年度"), "agency": _("机关名称")}.get(place, _("文件"))
