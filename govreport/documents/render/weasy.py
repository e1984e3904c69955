"""WeasyPrint 的四处补充: what WeasyPrint 70 lacks for Chinese documents, in one place, with the reason for each.

``install()`` is called once by ``pdf.py``. A test renders without these and fails when WeasyPrint no longer needs them.
"""

import zlib
from typing import Any, NoReturn

import pydyf
from weasyprint import pdf
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.pdf import fonts
from weasyprint.urls import URLFetcher

from govreport.documents.render.tagging import add_tags

# A line that misses more characters than this stays short, before a web address for instance: spread it would be holes.
MOST_MISSING = 5.0


class NothingFetched(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """A fetcher that fetches nothing: no scheme, no local file, no data address.

    A document is made of its figures and text alone; whatever asks for more is left out of it.
    """

    def fetch(self, url: str, headers: object = None) -> NoReturn:
        """Raise ``ValueError`` for any address."""
        raise ValueError(f"A report fetches nothing, but asked for {url[:200]}")


def install() -> None:
    """Put the additions in place; harmless when repeated."""
    inline.justify_line = justify_line
    inline.line_box_verticality = line_on_grid
    pydyf.Stream.data = property(deflated_once)
    fonts.get_hb_object_data = data_when_needed
    fonts.Font.file_content = property(_content, _set_content)
    pdf.add_tags = add_tags


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


# --- 压缩 ---------------------------------------------------------------------------------------------------
# pydyf deflates every stream each time it is asked for it, at level 9, and asks twice when a file has an identifier,
# as every PDF/A has. Once at level 6 gives files one per cent larger in three quarters of the time.

_deflated_each_time = pydyf.Stream.data


def deflated_once(stream: Any) -> bytes:
    """The bytes of a stream object; kept on the object until its content changes."""
    parts = [item if isinstance(item, bytes) else pydyf._to_bytes(item) for item in stream.stream]
    content = b"\n".join(parts)
    key = (stream.compress, hash(content), str(stream.extra))
    kept = stream.__dict__.get("_deflated")
    if kept is None or kept[0] != key:
        kept = (key, _object(stream, content))
        stream.__dict__["_deflated"] = kept
    data: bytes = kept[1]
    return data


def _object(stream: Any, content: bytes) -> bytes:
    extra = pydyf.Dictionary(stream.extra.copy())
    if stream.compress:
        extra["Filter"] = "/FlateDecode"
        content = zlib.compress(content, 6)
    extra["Length"] = len(content)
    return b"\n".join((extra.data, b"stream", content, b"endstream"))


# --- 字体 ---------------------------------------------------------------------------------------------------
# Each document copies every font file it uses, thirty megabytes, although HarfBuzz makes the embedded part from the
# font in memory. Copied only when read, they are never copied: what is read is the part.

_copied_at_once = fonts.get_hb_object_data


class _Later:
    """The bytes of a font, copied when they are first asked for; the font stays alive as long."""

    def __init__(self, face: Any) -> None:
        self.face = face

    def __bool__(self) -> bool:
        return bool(self.read())

    def read(self) -> bytes:
        """The bytes of the whole font."""
        data: bytes = _copied_at_once(self.face)
        return data


def data_when_needed(hb_object: Any, ot_color: str | None = None, glyph: int | None = None) -> Any:
    """The bytes of a font as a promise; of a coloured glyph at once, as WeasyPrint has it."""
    return _Later(hb_object) if ot_color is None else _copied_at_once(hb_object, ot_color, glyph)


def _content(font: Any) -> bytes:
    if isinstance(font._file_content, _Later):
        font._file_content = font._file_content.read()
    data: bytes = font._file_content
    return data


def _set_content(font: Any, content: bytes | _Later) -> None:
    font._file_content = content
