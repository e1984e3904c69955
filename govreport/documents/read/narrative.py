"""正文段落: lines joined into paragraphs where a page or a blank line broke them in mid-sentence."""

import re
from collections.abc import Iterable, Sequence

from govreport.documents.read.lines import Line

_START = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}\s*、|[（(]\s*[一二三四五六七八九十\d]{1,3}\s*[)）]|\d{1,2}\s*[.．、](?!\d)"
    r"|[①-⑳]|第[一二三四五六七八九十]{1,3}[章节条]|附件\s*(?:\d|[:：]|$))"
)
_END = re.compile(r"[。！？；：!?;:…][”’」』》）)\]\"'*]*$")
_PUNCTUATION = re.compile(r"[，。、；：！？,;:!?]")
_ALONE = re.compile(
    r"^(?:浏览次数|阅读次数|点击数|发布时间|来源)\s*[:：].{0,20}$|^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?$"
)
_DOCUMENT_NUMBER = re.compile(r"^\S{1,14}[〔\[［(（]\d{4}[〕\]］)）]\d{1,4}号$")
_LATIN = re.compile(r"[0-9A-Za-z]")

SHORT_HEADING = 40
SHORT_LINE = 15


def paragraphs(lines: Iterable[Line]) -> list[str]:
    """The paragraphs of some lines; headings stay paragraphs of their own, with their numbers."""
    found: list[str] = []
    open_ = False
    for line in lines:
        text = line.text
        if line.blank:
            continue
        alone = stands_alone(text)
        if open_ and not alone and not (line.bullet or line.marked or line.whole or is_start(text) or line.cells):
            found[-1] = _join(found[-1], text)
        else:
            found.append(text)
            if not open_ and _is_bare_heading(text) and not line.cells:
                alone = True
        open_ = not (
            alone or line.marked or line.whole or line.cells or _END.search(found[-1]) or is_heading(found[-1])
        )
    return found


def is_start(text: str) -> bool:
    """Whether a line opens with the number of a heading or list item."""
    return bool(_START.match(text))


def is_heading(text: str) -> bool:
    """Whether a numbered line is a heading alone: short, and without a sentence in it."""
    return is_start(text) and len(text) <= SHORT_HEADING and not re.search(r"[。；！？，,]", text)


def _is_bare_heading(text: str) -> bool:
    """A short line without punctuation and figures at the beginning of a paragraph: a heading without a number."""
    return len(text) <= SHORT_LINE and not _PUNCTUATION.search(text) and not _LATIN.search(text)


def stands_alone(text: str) -> bool:
    """Dates, document numbers and visit counters, which never run on."""
    return bool(_ALONE.match(text) or (len(text) < 30 and _DOCUMENT_NUMBER.match(text)))


def is_screenshot(lines: Sequence[Line]) -> bool:
    """Whether the text holds the furniture of web pages that were pasted as pictures."""
    return any(len(line.text) < 30 and re.match(r"(?:浏览|阅读)次数\s*[:：]", line.text) for line in lines)


def _join(first: str, second: str) -> str:
    """Two pieces of a sentence; a space keeps two numbers or Latin words apart."""
    apart = _LATIN.match(first[-1]) and _LATIN.match(second[0])
    return f"{first} {second}" if apart else first + second
