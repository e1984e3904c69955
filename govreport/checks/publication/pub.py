"""PUB-01…03 公布期限: the last day for an agency's report, and how many days are left or over."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

from govreport.checks.rule import ALL, SIX_PARTS, Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

RULES: Final = (
    Rule(
        id="PUB-01",
        severity=Severity.WARNING,
        scope=Scope.PUBLICATION,
        editions=SIX_PARTS,
        sentence="县级以上人民政府部门在每年1月31日前提交并公布上一年度报告。",
        sentence_en="Departments of governments at county level and above submit and publish by 31 January.",
        basis="《政府信息公开条例》第四十九条第一款",
        basis_en="Article 49, paragraph 1 of the Regulation",
        official=True,
    ),
    Rule(
        id="PUB-02",
        severity=Severity.WARNING,
        scope=Scope.PUBLICATION,
        editions=ALL,
        sentence="县级以上地方人民政府的报告在每年3月31日前公布；2018年度及以前的报告均为3月31日。",
        sentence_en="Reports of local governments are published by 31 March; up to report year 2018, all reports.",
        basis="《政府信息公开条例》第四十九条第二款；2018年度及以前按修订前条例",
        basis_en="Article 49, paragraph 2 of the Regulation; up to 2018, the Regulation before its revision",
        official=True,
    ),
    Rule(
        id="PUB-03",
        severity=Severity.HINT,
        scope=Scope.PUBLICATION,
        editions=SIX_PARTS,
        sentence="乡镇、街道和其他机构在本地规定的期限前公布。",
        sentence_en="Townships and other bodies publish by the day set locally.",
        basis="本地规定；没有规定的，参照1月31日",
        basis_en="Set locally; without a setting, 31 January",
    ),
)
_BY_ID: Final = {rule.id: rule for rule in RULES}


@dataclass(frozen=True, slots=True)
class Deadline:
    """公布期限: the last day on which a report is in time, and the rule that says so."""

    rule: Rule
    day: date

    def left(self, today: date) -> int:
        """Days left until the last day; 0 on the day itself, negative when it is over."""
        return (self.day - today).days


def deadline(year: int, *, kind: str | None, level: str | None, local: tuple[int, int] | None = None) -> Deadline:
    """The deadline of a report year's report; ``local`` is month and day where the law names none (PUB-03).

    Raises ``ValueError`` when ``local`` is no day of the year.
    """
    found = next(item for item in _deadlines() if _applies(item, year, kind or "other", level or "county"))
    month, day = local if local and found["rule"] == "PUB-03" else found["day"]
    return Deadline(_BY_ID[found["rule"]], date(year + 1, month, day))


def overdue(document: Document, published: date, local: tuple[int, int] | None = None) -> Iterator[Finding]:
    """A finding when a report is (or would be) published on a day after its deadline."""
    if document.year is None:
        return
    last = deadline(document.year, kind=document.agency.kind, level=document.agency.level, local=local)
    late = -last.left(published)
    if late > 0:
        day, now = _chinese(last.day), _chinese(published)
        # No law names the day of townships and other bodies.
        advised = last.rule.id == "PUB-03" and local is None
        due = f"本地没有规定公布期限的，参照{day}" if advised else f"{document.year}年度报告应在{day}前公布"
        due_en = "is best published by" if advised else "was due on"
        yield last.rule.finding(
            ("title",),
            f"{due}，{now}已超过 {late} 天。请尽快公布。",
            f"The report for {document.year} {due_en} {last.day.isoformat()}; {published.isoformat()} is later "
            f"(days: {late}). Publish it as soon as possible.",
            left=published.isoformat(),
            right=last.day.isoformat(),
        )


@cache
def _deadlines() -> tuple[Mapping[str, Any], ...]:
    data = tomllib.loads((files(__package__) / "deadlines.toml").read_text(encoding="utf-8"))
    return tuple(data["deadline"])


def _applies(item: Mapping[str, Any], year: int, kind: str, level: str) -> bool:
    in_time = item.get("from_year", 0) <= year <= item.get("until_year", 9999)
    return in_time and kind in item["kinds"] and level in item["levels"]


def _chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
