"""PDF 的防护: what a PDF file may not be, and what it brings along that nobody runs or opens."""

import re
import zlib
from typing import Any, Final

import pikepdf

from govreport.documents.read import pdf_words
from govreport.documents.read.blocks import Blocks
from govreport.documents.read.told import phrase as _
from govreport.standards.document import DocumentError

_MOST_STREAM, _MOST_STREAMS = 64 * 1024 * 1024, 200 * 1024 * 1024
_MOST_OTHER: Final = 1024 * 1024  # packed in a way that grows by no known measure
_STREAM: Final = re.compile(rb"stream\r?\n")
_HEAD: Final = 400  # bytes before a stream in which its dictionary stands
_DEEPEST: Final = 6  # drawings within drawings
_OTHER: Final = (b"/LZW", b"/RunLength")


def refuse_bombs(data: bytes) -> None:
    """Raise ``DocumentError`` for packed streams that would grow beyond what a report can be; pictures stay packed."""
    total = 0
    for match in _STREAM.finditer(data):
        head = data[max(0, match.start() - _HEAD) : match.start()].rpartition(b"endobj")[2]
        if b"/Image" in head:
            continue
        if any(name in head for name in _OTHER):
            end = data.find(b"endstream", match.end())
            _refuse_if((len(data) if end < 0 else end) - match.end() > _MOST_OTHER)
        if data[match.end() : match.end() + 1] == b"x":
            total += _grown(data, match.end(), max(head.count(b"/Fl"), 1))
            _refuse_if(total > _MOST_STREAMS)


def _grown(data: bytes, start: int, layers: int) -> int:
    """The unpacked size of a stream, packed so many times over."""
    content: bytes | memoryview = memoryview(data)[start:][:_MOST_STREAM]
    most = 0
    for _layer in range(layers):
        packed = zlib.decompressobj()
        try:
            content = packed.decompress(content, _MOST_STREAM)
        except zlib.error:
            break
        _refuse_if(bool(packed.unconsumed_tail) and not packed.eof)
        most = max(most, len(content))
    return most


def _refuse_if(too_large: bool) -> None:
    if too_large:
        raise DocumentError(_("文件展开后过大，不像一份年度报告。请删去图片等附件，或者另存为文本文件后重试。"))


def doubt_extras(found: Blocks, pdf: Any, known: str) -> None:
    """Tell of programs and enclosed files in an opened PDF (pikepdf); ``known`` is the name of that which is ours."""
    root = pdf.Root
    action = root.get("/OpenAction")
    runs = hasattr(action, "keys") and action.get("/S") == "/JavaScript"
    if "/JavaScript" in root.get("/Names", {}) or runs:
        found.doubt("file", pdf_words.program())
    names = [name for name in pdf.attachments if name != known]
    if names:
        found.doubt("file", pdf_words.enclosed(names[0]))


def refuse_nesting(pdf: Any) -> None:
    """Raise ``DocumentError`` where the drawings of an opened PDF stand within each other deeper than any office's do.

    One that draws itself, or a few that draw each other twice, would never be done.
    """
    for page in pdf.pages:
        _refuse_deep(page.get("/Resources"), 0, {})


def _refuse_deep(resources: Any, depth: int, seen: dict[tuple[int, int], int]) -> None:
    if depth > _DEEPEST:
        raise DocumentError(_("PDF 中的图形层次过深，无法读取。请另存为文本文件后重试。"))
    drawings = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    for drawing in drawings.values() if isinstance(drawings, pikepdf.Dictionary) else ():
        is_form = isinstance(drawing, pikepdf.Stream) and drawing.get("/Subtype") == "/Form"
        if is_form and seen.get(drawing.objgen, -1) < depth:
            seen[drawing.objgen] = depth
            _refuse_deep(drawing.get("/Resources"), depth + 1, seen)
