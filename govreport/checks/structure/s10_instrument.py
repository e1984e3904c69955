"""S-10 编制依据: the notice that a report cites as its format is the one of its year."""

import re
from collections.abc import Iterator
from typing import Final

from govreport.checks.rule import SIX_PARTS, Rule, Scope
from govreport.checks.structure.text import dense, excerpt
from govreport.standards import all_editions, in_force
from govreport.standards.document import Document
from govreport.standards.edition import Edition
from govreport.standards.finding import Finding, Severity

RULES: Final = (
    Rule(
        id="S-10",
        severity=Severity.WARNING,
        scope=Scope.STRUCTURE,
        editions=SIX_PARTS,
        sentence="引用的编制依据是报告年度适用的文件。",
        sentence_en="The instrument cited as the format is the one that applies to the report year.",
        basis="报告年度适用的《政府信息公开工作年度报告格式》",
        basis_en="The format of the annual report that applies to the year",
    ),
)

# 国办公开办函〔2021〕30号, with any brackets; after ``dense`` all of them are half-width or 〔〕.
_NUMBER: Final = re.compile(r"国办[发函公开办]{1,5}[〔\[(【](\d{4})[〕\])】](\d{1,4})号")
# So near a number stand the words that make it the basis of the report.
_NEAR: Final = 80
_FORMAT: Final = ("年度报告格式", "年度报告有关事项", "统计报送", "年度报告")
_TRIAL: Final = re.compile(r"年度报告格式\(试行\)")


def instrument(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A finding when the preamble cites the notice of another format and not that of its own."""
    own = (in_force(document.year) if document.year else None) or document.format
    text = dense(document.sections.get("preamble", ""))
    if not RULES[0].applies(document) or not text:
        return
    cited = [match[0] for match in _NUMBER.finditer(text) if _is_basis(text, match)]
    numbers = [_plain(number) for number in cited]
    if _plain(own.instrument) in numbers:
        return
    if cited:
        yield _finding(cited[0], own, document)
    elif own.code == "e2021" and (match := _TRIAL.search(text)):
        yield _finding(f"《{match[0].replace('(', '（').replace(')', '）')}》", own, document)


def _is_basis(text: str, match: re.Match[str]) -> bool:
    known = {_plain(edition.instrument) for edition in all_editions()}
    near = text[max(0, match.start() - _NEAR) : match.end() + _NEAR // 4]
    return _plain(match[0]) in known or ("公开办" in match[0] and any(word in near for word in _FORMAT))


def _plain(number: str) -> str:
    return re.sub(r"[〔〕\[\]()（）【】]", "|", number)


def _finding(found: str, own: Edition, document: Document) -> Finding:
    year = f"{document.year}年度" if document.year else ""
    return RULES[0].finding(
        ("preamble",),
        f"引用的编制依据“{excerpt(found)}”与{year}适用的文件不符，应为{own.instrument}。请核对文号和文件名称。",
        f"The instrument cited, “{excerpt(found)}”, is not the one that applies"
        f"{f' to {document.year}' if document.year else ''}: {own.instrument}. Check number and title.",
    )
