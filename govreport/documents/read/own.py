"""本系统文件的读取: report data as JSON, alone or carried inside a PDF, HTML or text file."""

import io
import json
from typing import Any

import pikepdf

from govreport.documents.read.blocks import Blocks
from govreport.documents.read.page import blocks_of_page, page_of
from govreport.documents.read.pdf import MOST_PAGES, blocks_of_pdf
from govreport.documents.read.pdf_guard import doubt_extras, refuse_bombs, refuse_nesting
from govreport.documents.read.pdf_own import as_printed
from govreport.documents.read.told import phrase as _
from govreport.documents.render.txt import MARK, seen
from govreport.standards.characters import quoted
from govreport.standards.document import Document, DocumentError, from_json

ATTACHMENT = "report.json"
SCRIPT_ID = "govreport"
MAX_DATA = 8 * 1024 * 1024


def read_json(text: str) -> Document:
    """A document from the exchange format ``govreport.report/1``; raises ``DocumentError``."""
    try:
        data = json.loads(text.lstrip("\ufeff"), object_pairs_hook=_once)
    except RecursionError as error:
        raise DocumentError(_("数据文件的层次过深，不是年度报告数据。")) from error
    except json.JSONDecodeError as error:
        message = _("数据文件（JSON）不完整或写法有误：第 %(line)s 行第 %(column)s 个字符处。")
        raise DocumentError(message % {"line": error.lineno, "column": error.colno}) from error
    except DocumentError:
        raise
    except ValueError as error:
        raise DocumentError(_("数据文件（JSON）含有无法读取的数字。")) from error
    return from_json(data)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise DocumentError(_("数据文件中“%(key)s”出现了两次。") % {"key": quoted(key)})
        found[key] = value
    return found


def parted(text: str) -> tuple[str, Document | None]:
    """A text without the line of data that ours end with, and the document if nobody has changed the text since."""
    visible, mark, data = text.rpartition(MARK)
    if not mark:
        return text, None
    digest, _space, carried = data.strip().partition(" ")
    return visible, read_json(carried) if digest == seen(visible) else None


def read_html(text: str) -> Document | Blocks:
    """The document that a page of ours carries; from other pages what stands in them. Raises ``DocumentError``."""
    page = page_of(text)
    data = next((script.text for script in page.iter("script") if script.get("id") == SCRIPT_ID), None)
    return blocks_of_page(page) if data is None else read_json(data)


def read_pdf(data: bytes) -> Document | Blocks:
    """The document that a PDF of ours carries as data file, if its pages still say the same; else what stands on them.

    Raises ``DocumentError`` for a file that is broken, locked or a scan.
    """
    refuse_bombs(data)
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            carried, pages = _attachment(pdf), len(pdf.pages)
            extras = Blocks()
            doubt_extras(extras, pdf, ATTACHMENT)
            if pages <= MOST_PAGES:
                refuse_nesting(pdf)
    except DocumentError:
        raise
    except pikepdf.PasswordError as error:
        raise DocumentError(_("PDF 文件有密码，无法读取。请去除密码后重试。")) from error
    except (pikepdf.PdfError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise DocumentError(_("PDF 文件已损坏，无法读取。")) from error
    if carried is None:
        blocks = blocks_of_pdf(data, pages)
        blocks.doubts += extras.doubts
        return blocks
    try:
        return as_printed(read_json(carried.decode()), data, pages)
    except UnicodeDecodeError as error:
        raise DocumentError(_("PDF 中的数据文件已损坏，无法读取。")) from error


def _attachment(pdf: pikepdf.Pdf) -> bytes | None:
    if ATTACHMENT not in pdf.attachments:
        return None
    data = pdf.attachments[ATTACHMENT].get_file().read_bytes()
    if len(data) > MAX_DATA:
        raise DocumentError(_("PDF 中的数据文件过大，不是年度报告数据。"))
    return bytes(data)
