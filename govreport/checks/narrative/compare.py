"""文表比较: what the rules that hold a number of the text against the tables have in common."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from govreport.checks.narrative.cells import Quantity
from govreport.checks.narrative.facts import facts
from govreport.checks.narrative.records import Fact
from govreport.checks.rule import Rule
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity
from govreport.standards.numbers import format_number

BASIS: Final = "正文与统计表是同一份报告，同一数据应当一致"
BASIS_EN: Final = "The text and the tables are one report: the same figure must be the same in both"
# How many findings of one rule a section gets; a text without end has no use for more.
MOST: Final = 20


def comparable(document: Document, *measures: str) -> Iterator[Fact]:
    """The report's own exact totals that count one of these, each value once in a section."""
    seen: set[tuple[str, tuple[str, ...], str]] = set()
    counted: dict[str, int] = {}
    for fact in facts(document):
        key = (fact.section, fact.measures, format_number(fact.value))
        if fact.comparable and set(fact.measures) & set(measures) and key not in seen:
            seen.add(key)
            counted[fact.section] = counted.get(fact.section, 0) + 1
            if counted[fact.section] <= MOST:
                yield fact


def section_name(document: Document, code: str) -> tuple[str, str]:
    """The name of a section in both languages."""
    section = next(item for item in document.format.sections if item.code == code)
    return section.name, section.english


def differs(
    rule: Rule,
    document: Document,
    fact: Fact,
    right: Quantity,
    *,
    what: str,
    what_en: str,
    severity: Severity | None = None,
) -> Finding:
    """The finding that a number of the text is not the one of the table."""
    name, name_en = section_name(document, fact.section)
    left = format_number(fact.value)
    value = "空白" if right.value is None else f" {format_number(right.value)}"
    value_en = "blank" if right.value is None else format_number(right.value)
    if severity is None and not fact.settled:
        severity = Severity.HINT
    return rule.finding(
        addresses=(fact.section,),
        message=f"“{name}”中“{fact.passage}”写的{what}为 {left}，{right.place}为{value}。"
        "请核对正文和表格，改正写错的一处。",
        message_en=f"{name_en}: “{fact.passage}” gives {left} for {what_en}; the table has {value_en} "
        f"({right.place_en}). Compare the two and correct the one that is wrong.",
        left=left,
        right=None if right.value is None else format_number(right.value),
        related=right.cells,
        severity=severity,
    )


def mismatches(
    rule: Rule,
    document: Document,
    measures: Sequence[str],
    expected: Callable[[Fact], Sequence[Quantity | None]],
    *,
    what: str,
    what_en: str,
    lenient: Callable[[Fact], Severity | None] = lambda fact: None,
) -> Iterator[Finding]:
    """Findings for numbers that agree with none of the quantities they may be; a blank cell is told elsewhere."""
    for fact in comparable(document, *measures):
        accepted = [item for item in expected(fact) if item is not None]
        if fact.denied or not accepted or any(item.value is None for item in accepted):
            continue
        if all(item.value != fact.value for item in accepted):
            yield differs(rule, document, fact, accepted[0], what=what, what_en=what_en, severity=lenient(fact))
