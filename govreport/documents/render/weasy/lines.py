"""两端对齐与行距: full Chinese lines flush on both edges, twenty-two of them on every page."""

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

# A line that misses more characters than this stays short, before a web address for instance: spread it would be holes.
MOST_MISSING = 5.0

# --- 两端对齐 -----------------------------------------------------------------------------------------------
# WeasyPrint's own function widens spaces only; Chinese has none, so lines end up to two characters short.

_justify_spaces = inline.justify_line


def justify_line(context: Any, line: Any, extra_width: float) -> None:
    """Spread ``extra_width`` (CSS pixels) over the characters of a line that contains Chinese."""
    texts = _text_boxes(line)
    length = sum(len(box.text) for box in texts)
    chinese = any("\u2e80" <= character <= "\uffef" for box in texts for character in box.text)
    if length < 2 or not chinese:
        _justify_spaces(context, line, extra_width)
    elif extra_width <= MOST_MISSING * line.style["font_size"]:
        _spread(line, extra_width / (length - 1), 0.0)


def _text_boxes(box: Any) -> list[Any]:
    if isinstance(box, boxes.TextBox):
        return [box]
    if isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        return [text for child in box.children for text in _text_boxes(child)]
    return []


def _spread(box: Any, each: float, advance: float) -> float:
    """Move a box by ``advance`` and widen its text by ``each`` per character; returns the advance after it."""
    if isinstance(box, boxes.TextBox):
        box.position_x += advance
        style = box.style.copy()
        spacing = style["letter_spacing"]
        # Pango takes the spacing from the style again when it draws the line.
        style["letter_spacing"] = (0 if spacing == "normal" else spacing) + each
        box.style = style
        gain = each * len(box.text)
        box.width += gain
        return advance + gain
    if isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        box.position_x += advance
        before = advance
        for child in box.children:
            if child.is_in_normal_flow():
                advance = _spread(child, each, advance)
        box.width += advance - before
        return advance
    box.translate(advance, 0)
    return advance


# --- 行距 ---------------------------------------------------------------------------------------------------
# A line that holds characters of two fonts (digits of 宋体, a rare name) grows by the difference of their ascents, and
# twenty-two lines no longer fit the page. With a line height of its own a line keeps it, as browsers do.

_grown_line = inline.line_box_verticality


def line_on_grid(line: Any) -> tuple[float, float]:
    """Bottom and top of a line box around its baseline (CSS pixels): those of its own font if all text is one size."""
    bottom, top = _grown_line(line)
    if line.style["line_height"] != "normal" and _one_size(line, line.style["font_size"]):
        top = -line.baseline
        bottom = top + line.margin_height()
    return bottom, top


def _one_size(box: Any, size: float) -> bool:
    if isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        return all(_one_size(child, size) for child in box.children if child.is_in_normal_flow())
    aligned = box.style["font_size"] == size and box.style["vertical_align"] == "baseline"
    return isinstance(box, boxes.TextBox) and aligned
