"""S-03 二级标题序号: （一）（二）… follow one another inside a part."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from govreport.checks.rule import ALL, Rule, Scope
from govreport.checks.structure.s02_numbers import is_part_heading
from govreport.checks.structure.text import excerpt, lines, name_of, texts
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity
from govreport.standards.headings import LONGEST_HEADING, NUMERALS, bare, level_of, numeral, ordinal_of

RULES: Final = (
    Rule(
        id="S-03",
        severity=Severity.WARNING,
        scope=Scope.STRUCTURE,
        editions=ALL,
        sentence="同一部分内的二级标题序号（一）（二）……依次排列，不缺号、不重号。",
        sentence_en="Second-level headings （一）, （二）, … inside a section neither skip nor repeat a number.",
        basis="公文结构层次序数依次排列（GB/T 9704—2012）",
        basis_en="Headings of official documents are numbered in order (GB/T 9704—2012)",
    ),
)

_INLINE: Final = re.compile(rf"[（(] ?([{NUMERALS}]{{1,3}}) ?[）)]")
_CLOSED: Final = frozenset("。；;，,：:！!？?、")


def ordinals(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A finding for each run of second-level numbers that skips or repeats one."""
    for code, text in texts(document):
        for title, part in _parts(lines(text)):
            numbers = [number for line in part if (number := _second(line))]
            if len(numbers) < 2:
                continue
            written = {match[1] for line in part for match in _INLINE.finditer(line)}
            # A number in the middle of a paragraph may have lost its line break on the way: it is there.
            counted = Counter(numbers)
            missing = [n for n in range(1, max(numbers)) if n not in counted and numeral(n) not in written]
            repeated = sorted(n for n, times in counted.items() if times > 1)
            if missing or repeated:
                yield _finding(document, code, bare(title), missing, repeated)


def _second(line: str) -> int:
    level, number = ordinal_of(line)
    return number if level == 2 else 0


def _parts(paragraphs: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """The paragraphs between headings of a higher kind: 一、… in the text itself, or a heading without number."""
    title, part = "", list[str]()
    for line in paragraphs:
        if is_part_heading(line) or (_is_bare_heading(line) and part):
            yield title, part
            title, part = line, []
        else:
            part.append(line)
    yield title, part


def _is_bare_heading(line: str) -> bool:
    return not level_of(line) and len(line) <= LONGEST_HEADING // 2 and not _CLOSED & set(line)


def _finding(document: Document, code: str, title: str, missing: Sequence[int], repeated: Sequence[int]) -> Finding:
    section = excerpt(title) if title else name_of(document, code)
    found = [f"缺少{_listed(missing)}"] if missing else []
    found += [f"{_listed(repeated)}重复"] if repeated else []
    english = [f"{_listed(missing)} missing"] if missing else []
    english += [f"{_listed(repeated)} repeated"] if repeated else []
    return RULES[0].finding(
        (code,),
        f"“{section}”内二级标题序号{'，'.join(found)}。请核对是否漏了内容，或者重新编号。",
        f"In “{section}” second-level headings are misnumbered: {', '.join(english)}. Check whether something was left "
        "out, or number them anew.",
    )


def _listed(numbers: Sequence[int]) -> str:
    shown = "".join(f"（{numeral(number)}）" for number in numbers[:5])
    return shown if len(numbers) <= 5 else f"{shown}等"
