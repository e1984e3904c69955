"""文件类型与编码: what kind of file it is, judged by its content and never by its name."""

import re
from dataclasses import dataclass
from enum import StrEnum

from govreport.documents.read.garbled import is_garbled, put_right
from govreport.documents.read.told import phrase as _
from govreport.standards.document import DocumentError

MAX_BYTES = 30 * 1024 * 1024
MAX_TEXT_BYTES = 8 * 1024 * 1024
# A piece of a page, as a browser copies it.
_TAG = re.compile(r"<[a-z][a-z0-9]*[\s>]")
_CLOSED = re.compile(r"</(?:table|div|section|article|p)>", re.I)
LOST = "\ufffd"
_SAMPLE = 4_000


class Kind(StrEnum):
    """文件类型."""

    JSON = "json"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Source:
    """来源: a file as its kind and, if it is a text, what it says; ``mended`` if its encoding was put right."""

    kind: Kind
    text: str = ""
    mended: bool = False


def sniff(data: bytes) -> Source:
    """The kind of a file and its decoded text.

    Raises ``DocumentError`` for an empty or too large file, for old office files and for what is no text at all.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise DocumentError(_("文件是空的，没有可以读取的内容。"))
    if len(data) > MAX_BYTES:
        raise DocumentError(_("文件超过 30 MB，无法读取。请删去图片等附件后重试。"))
    if b"%PDF-" in data[:1024]:
        return Source(Kind.PDF)
    if data.startswith(b"PK\x03\x04"):
        return Source(_office(data))
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise DocumentError(
            _(
                "暂不能读取旧版 Word、Excel 或 WPS 文件（.doc、.xls、.wps）。"
                "请用 Word 或 WPS 另存为 .docx 或 .xlsx 文件后重试。"
            )
        )
    if len(data) > MAX_TEXT_BYTES:
        raise DocumentError(_("文本超过 8 MB，不像一份年度报告。请核对文件。"))
    text = decode(data)
    kind = kind_of(text)
    if kind is not Kind.JSON and (right := put_right(text)):
        return Source(kind_of(right), right, mended=True)
    if kind is not Kind.JSON and is_garbled(text):
        raise DocumentError(_("文字是乱码（编码有误），无法读取。请从原件重新复制，或者另存为 UTF-8 编码的文件。"))
    return Source(kind, text)


def _office(data: bytes) -> Kind:
    # File names stand uncompressed in the directory of a zip archive.
    if b"word/document.xml" in data:
        return Kind.DOCX
    if b"xl/workbook.xml" in data:
        return Kind.XLSX
    if b"OFD.xml" in data:
        raise DocumentError(_("暂不能读取 OFD 文件。请从原件另存为 Word 或 PDF 文件后重试。"))
    raise DocumentError(_("这是压缩文件，不是年度报告。请解压后选择报告文件。"))


def decode(data: bytes) -> str:
    """The text of a text file in UTF-8, UTF-16 or GB18030; raises ``DocumentError`` for anything else."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _checked(_tried(data, name))
    if name := _wide(data):
        return _checked(_tried(data, name))
    text = _tried(data, "utf-8")
    text = _tried(data, "gb18030") if text is None else text
    return _checked(_damaged(data) if text is None else text)


def _wide(data: bytes) -> str:
    """UTF-16 without a mark, betrayed by line ends or markup: in Chinese text few other bytes are NUL."""
    if len(data) % 2:
        return ""
    sample = data[:_SAMPLE]
    first, second = sample[::2].count(0), sample[1::2].count(0)
    if max(first, second) > len(sample) // 20 and min(first, second) < max(first, second) // 10:
        return "utf-16-le" if second > first else "utf-16-be"
    little, big = data.count(b"\n\x00"), data.count(b"\x00\n")
    if max(little, big) < 3:
        return ""
    return "utf-16-le" if little >= big and data[:2000].count(0) > 3 else "utf-16-be"


def _damaged(data: bytes) -> str | None:
    """A text in which a few bytes are broken; ``\ufffd`` stands for them."""
    texts = [data.decode(name, errors="replace") for name in ("utf-8", "gb18030")]
    text = min(texts, key=lambda found: found.count(LOST))
    return text if text.count(LOST) <= 2 + len(text) // 500 else None


def _tried(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _checked(text: str | None) -> str:
    sample = (text or "")[:100_000]
    noise = sum(1 for character in sample if character < " " and character not in "\t\n\r\f\v")
    if text is None or noise > len(sample) / 100:
        raise DocumentError(_("不是可以读取的文件：既不是 PDF、网页，也不是文本。请核对文件是否损坏。"))
    if not text.strip("\ufeff\x00 \t\r\n\u3000"):
        raise DocumentError(_("文件是空的，没有可以读取的内容。"))
    return text


def kind_of(text: str) -> Kind:
    """What kind of text it is."""
    start = text.lstrip("\ufeff \t\r\n")[:4000].lower()
    if start.startswith("{"):
        return Kind.JSON
    if start.startswith(("<!doctype html", "<html")) or (start.startswith("<") and "<html" in start):
        return Kind.HTML
    if "<!--startfragment" in start or (_TAG.match(start) and _CLOSED.search(text)):
        return Kind.HTML
    if "<table" in start or "</td>" in start or "<body" in start:
        return Kind.HTML
    return Kind.TEXT
