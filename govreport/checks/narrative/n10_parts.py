"""N-10 分项合计: parts that the text lists in full add up to the total it states."""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Final

from govreport.checks.narrative.compare import MOST, section_name
from govreport.checks.narrative.facts import amounts
from govreport.checks.narrative.records import Amount
from govreport.checks.rule import ALL, Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity
from govreport.standards.numbers import format_number

RULES: Final = (
    Rule(
        id="N-10",
        severity=Severity.WARNING,
        scope=Scope.NARRATIVE,
        editions=ALL,
        sentence="正文完整列出的分项合计等于正文的总数；“其中”所列的同类分项合计不大于总数。",
        sentence_en="Parts that the text lists in full add up to its total; parts of one kind to no more.",
        basis="分项与总数为同一段文字中的数量",
        basis_en="Parts and total are numbers of the same passage",
    ),
)

# Parts of one kind exclude each other, so that they cannot add up to more than the whole.
_FAMILIES: Final = {
    "applicants": re.compile("自然人|公民个人|商业企业|科研机构|社会公益组织|法律服务机构|法人|其他组织"),
    "channels": re.compile("网络|网上|在线|互联网|信函|邮寄|邮件|当面|现场|传真"),
    "results": re.compile("予以公开|部分公开|不予公开|无法提供|不予处理|其他处理|其它处理"),
}
_WHOLE: Final = re.compile("[共总]|合计|累计")
_FULL: Final = re.compile("分别[为是]|按[^，。；]{1,10}分")
_OPEN: Final = re.compile("其中|等|另|还|以及其他|包括|主要|分别占|较|比|同")
_SPAN: Final = 16


def parts(document: Document, previous: Document | None) -> Iterator[Finding]:
    """Totals whose parts, in the same sentence, do not fit."""
    for _, found in groupby(amounts(document), key=lambda item: (item.section, item.sentence)):
        sentence = [item for item in found if item.unit not in ("%", "‰", "个百分点")]
        told = 0
        for index, whole in enumerate(sentence):
            wrong = (
                None
                if whole.rounded or not whole.own or told >= MOST
                else _wrong(whole, sentence[index + 1 : index + 1 + _SPAN])
            )
            if wrong is not None:
                told += 1
                yield _finding(document, whole, wrong)


def _wrong(whole: Amount, after: Sequence[Amount]) -> Decimal | None:
    """The sum of the parts where it does not fit the whole."""
    family = _family(after[0]) if after else None
    if family is not None and _family(whole) is None:
        run = _run(after, lambda item: _family(item) == family, whole.unit)
        # 网络申请21件，其中网络…: the same word twice is no split.
        names = [match[0] for item in run if (match := _FAMILIES[family].search(item.before))]
        # What came in is not what was decided: last year's cases are among the results.
        if family == "results" and not re.search("办结|答复|处理|办理", whole.lead):
            return None
        plain = not re.search("结转|[增减多少]", whole.lead) and all(item.value <= whole.value for item in run)
        if len(run) < 2 or len(set(names)) < len(names) or not plain:
            return None
        total = sum((item.value for item in run), Decimal(0))
        both = family == "applicants" and len(run) == 2 and names[0] in ("自然人", "公民个人") and names[1] == "法人"
        return total if total > whole.value or (both and total != whole.value) else None
    return _listed(whole, after)


def _listed(whole: Amount, after: Sequence[Amount]) -> Decimal | None:
    """共 …，分别为 …: a list that says it is the whole."""
    if not after or not _WHOLE.search(whole.before) or not _FULL.search(after[0].lead):
        return None
    run = _run(after, lambda item: True, whole.unit)
    said = "".join([whole.after[:20], *(item.before + item.after[:2] for item in run)])
    if len(run) < 2 or len(run) < len(after) or _OPEN.search(said):
        return None
    total = sum((item.value for item in run), Decimal(0))
    return total if total != whole.value else None


def _run(after: Sequence[Amount], belongs: Callable[[Amount], bool], unit: str) -> list[Amount]:
    run: list[Amount] = []
    for item in after:
        if item.unit != unit or item.rounded or not item.own or not belongs(item):
            break
        run.append(item)
    return run


def _family(item: Amount) -> str | None:
    found = [name for name, shape in _FAMILIES.items() if shape.search(item.before)]
    return found[0] if len(found) == 1 else None


def _finding(document: Document, whole: Amount, total: Decimal) -> Finding:
    name, name_en = section_name(document, whole.section)
    left, right = format_number(total), format_number(whole.value)
    return RULES[0].finding(
        addresses=(whole.section,),
        message=f"“{name}”中“{whole.passage}”之后所列分项合计为 {left}，总数为 {right}，"
        f"相差 {format_number(abs(total - whole.value))}。请核对分项和总数。",
        message_en=f"{name_en}: the parts listed after “{whole.passage}” add up to {left}, the total is {right}. Check "
        "the parts and the total.",
        left=left,
        right=right,
    )
