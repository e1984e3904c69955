"""S-11 统计期限: the figures are those of the whole report year, 1 January to 31 December."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from govreport.checks.rule import ALL, Rule, Scope
from govreport.checks.structure.text import dense, excerpt, sentences
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

RULES: Final = (
    Rule(
        id="S-11",
        severity=Severity.ERROR,
        scope=Scope.STRUCTURE,
        editions=ALL,
        sentence="统计期限为报告年度 1 月 1 日至 12 月 31 日；当年新组建的机关写明起始日期。",
        sentence_en="The figures cover 1 January to 31 December of the report year; a body set up in the year states "
        "its first day.",
        basis="《政府信息公开工作年度报告格式》：报告上一年度的情况",
        basis_en="The format of the annual report: the situation of the year",
    ),
)

_PERIOD: Final = re.compile(
    r"(?P<start>(?P<y1>\d{4})年(?P<m1>\d{1,2})月(?P<d1>\d{1,2})日)[起始开]{0,2}(?:,|、)?(?:至|到|止|—|-|－|–|~|～|―){1,2}"
    r"(?P<end>(?:(?P<y2>\d{4})年|当年|同年|本年)?(?P<m2>\d{1,2})月(?P<d2>\d{1,2})日)"
)
_ABOUT: Final = ("统计", "期限", "数据", "起止", "时间范围", "本报告所列")
_NEW_BODY: Final = ("成立", "组建", "挂牌", "新设", "新成立", "划转", "机构改革", "转隶", "运行")
# Any mention of dates or of the year as a whole: a converter may have lost digits, so nothing is said of it.
_MENTIONED: Final = re.compile(r"\d{1,4}月?\d{1,4}日|年度?(?:全年|数据)|全年(?:数据|统计)|统计(?:数据)?期限|一月一日")


@dataclass(frozen=True, slots=True)
class Period:
    """统计期限: as written, with both ends as (year, month, day)."""

    text: str
    start: tuple[int, int, int]
    end: tuple[int, int, int]

    @property
    def whole_year(self) -> int | None:
        """The year that the period covers from its first to its last day; None if it is another period."""
        year = self.start[0]
        return year if self.start[1:] == (1, 1) and self.end == (year, 12, 31) else None


def period(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A finding for another period than the report year; a hint where none is stated."""
    found = _stated(document)
    if found is None:
        yield from _unstated(document)
        return
    code, sentence, stated = found
    year = document.year or stated.start[0]
    if stated.whole_year == year:
        return
    expected = f"{year}年1月1日至{year}年12月31日"
    if document.year == stated.start[0] == stated.end[0] and any(word in sentence for word in _NEW_BODY):
        yield RULES[0].finding(
            (code,),
            f"统计期限写的是“{excerpt(stated.text)}”，不是全年。新组建的机关请确认起始日期；其他情况应为{expected}。",
            f"The period is “{excerpt(stated.text)}”, not the whole year. Confirm the first day of a new body; "
            f"otherwise it is 1 January to 31 December {year}.",
            severity=Severity.HINT,
        )
        return
    yield RULES[0].finding(
        (code,),
        f"统计期限应为{expected}，现写为“{excerpt(stated.text)}”。请核对日期。",
        f"The period must be 1 January to 31 December {year}; the text says “{excerpt(stated.text)}”. Check the dates.",
        left=_iso(stated),
        right=f"{year}-01-01/{year}-12-31",
    )


def _stated(document: Document) -> tuple[str, str, Period] | None:
    """Section, sentence and period of the first statement of the period."""
    for code in _places(document):
        for sentence in sentences(document.sections.get(code, "")):
            text = dense(sentence)
            match = _PERIOD.search(text)
            if match and any(word in text for word in _ABOUT):
                return code, text, _period(match)
    return None


def _places(document: Document) -> tuple[str, ...]:
    # The body of 2014–2018 has its introduction inside; later bodies speak of periods of many other things.
    return ("preamble", "sec1", "closing") if document.edition == "e2014" else ("preamble", "closing")


def _period(match: re.Match[str]) -> Period:
    year = int(match["y1"])
    return Period(
        match[0],
        (year, int(match["m1"]), int(match["d1"])),
        (int(match["y2"] or year), int(match["m2"]), int(match["d2"])),
    )


def _unstated(document: Document) -> Iterator[Finding]:
    text = dense(" ".join(document.sections.get(code, "") for code in _places(document)))
    if not text or _MENTIONED.search(text):
        return
    year = document.year
    dates = f"（{year}年1月1日至{year}年12月31日）" if year else ""
    yield RULES[0].finding(
        ("preamble",),
        f"没有找到统计期限。建议在前言中写明{dates}。",
        f"The period of the figures is not stated. Consider stating it in the preamble"
        f"{f' (1 January to 31 December {year})' if year else ''}.",
        severity=Severity.HINT,
    )


def _iso(stated: Period) -> str:
    return "/".join(f"{year}-{month:02}-{day:02}" for year, month, day in (stated.start, stated.end))
