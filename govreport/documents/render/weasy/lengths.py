"""长度: margins, paddings and sizes without percentages are resolved once for each style, not for each box.

A form has thousands of boxes and a few dozen styles, and none of their lengths depends on the box around.
"""

from typing import Any, Final

from weasyprint.formatting_structure import boxes
from weasyprint.layout import percent

_LENGTHS: Final = (
    "margin_left",
    "margin_right",
    "margin_top",
    "margin_bottom",
    "padding_left",
    "padding_right",
    "padding_top",
    "padding_bottom",
    "width",
    "min_width",
    "max_width",
    "height",
    "min_height",
    "max_height",
)
_BORDERS: Final = ("border_top_width", "border_right_width", "border_bottom_width", "border_left_width")
_KEPT: Final = "_govreport_lengths"

_resolve: Final = percent.resolve_percentages


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """Set the used lengths of a box; the same as WeasyPrint's function of this name."""
    style = box.style
    declared = tuple([style[name] for name in _LENGTHS])
    kept = style.__dict__.get(_KEPT)
    # A style may be changed after it was read: what was declared is compared.
    if kept is None or kept[0] != declared:
        kept = (declared, _fixed(declared))
        style.__dict__[_KEPT] = kept
    if kept[1] is None or style["box_sizing"] != "content-box" or isinstance(box, boxes.PageBox):
        _resolve(box, containing_block)
        return
    own = box.__dict__
    own.update(kept[1])
    collapse = style["border_collapse"] == "collapse"
    for name in _BORDERS:
        if not (collapse and name in own):
            own[name] = style[name]


def _fixed(declared: tuple[Any, ...]) -> dict[str, Any] | None:
    """Used lengths (CSS pixels) that no other box decides; None when one of them is a percentage or a formula."""
    values: dict[str, Any] = {}
    for name, value in zip(_LENGTHS, declared, strict=True):
        if value == "auto":
            values[name] = 0 if name in ("min_width", "min_height") else value
        elif getattr(value, "unit", None) == "px":
            values[name] = value.value
        else:
            return None
    return values
