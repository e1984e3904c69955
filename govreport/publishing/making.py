"""公布文件的制作: the files of a publication besides its PDF, each from the report as it was released."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from govreport.documents.services import render_docx, render_html_fragment, render_txt, render_xlsx
from govreport.standards.document import Document
from govreport.standards.seal import canonical_json

_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
# Every file of a publication, in the order in which they are told, with its media type.
MEDIA_TYPES: Final[Mapping[str, str]] = {
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "txt": "text/plain; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "html": "text/html; charset=utf-8",
}
_WRITERS: Final[Mapping[str, Callable[[Document, datetime], bytes]]] = {
    "docx": lambda document, moment: render_docx(document, published_at=moment),
    "xlsx": lambda document, moment: render_xlsx(document),
    "txt": lambda document, moment: render_txt(document),
    "json": lambda document, moment: canonical_json(document).encode(),
    "html": lambda document, moment: fragment(document),
}
# All but the PDF, which is checked page by page before it counts (``press``).
PLAIN: Final = tuple(_WRITERS)


def make(document: Document, suffix: str, published_at: datetime) -> bytes:
    """One of ``PLAIN``; the same report and moment give the same bytes."""
    return _WRITERS[suffix](document, published_at)


def fragment(document: Document) -> bytes:
    """网页片段: the parts of the report without style and script, for a page that brings its own."""
    return f'<div lang="zh-hans">\n{render_html_fragment(document)}\n</div>\n'.encode()
