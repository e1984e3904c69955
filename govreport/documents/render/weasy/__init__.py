"""WeasyPrint 的补充: what WeasyPrint 70 lacks for Chinese documents or does twice, in one place, each with its reason.

``install()`` is called once by ``pdf.py``. ``without()`` takes additions away for a while: tests render so and fail
when WeasyPrint no longer needs one of them, the benchmark to compare with WeasyPrint as it comes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import pydyf
from weasyprint import pdf
from weasyprint.layout import block, inline, preferred, table
from weasyprint.layout import page as pages
from weasyprint.pdf import fonts
from weasyprint.pdf.metadata import DocumentMetadata
from weasyprint.text.line_break import Layout

from govreport.documents.render.tagging import add_tags
from govreport.documents.render.weasy.fetch import NothingFetched
from govreport.documents.render.weasy.fontfiles import content_property, data_when_needed
from govreport.documents.render.weasy.lengths import resolve_percentages
from govreport.documents.render.weasy.limits import TookTooLongError, watched, within
from govreport.documents.render.weasy.lines import justify_line, line_on_grid
from govreport.documents.render.weasy.metadata import namespaces_where_used
from govreport.documents.render.weasy.page import Page
from govreport.documents.render.weasy.streams import deflated_once, written_once
from govreport.documents.render.weasy.texts import reactivate, split_first_line

__all__ = ["ADDITIONS", "NothingFetched", "Page", "TookTooLongError", "install", "within", "without"]

# Name of the addition → places in WeasyPrint or pydyf, and what stands there instead.
ADDITIONS: Final[dict[str, tuple[tuple[Any, str, Any], ...]]] = {
    "justify": ((inline, "justify_line", justify_line),),
    "grid": ((inline, "line_box_verticality", line_on_grid),),
    "limit": ((inline, "split_inline_box", watched(inline.split_inline_box)),),
    "deflate": ((pydyf.Stream, "data", property(deflated_once)), (pydyf.PDF, "write", written_once)),
    "fonts": ((fonts, "get_hb_object_data", data_when_needed), (fonts.Font, "file_content", content_property)),
    "tags": ((pdf, "add_tags", add_tags),),
    "metadata": ((DocumentMetadata, "generate_rdf_metadata", namespaces_where_used),),
    "lengths": tuple((module, "resolve_percentages", resolve_percentages) for module in (block, inline, pages, table)),
    "texts": (
        (inline, "split_first_line", split_first_line),
        (preferred, "split_first_line", split_first_line),
        (Layout, "reactivate", reactivate),
    ),
}
_ABSENT: Final = object()
_AS_IT_COMES: Final = {
    (id(owner), name): owner.__dict__.get(name, _ABSENT) for places in ADDITIONS.values() for owner, name, _ in places
}


def install() -> None:
    """Put the additions in place; harmless when repeated."""
    for places in ADDITIONS.values():
        for owner, name, ours in places:
            setattr(owner, name, ours)


@contextmanager
def without(*names: str) -> Iterator[None]:
    """WeasyPrint without these additions, or without any when none is named."""
    try:
        for addition in names or ADDITIONS:
            for owner, name, _ in ADDITIONS[addition]:
                theirs = _AS_IT_COMES[id(owner), name]
                if theirs is _ABSENT:
                    delattr(owner, name)
                else:
                    setattr(owner, name, theirs)
        yield
    finally:
        install()
