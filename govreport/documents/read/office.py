"""本系统 Word 文件的读取: a report from the data that a DOCX of ours carries, unless somebody has changed its words."""

from typing import Final

from django.utils.translation import gettext as _
from lxml import etree

from govreport.documents.office.package import PackageError, members, safe_parser
from govreport.documents.read.own import read_json
from govreport.documents.render.docx import DATA_PART, seen
from govreport.standards.document import Document, DocumentError

_BODY: Final = "word/document.xml"
_DATA: Final = DATA_PART.removeprefix("/")


def read_docx(data: bytes) -> Document:
    """A document from a DOCX that this system wrote; raises ``DocumentError`` for others and for changed ones."""
    found = opened(data, _BODY, _DATA)
    if _DATA not in found or _BODY not in found:
        raise DocumentError(_("这个 Word 文件不是本系统生成的，暂不能读取。请另存为文本文件后重试。"))
    try:
        root = etree.fromstring(found[_DATA], parser=safe_parser())
        changed = root.get("seen") != seen(found[_BODY])
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DocumentError(_("Word 文件已损坏，无法读取。")) from error
    if changed:
        raise DocumentError(
            _("这个 Word 文件生成以后改动过，暂不能读取改动的内容。请把改动填入系统，或者另存为文本文件后重试。")
        )
    return read_json(root.text or "")


def opened(data: bytes, *names: str) -> dict[str, bytes]:
    """Members of an office file; raises ``DocumentError`` with a sentence for one that is not to be opened."""
    try:
        return members(data, *names)
    except PackageError as error:
        sentences = {
            "large": _("文件展开后过大，不像一份年度报告。请删去图片等附件，或者另存为文本文件后重试。"),
            "locked": _("文件有密码，无法读取。请去除密码后重试。"),
            "broken": _("Word 或 Excel 文件已损坏，无法读取。请重新保存后再试。"),
        }
        raise DocumentError(sentences[str(error)]) from error
