"""结尾: the closing statement of a report, its signature, and what stands after its end."""

import re
from collections.abc import Sequence

from govreport.documents.read.lines import Line

_CLOSING = re.compile(
    r"^(?:本(?:年度)?(?:报告|年报)(?:的)?(?:全文|电子版|可在|通过)|(?:公众|社会公众)?(?:如|若)(?:有|对|需)(?:本报告|.{0,6}疑问|.{0,8}意见))"
)
_DATE = re.compile(
    r"^[\d〇零○一二三四五六七八九十]{2,4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日$"
)
_IMPRINT = re.compile(
    r"(?:印发|印制)$|^(?:抄送|抄报|主送|报送|公开属性|信息公开选项)\s*[:：]|^[（(]?此件(?:主动|依申请|不予)?公开(?:发布)?[）)]?$"
)
_SENTENCE = re.compile(r"[。；：！？,，]")

# What our own page of a published report has below it.
_PAGE = re.compile(r"^数据(?:校核与)?说明$")
NEAR_END = 6  # lines


def split_end(lines: Sequence[Line]) -> tuple[list[Line], list[Line], list[Line]]:
    """The lines of the last section as text, closing statement with signature, and what is no part of the report."""
    last = list(lines)
    near_end = [place for place, line in enumerate(last) if not line.blank][-NEAR_END:]
    page = next((place for place, line in enumerate(last) if _PAGE.match(line.text)), len(last))
    imprint = next((place for place in near_end if _is_imprint(last, place)), page)
    kept, after = last[:imprint], [line for line in last[imprint:] if not line.blank]
    start = len(kept)
    for place, line in enumerate(kept):
        if _CLOSING.match(line.text):
            start = place
            break
    if start == len(kept):
        start = _signature(kept)
    return kept[:start], kept[start:], after


def _is_imprint(lines: Sequence[Line], place: int) -> bool:
    """Whether the imprint begins here: its line, or the short line of the issuing office just before it."""
    line = lines[place]
    if line.blank or len(line.text) > 60:
        return False
    if _IMPRINT.search(line.text):
        return True
    following = next((other for other in lines[place + 1 :] if not other.blank), None)
    short = len(line.text) <= 30 and not _SENTENCE.search(line.text)
    return (
        short and following is not None and len(following.text) <= 60 and bool(re.search(r"日\s*印发$", following.text))
    )


def _signature(lines: Sequence[Line]) -> int:
    """The place of a signature (agency and date) at the end, or the end itself."""
    filled = [place for place, line in enumerate(lines) if not line.blank]
    if not filled or not _DATE.match(lines[filled[-1]].text):
        return len(lines)
    if len(filled) > 1 and len(lines[filled[-2]].text) <= 30 and not _SENTENCE.search(lines[filled[-2]].text):
        return filled[-2]
    return filled[-1]
