"""压缩: every object of a file is written down once, every stream deflated once.

pydyf deflates every stream each time it is asked for it, at level 9, and asks twice when a file has an identifier, as
every PDF/A has. Once at level 6 gives files one per cent larger in three quarters of the time.
"""

import zlib
from typing import Any, Final

import pydyf


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


class _Written(pydyf.Object):  # type: ignore[misc]  # pydyf has no types
    """An object whose bytes are known."""

    data = b""
    compressible = False

    def __init__(self, made: Any) -> None:
        super().__init__()
        self.number, self.generation, self.free = made.number, made.generation, made.free
        self.data, self.compressible = made.data, made.compressible


_write: Final = pydyf.PDF.write


def written_once(pdf: Any, *arguments: Any, **options: Any) -> None:
    """Write a file as pydyf does, from objects whose bytes are made once: it asks for each twice."""
    made = pdf.objects
    pdf.objects = [item if item.free == "f" else _Written(item) for item in made]
    try:
        _write(pdf, *arguments, **options)
    finally:
        pdf.objects = made
