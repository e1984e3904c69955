"""Word 文件的开启: our own unchanged DOCX from the data it carries, any other from its words."""

import io
from datetime import UTC, datetime
from typing import Final
from zipfile import ZipFile

from lxml import etree

from govreport.documents.office.package import PackageError, members
from govreport.documents.read import words
from govreport.documents.read.blocks import Block, Blocks
from govreport.documents.read.docx import blocks_of_docx
from govreport.documents.read.own import read_json
from govreport.documents.read.told import phrase as _
from govreport.documents.read.xml import parsed
from govreport.documents.render.docx import DATA_PART, render_docx, seen
from govreport.standards.document import Document, DocumentError

_BODY: Final = "word/document.xml"
_STYLES: Final = "word/styles.xml"
_NUMBERS: Final = "word/numbering.xml"
# A part of more would fill the memory when it is parsed; those of the longest reports have a few megabytes.
_MOST_PART: Final = 20 * 1024 * 1024
_DATA: Final = DATA_PART.removeprefix("/")


def read_docx(data: bytes) -> Document | Blocks:
    """The document that a DOCX of ours carries if nobody has changed it since; else what stands in the file.

    Raises ``DocumentError`` for a file that is broken or not to be opened.
    """
    found = opened(data, _BODY, _DATA, _STYLES, _NUMBERS)
    if _BODY not in found:
        raise DocumentError(_("Word 或 Excel 文件已损坏，无法读取。请重新保存后再试。"))
    own = _carried(found[_DATA], found[_BODY]) if _DATA in found else None
    if isinstance(own, Document):
        return own
    blocks = blocks_of_docx(found[_BODY], found.get(_STYLES, b""), found.get(_NUMBERS, b""))
    if own is not None:
        blocks.doubt("file", words.changed_since())
        blocks.base = _base(own)
    return blocks


def opened_docx(data: bytes) -> Blocks:
    """What stands in a DOCX, whoever wrote it; raises ``DocumentError`` as ``read_docx`` does."""
    found = opened(data, _BODY, _STYLES, _NUMBERS)
    if _BODY not in found:
        raise DocumentError(_("Word 或 Excel 文件已损坏，无法读取。请重新保存后再试。"))
    return blocks_of_docx(found[_BODY], found.get(_STYLES, b""), found.get(_NUMBERS, b""))


def _carried(data: bytes, body: bytes) -> Document | str:
    """The document, or its data where the words were changed since they were written."""
    root = parsed(data)
    try:
        unchanged = root.get("seen") == seen(body)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DocumentError(_("Word 文件已损坏，无法读取。")) from error
    return read_json(root.text or "") if unchanged else root.text or ""


def _base(data: str) -> Document | None:
    try:
        return read_json(data)
    except DocumentError:
        return None


def blocks_of_again(base: Document) -> list[Block]:
    """What stood in a file of ours before anybody changed it."""
    written = members(render_docx(base, datetime(2000, 1, 1, tzinfo=UTC)), _BODY, _STYLES)
    return blocks_of_docx(written[_BODY], written[_STYLES]).blocks


def unchanged_kept(base: Document, again: Document, found: Document) -> Document:
    """The changed report with all that was not changed as it was: ``again`` is how the unchanged file reads.

    Printed pages do not tell everything: sentences are added to section six, and the closing statement stands in it.
    """
    sections = dict(found.sections)
    for codes in (("sec6", "closing"), *((code,) for code in base.sections if code not in ("sec6", "closing"))):
        if all(found.sections.get(code) == again.sections.get(code) for code in codes):
            sections |= {code: base.sections[code] for code in codes if code in base.sections}
            for code in set(codes) - set(base.sections):
                sections.pop(code, None)
            if "sec6" in codes:
                found = found.replace(fee=base.fee)
    if found.title == again.title:
        found = found.replace(title=base.title)
    if found.year == again.year:
        found = found.replace(year=base.year)
    if found.agency.name == again.agency.name:
        found = found.replace(agency=base.agency, scope=base.scope)
    return found.replace(sections={code: text for code, text in sections.items() if text})


def opened(data: bytes, *names: str) -> dict[str, bytes]:
    """Members of an office file; raises ``DocumentError`` with a sentence for one that is not to be opened."""
    try:
        found = members(data, *names)
        if any(len(part) > _MOST_PART for part in found.values()):
            raise PackageError("large")
    except PackageError as error:
        sentences = {
            "large": _("文件展开后过大，不像一份年度报告。请删去图片等附件，或者另存为文本文件后重试。"),
            "locked": _("文件有密码，无法读取。请去除密码后重试。"),
            "broken": _("Word 或 Excel 文件已损坏，无法读取。请重新保存后再试。"),
        }
        raise DocumentError(sentences[str(error)]) from error
    with ZipFile(io.BytesIO(data)) as archive:
        _refuse_strange(archive.namelist())
    return found


def _refuse_strange(names: list[str]) -> None:
    """No program, and no member that would leave its folder: nothing is unpacked, but such a file is no report."""
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise DocumentError(_("文件带有宏，不予读取。请另存为不带宏的 .docx 或 .xlsx 文件后重试。"))
    if any(name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") for name in names):
        raise DocumentError(_("Word 或 Excel 文件已损坏，无法读取。请重新保存后再试。"))
