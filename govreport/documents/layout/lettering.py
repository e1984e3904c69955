"""字体字号: L-03 fonts and sizes by level, L-04 page numbers, L-06 headings at the foot of a page."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from govreport.checks.layout import BY_ID
from govreport.documents.layout.inside import page_address
from govreport.documents.layout.measures import (
    BOTTOM,
    LEFT,
    MM,
    NUMBER_INSET,
    NUMBER_SIZE,
    RIGHT,
    SIZE_TOLERANCE,
    TOLERANCE,
)
from govreport.documents.layout.proof import Foot, Proof
from govreport.documents.layout.runs import Run
from govreport.standards.finding import Finding

L03, L04, L06 = BY_ID["L-03"], BY_ID["L-04"], BY_ID["L-06"]
# The typefaces of the standard by what the names of their fonts contain, in Chinese or in Latin letters; a font
# that is none of them stands in for a rare character.
FACES: Final = {
    "fang": ("fang", "仿宋"),
    "kai": ("kai", "楷"),
    "hei": ("hei", "sans", "黑"),
    "song": ("song", "simsun", "biaosong", "宋", "serif"),
}
NAMES: Final = {
    "fang": ("仿宋", "Fangsong"),
    "kai": ("楷体", "Kai"),
    "hei": ("黑体", "Hei"),
    "song": ("宋体", "Song"),
}
_OTHER: Final = ("其他字体", "another font")


def face_of(font: str) -> str:
    """The typeface a font belongs to, by its name; empty when it is none of the four."""
    lower = font.lower()
    return next((face for face, marks in FACES.items() if any(mark in lower for mark in marks)), "")


def _is_common(text: str) -> bool:
    """Whether a Chinese character is one of GB 2312, which every font of official documents has."""
    try:
        return len(text.encode("gb2312")) > 1
    except UnicodeEncodeError:
        return False


def fonts_and_sizes(proof: Proof) -> Iterator[Finding]:
    """L-03: the face that most common characters of a piece of text have, and the size of all of them."""
    said = set()
    for run in proof.runs:
        for finding, kind in _of_run(run):
            # One sentence a style and fault: a wrong style sheet is wrong everywhere.
            if (run.style, kind) not in said:
                said.add((run.style, kind))
                yield finding


def _of_run(run: Run) -> Iterator[tuple[Finding, str]]:
    chinese = Counter(glyph.font for glyph in run.glyphs if _is_common(glyph.text))
    if not run.glyphs:
        return
    page, style = run.glyphs[0].page, run.style
    if chinese and (face := face_of(chinese.most_common(1)[0][0])) != style.face:
        (due, due_en), (found, found_en) = NAMES[style.face], NAMES.get(face, _OTHER)
        yield (
            L03.finding(
                [page_address(page)],
                f"第 {page} 页：{style.name}“{run.text[:12]}”是{found}，应为{due}。",
                f"Page {page}: {style.name_en} “{run.text[:12]}” is set in {found_en}; it should be {due_en}.",
            ),
            "face",
        )
    wrong = next((glyph for glyph in run.glyphs if abs(glyph.size - style.size) > SIZE_TOLERANCE), None)
    if wrong:
        yield (
            L03.finding(
                [page_address(wrong.page)],
                f"第 {wrong.page} 页：{style.name}“{run.text[:12]}”是 {wrong.size:.4g} 磅，应为 {style.size:g} 磅。",
                f"Page {wrong.page}: {style.name_en} “{run.text[:12]}” is {wrong.size:.4g} pt; "
                f"it should be {style.size:g} pt.",
                left=f"{wrong.size:.4g}",
                right=f"{style.size:g}",
            ),
            "size",
        )


def page_numbers(proof: Proof) -> Iterator[Finding]:
    """L-04: text, size and place of each page's number."""
    for foot in proof.feet:
        if fault := _fault(foot):
            chinese, english = fault
            yield L04.finding(
                [page_address(foot.page)],
                f"第 {foot.page} 页的页码{chinese}。",
                f"The number of page {foot.page} {english}.",
            )


def _fault(foot: Foot) -> tuple[str, str] | None:
    if not foot.glyphs:
        return "没有印出", "is not printed"
    if foot.text != f"—{foot.page}—":
        return f"印为“{foot.text}”，应为“— {foot.page} —”", f"reads “{foot.text}” instead of “— {foot.page} —”"
    size = foot.glyphs[0].size
    if abs(size - NUMBER_SIZE) > SIZE_TOLERANCE:
        return f"是 {size:.4g} 磅，应为 14 磅（四号）", f"is {size:.4g} pt instead of 14 pt"
    odd = foot.page % 2 == 1
    edge = RIGHT - foot.glyphs[-1].box.right if odd else foot.glyphs[0].box.left - LEFT
    # The dash does not fill its place.
    if not -TOLERANCE <= edge - NUMBER_INSET <= NUMBER_SIZE * MM:
        side, side_en = ("右", "right") if odd else ("左", "left")
        return f"不在{side}侧空一字处", f"does not stand one character from the {side_en}"
    if foot.glyphs[0].baseline < BOTTOM + 7:
        return "离版心不足 7 毫米", "stands less than 7 mm below the text block"
    return None


def lonely_headings(proof: Proof) -> Iterator[Finding]:
    """L-06: a page, the last one apart, whose lowest line is a heading."""
    headings = {id(glyph): run for run in proof.runs if run.heading for glyph in run.glyphs}
    for body in proof.body[:-1]:
        if not body:
            continue
        page = body[0].page
        lowest = max(body, key=lambda glyph: glyph.baseline)
        tables = [fragment for fragment in proof.fragments if fragment.page == page]
        below = any(fragment.rows[-1] > lowest.baseline for fragment in tables)
        line = [glyph for glyph in body if abs(glyph.baseline - lowest.baseline) < 1]
        run = next((headings[id(glyph)] for glyph in line if id(glyph) in headings), None)
        if run and not below:
            yield L06.finding(
                [page_address(page)],
                f"第 {page} 页末尾只有标题“{run.text[:20]}”，其内容在下一页。",
                f"The heading “{run.text[:20]}” stands alone at the foot of page {page}.",
            )
