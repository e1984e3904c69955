"""A file that is a trap costs a sentence: no traceback, no waiting, no memory, nothing opened elsewhere."""

import io
import logging
import zipfile
import zlib
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from django.utils import translation

from govreport.documents.read import bounded, read
from govreport.documents.read.bounded import read_bounded
from govreport.standards import edition
from govreport.standards.document import DocumentError
from tests.documents.read.foreign import in_docx, in_html, in_pdf, in_xlsx, parts
from tests.documents.read.test_flattened import figures_of

OWN = edition("e2021")
REPORT = parts(OWN, figures_of(OWN, 3))
BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">'.encode() for n in range(9)
)
OUTSIDE = b'<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">'


def rebuilt(data: bytes, changes: dict[str, bytes], more: dict[str, bytes] | None = None) -> bytes:
    """An archive with other contents of some members, and more members."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for item in source.infolist():
            archive.writestr(item.filename, changes.get(item.filename) or source.read(item))
        for name, text in (more or {}).items():
            archive.writestr(name, text)
    return target.getvalue()


def with_type(data: bytes, name: str, declaration: bytes) -> bytes:
    """A part of an office file that declares a document type and uses its last entity."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        body = source.read(name)
    start = body.index(b"?>") + 2 if body.startswith(b"<?xml") else 0
    return rebuilt(data, {name: body[:start] + declaration + b"]>" + body[start:].replace(b"</w:t>", b"&j;</w:t>", 1)})


def pdf_with(stream: bytes, *, packed: bool = False, pages: int = 1) -> bytes:
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        page = pdf.pages[0]
        page.Contents = pdf.make_stream(stream)
        if packed:
            page.Contents.write(stream, filter=pikepdf.Name("/FlateDecode"))
        target = io.BytesIO()
        pdf.save(target)
    return target.getvalue()


@pytest.fixture(autouse=True)
def _chinese() -> object:
    with translation.override("zh-hans"):
        yield


@pytest.mark.parametrize("write", [in_html, in_docx, in_xlsx, in_pdf])
def test_what_the_process_reads_is_what_would_be_read_here(write: object) -> None:
    data = write(REPORT)  # type: ignore[operator]
    assert read_bounded(data, year=2023, agency="某市某局") == read(data, year=2023, agency="某市某局")


def test_the_process_speaks_the_language_of_the_reader() -> None:
    with translation.override("en"), pytest.raises(DocumentError, match="damaged"):
        read_bounded(b"%PDF-1.7 nothing more")


WORD, BOOK = in_docx(REPORT), in_xlsx(REPORT)
ZEROS = zlib.compress(bytes(100 * 1024 * 1024), 9)
TRAPS = {
    "a zip bomb": (lambda: rebuilt(WORD, {}, {"word/media/a.bin": bytes(120 * 1024 * 1024)}), "展开后过大"),
    "ten thousand members": (lambda: rebuilt(BOOK, {}, {f"x/{n}": b"" for n in range(10_000)}), "展开后过大"),
    "billion laughs in Word": (lambda: with_type(WORD, "word/document.xml", BOMB), "已损坏"),
    "billion laughs in Excel": (lambda: with_type(BOOK, "xl/workbook.xml", BOMB), "已损坏"),
    "an entity outside": (lambda: with_type(WORD, "word/document.xml", OUTSIDE), "已损坏"),
    "a path out of the folder": (lambda: rebuilt(WORD, {}, {"../../etc/cron.d/x": b"x"}), "已损坏"),
    "an absolute path": (lambda: rebuilt(BOOK, {}, {"/etc/x": b"x"}), "已损坏"),
    "macros": (lambda: rebuilt(WORD, {}, {"word/vbaProject.bin": b"x"}), "带有宏"),
    "deep nesting in Word": (
        lambda: rebuilt(WORD, {"word/document.xml": b"<a>" * 100_000 + b"</a>" * 100_000}),
        "已损坏",
    ),
    "deep nesting in a page": (lambda: b"<html><body>" + b"<div>" * 100_000 + "规章".encode(), "层次过深|不能作为"),
    "a table without end": (lambda: b"<table>" + b"<tr><td>1</td><td>2</td></tr>" * 100_000, "文本过长"),
    "columns without end": (lambda: b'<table><tr><td colspan="100000">1<td>2</table>' * 2, "不能作为"),
    "a packed stream": (lambda: pdf_with(ZEROS, packed=True), "展开后过大"),
    "a thousand pages": (lambda: pdf_with(b"", pages=1_000), "超过 200 页"),
    "a PDF cut off": (lambda: in_pdf(REPORT)[:3_000], "已损坏"),
    "a scan": (lambda: pdf_with(b"0 0 100 100 re f"), "扫描件"),
    "an archive named as Word": (lambda: rebuilt(WORD, {"word/document.xml": b"no xml at all"}), "已损坏"),
    "an archive of other things": (lambda: zipped({"a.txt": b"1"}), "压缩文件"),
}


def zipped(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return target.getvalue()


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_is_refused_with_a_sentence(name: str) -> None:
    write, words = TRAPS[name]
    with pytest.raises(DocumentError, match=words):
        read_bounded(write())


def test_after_every_trap_a_good_file_is_read() -> None:
    with pytest.raises(DocumentError):
        read_bounded(TRAPS["a packed stream"][0]())
    assert read_bounded(BOOK).document.figures == read(BOOK).document.figures


def test_a_cell_at_the_end_of_the_sheet_is_left_out_and_told() -> None:
    book = openpyxl.load_workbook(io.BytesIO(BOOK))
    book.active["XFD1048576"] = "1"
    target = io.BytesIO()
    book.save(target)
    result = read_bounded(target.getvalue())
    assert result.document.figures == read(BOOK).document.figures
    assert any("只读取前" in doubt.message for doubt in result.doubts)


def test_formulas_are_text_or_their_saved_result_and_never_computed() -> None:
    book = openpyxl.load_workbook(io.BytesIO(BOOK))
    book.active["A1"] = '=HYPERLINK("http://localhost/","x")'
    target = io.BytesIO()
    book.save(target)
    assert any("公式" in doubt.message for doubt in read_bounded(target.getvalue()).doubts)


def test_a_process_that_ends_in_the_middle_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    read_bounded(BOOK)
    process = bounded._process
    assert process.child is not None
    before = process.child.pid
    process.child.kill()
    process.child.wait()
    assert read_bounded(BOOK).document == read(BOOK).document
    assert process.child is not None
    assert process.child.pid != before


def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "WAIT", 0.0)
    with pytest.raises(DocumentError, match="时间或内存过多"):
        read_bounded(BOOK)
    monkeypatch.undo()
    assert read_bounded(BOOK).document == read(BOOK).document


def test_the_process_is_kept_however_large_its_parent_has_grown() -> None:
    ballast = bytearray(400 * 1024 * 1024)
    ballast[::4096] = b"x" * len(ballast[::4096])
    bounded._process._stop()
    read_bounded(BOOK)
    assert bounded._process.child is not None


def test_the_process_has_a_gigabyte_at_the_most_and_writes_no_file() -> None:
    read_bounded(BOOK)
    assert bounded._process.child is not None
    limits = Path(f"/proc/{bounded._process.child.pid}/limits").read_text()
    values = {line[:26].strip(): line[26:].split()[0] for line in limits.splitlines()[1:]}
    assert values["Max address space"] == str(1024**3)
    assert values["Max file size"] == "0"
    assert values["Max cpu time"].isdecimal()


def test_the_process_knows_neither_the_secret_key_nor_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    monkeypatch.setenv("SECRET_KEY", "very secret")
    bounded._process._stop()
    read_bounded(BOOK)
    assert bounded._process.child is not None
    known = Path(f"/proc/{bounded._process.child.pid}/environ").read_bytes()
    assert b"secret" not in known


def test_what_goes_wrong_inside_is_logged_and_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(bounded._process, "ask", lambda known, data: {"failure": "Traceback …"})
    with caplog.at_level(logging.ERROR), pytest.raises(DocumentError, match="文件无法读取"):
        read_bounded(BOOK)
    assert "Traceback" in caplog.text


def test_an_external_part_of_a_word_file_is_never_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    link = (
        b'<Relationship Id="rId99" Type="http://x/attachedTemplate" '
        b'Target="http://127.0.0.1:9/x" TargetMode="External"/>'
    )
    with zipfile.ZipFile(io.BytesIO(WORD)) as source:
        name = "word/_rels/document.xml.rels"
        linked = source.read(name).replace(b"</Relationships>", link + b"</Relationships>")
    assert read_bounded(rebuilt(WORD, {name: linked})).document == read(WORD).document
