"""短文本: the labels and figures of the tables are measured and shaped once, however often they are printed.

A form has two hundred cells, most of which say 0, and its labels are the same in every report; WeasyPrint asks Pango
anew for each, once for the layout and once for the drawing. What Pango answers depends only on the text, the style
and the room there is: kept by these, the same file comes out to the byte (tests say so).
"""

from copy import copy
from typing import Any, Final

from weasyprint.text import line_break

# Longer texts are paragraphs, which hardly ever come twice.
LONGEST: Final = 40
# Entries of each memory; then it begins anew. One report of each format needs about a thousand.
MOST: Final = 6000

# What Pango is told of a style.
_TOLD: Final = (
    "font_size",
    "font_style",
    "font_stretch",
    "font_weight",
    "font_kerning",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_caps",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
    "font_variation_settings",
    "font_language_override",
    "lang",
    "direction",
    "letter_spacing",
    "word_spacing",
    "white_space",
    "overflow_wrap",
    "hyphens",
)

_measured: dict[Any, Any] = {}
_shaped: dict[Any, Any] = {}
_split: Final = line_break.split_first_line
_reactivate: Final = line_break.Layout.reactivate


def _key(style: Any) -> tuple[Any, ...]:
    return (id(style.font_config), tuple(style["font_family"]), *[style[name] for name in _TOLD])


def _is_plain(text: str, style: Any) -> bool:
    """Whether a text is short and of one piece, without decoration or hyphens, in a style without spacing."""
    return (
        0 < len(text) <= LONGEST
        and text.isprintable()
        and bool(text.strip())
        and style["letter_spacing"] in ("normal", 0)
        and style["text_decoration_line"] == "none"
        and style["hyphens"] in ("none", "manual")
    )


def _keep(memory: dict[Any, Any], key: Any, value: Any) -> None:
    if len(memory) >= MOST:
        memory.clear()
    memory[key] = value


def forget() -> None:
    """Begin both memories anew."""
    _measured.clear()
    _shaped.clear()


def split_first_line(
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> tuple[Any, ...]:
    """WeasyPrint's function of this name; what it found for a short text is kept."""
    rest = (style, context, max_width, justification_spacing, is_line_start, minimum)
    if not _is_plain(text, style):
        return _split(text, *rest)  # type: ignore[no-any-return]
    key = (text, max_width, justification_spacing, is_line_start, minimum, _key(style))
    found = _measured.get(key)
    if found is None:
        found = _split(text, *rest)
        _keep(_measured, key, found)
    # Boxes draw with a layout of their own.
    return (copy(found[0]), *found[1:])


def reactivate(layout: Any, style: Any) -> None:
    """Make a layout ready to be drawn, with the glyphs that were shaped for the same text and style before."""
    if not _is_plain(layout.text, style):
        _reactivate(layout, style)
        return
    key = (layout.text, layout.justification_spacing, _key(style))
    found = _shaped.get(key)
    if found is None:
        _reactivate(layout, style)
        _keep(_shaped, key, (layout.layout, layout.language))
        return
    layout.style = style
    layout.ascent = layout.underline_position = layout.strikethrough_position = None
    layout.layout, layout.language = found
