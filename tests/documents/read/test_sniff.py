"""Files are judged by their content."""

import random

import pytest

from govreport.documents.read import read
from govreport.documents.read.sniff import MAX_BYTES, Kind, sniff
from govreport.standards.document import DocumentError
from tests.documents.read.reports import text_of


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_text_is_read_in_every_usual_encoding(encoding: str) -> None:
    text = text_of(t3__new_received__total="3")
    assert read(text.encode(encoding)).document == read(text.encode()).document


def test_line_ends_of_other_systems_change_nothing() -> None:
    text = text_of()
    assert read(text.replace("\n", "\r\n").encode()) == read(text.encode())


def test_nul_bytes_are_dropped_and_told() -> None:
    result = read(text_of(t2__rules__issued="5").replace("规章", "规\x00章").encode())
    assert result.document.figures["t2.rules.issued"] == 5
    assert [doubt.place for doubt in result.doubts] == ["file"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('{"schema": 1}', Kind.JSON),
        ("\ufeff  {}", Kind.JSON),
        ("<!DOCTYPE html><html></html>", Kind.HTML),
        ("<HTML><body>", Kind.HTML),
        ("<table><tr><td>规章</td></tr></table>", Kind.HTML),
        ("# 年度报告\n\n<b>一</b>", Kind.TEXT),
        ("某局", Kind.TEXT),
    ],
)
def test_the_kind_of_a_text_is_told_by_how_it_begins(text: str, kind: Kind) -> None:
    assert sniff(text.encode()).kind is kind


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "文件是空的"),
        (b" \n\t\r\n", "文件是空的"),
        (b"\xef\xbb\xbf", "文件是空的"),
        (b"\x00" * 500, "文件是空的"),
        (b"PK\x03\x04..word/document.xml..", "Word"),
        (b"PK\x03\x04..xl/workbook.xml..", "Excel"),
        (b"PK\x03\x04..photo.jpg", "压缩文件"),
        (b"PK\x03\x04..OFD.xml..Doc_0/Document.xml", "OFD"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "旧版 Word"),
        (random.Random(4).randbytes(5000), "不是可以读取的文件"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00\x01\x02\x03" * 200, "不是可以读取的文件"),
        ("某局的通知。".encode(), "不能作为年度报告读取"),
        (("汉" * 1_700_000).encode(), "文本过长"),
        (("公开\n" * 4_000).encode(), "文本过长"),
        (("公" * 2_800_000).encode(), "超过 8 MB"),
        (b"%PDF-1.7 nothing more", "PDF 文件已损坏"),
        (b"<html><body><p>\xe6\x8a\xa5</p></body></html>", "不能作为年度报告读取"),
        (b"<html>", "文件是空的"),
        (b'{"schema"', "第 1 行第 10 个字符"),
    ],
)
def test_what_is_no_report_is_refused_with_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(DocumentError, match=words):
        read(data)


def test_a_file_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(DocumentError, match="超过 30 MB"):
        read(b"%PDF-" + bytes(MAX_BYTES))
