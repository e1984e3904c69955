"""字体文件: font files are copied only when their bytes are read.

Each document copies every font file it uses, thirty megabytes, although HarfBuzz makes the embedded part from the font
in memory. Copied only when read, they are never copied: what is read is the part.
"""

from typing import Any

from weasyprint.pdf import fonts

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


content_property = property(_content, _set_content)
