"""XML 的解析: parts of office files, parsed with limits; a document type, which only a trap has, is refused."""

from typing import Any

from lxml import etree

from govreport.documents.office.package import safe_parser
from govreport.documents.read.told import phrase as _
from govreport.standards.document import DocumentError


def parsed(data: bytes) -> Any:
    """The root of an XML part; raises ``DocumentError`` for one that is broken or declares a document type."""
    try:
        root = etree.fromstring(data, parser=safe_parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DocumentError(_("Word 或 Excel 文件已损坏，无法读取。请重新保存后再试。")) from error
    if root is None or root.getroottree().docinfo.doctype:
        raise DocumentError(_("Word 或 Excel 文件已损坏，无法读取。请重新保存后再试。"))
    return root
