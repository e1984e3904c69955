"""工作簿的字体和颜色: what is crossed out in a workbook, and what stands there so that nobody sees it."""

import re
from dataclasses import dataclass
from typing import Any, Final

from govreport.documents.read.lines import raised
from govreport.documents.read.xml import parsed

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_WHITE: Final = frozenset({"FFFFFFFF", "00FFFFFF", "FFFFFF"})
_NOTHING: Final = ";;;"  # the number format that shows nothing


@dataclass(frozen=True, slots=True)
class RichText:
    """文字: what stands in a cell, without the pieces of it that are ``crossed`` out."""

    text: str
    crossed: str = ""


@dataclass(frozen=True, slots=True)
class Looks:
    """样式: numbers of the cell styles that are ``struck`` through, and of those that show nothing on the sheet."""

    struck: frozenset[int] = frozenset()
    unseen: frozenset[int] = frozenset()


def rich_text(item: Any) -> RichText:
    """The text of a string item; phonetic runs, which repeat it, are left out."""
    kept, crossed = [], []
    for text in item.iter(f"{_MAIN}t"):
        run = text.getparent()
        if run.tag == f"{_MAIN}rPh":
            continue
        raw = text.text or ""
        if _is_on(run.find(f"{_MAIN}rPr/{_MAIN}strike")):
            crossed.append(raw)
        else:
            kept.append(raised(raw) if _is_raised(run) else raw)
    return RichText(_unescaped("".join(kept)), _unescaped("".join(crossed)).strip())


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def _is_raised(run: Any) -> bool:
    mark = run.find(f"{_MAIN}rPr/{_MAIN}vertAlign")
    return mark is not None and mark.get("val") == "superscript"


def _is_on(mark: Any) -> bool:
    return mark is not None and mark.get("val") not in ("0", "false")


def looks_of(data: bytes) -> Looks:
    """The looks that ``xl/styles.xml`` gives to cells; raises ``DocumentError`` where it is broken."""
    if not data:
        return Looks()
    root = parsed(data)
    fonts = list(root.iterfind(f"{_MAIN}fonts/{_MAIN}font"))
    fills = list(root.iterfind(f"{_MAIN}fills/{_MAIN}fill"))
    formats = {item.get("numFmtId"): item.get("formatCode") or "" for item in root.iter(f"{_MAIN}numFmt")}
    struck, unseen = set(), set()
    for number, style in enumerate(root.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf")):
        font, fill = _at(fonts, style.get("fontId")), _at(fills, style.get("fillId"))
        if font is not None and _is_on(font.find(f"{_MAIN}strike")):
            struck.add(number)
        blank = formats.get(style.get("numFmtId"), "").replace(" ", "") == _NOTHING
        if blank or (_is_white(font) and not _is_filled(fill)):
            unseen.add(number)
    return Looks(frozenset(struck), frozenset(unseen))


def _at(items: list[Any], number: str | None) -> Any:
    place = int(number) if number and number.isascii() and number.isdecimal() else 0
    return items[place] if place < len(items) else None


def _is_white(font: Any) -> bool:
    colour = None if font is None else font.find(f"{_MAIN}color")
    if colour is None:
        return False
    # The first colour of a theme is that of the paper; a tint makes it darker.
    return (colour.get("rgb") or "").upper() in _WHITE or (colour.get("theme") == "0" and not colour.get("tint"))


def _is_filled(fill: Any) -> bool:
    """Whether a cell has a ground of its own, on which white is seen."""
    pattern = None if fill is None else fill.find(f"{_MAIN}patternFill")
    if pattern is not None and pattern.get("patternType", "none") == "none":
        return False
    return fill is not None and len(fill) > 0
