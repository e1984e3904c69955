"""Files made to harm whoever opens them, of Word, Excel and the web: each costs a sentence and asks for nothing."""

import base64
import io
import os
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from django.utils import translation

from govreport.documents.read import bounded, read
from govreport.documents.read.bounded import read_bounded
from govreport.documents.read.child import _GROWN
from govreport.standards.document import DocumentError
from tests.documents.read.foreign import in_docx, in_html, in_xlsx
from tests.documents.read.test_bounded import BOMB, OUTSIDE, rebuilt, with_type, zipped
from tests.documents.read.variations.cases import FIGURES, report

WORD, BOOK, PAGE = in_docx(report()), in_xlsx(report()), in_html(report()).decode()
SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    with translation.override("zh-hans"):
        yield


def one_string_everywhere() -> bytes:
    """200 000 cells that all hold one string of 30 000 characters: small as a file, six thousand million in memory."""
    strings = f"<sst {MAIN}><si><t>{'公' * 30_000}</t></si></sst>"
    row = "".join(f'<c r="{letter}{{0}}" t="s"><v>0</v></c>' for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    rows = "".join(f"<row>{row.format(number)}</row>" for number in range(1, 2_000))
    sheet = f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>"
    return rebuilt(BOOK, {SHEET: sheet.encode()}, {"xl/sharedStrings.xml": strings.encode()})


def lying_about_its_size(data: bytes, name: str) -> bytes:
    """An archive whose directory says that a member is small, though much comes out of it."""
    large = rebuilt(data, {name: b"<a>" + b" " * 20_000_000 + b"</a>"})
    with zipfile.ZipFile(io.BytesIO(large)) as archive:
        item = archive.getinfo(name)
    said, true = (100).to_bytes(4, "little"), item.file_size.to_bytes(4, "little")
    return large.replace(true, said)


def with_rows(count: int) -> bytes:
    rows = "".join(f'<row r="{number}"><c r="A{number}"><v>1</v></c></row>' for number in range(1, count))
    return rebuilt(BOOK, {SHEET: f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>".encode()})


def with_merged_areas(count: int) -> bytes:
    areas = '<mergeCell ref="A1:XFD1048576"/>' * count
    with zipfile.ZipFile(io.BytesIO(BOOK)) as source:
        sheet = source.read(SHEET).decode()
    start = sheet.index("</sheetData>") + len("</sheetData>")
    return rebuilt(BOOK, {SHEET: f"{sheet[:start]}<mergeCells>{areas}</mergeCells></worksheet>".encode()})


def with_in_body(piece: str) -> bytes:
    """The Word file with something more at the beginning of its body."""
    with zipfile.ZipFile(io.BytesIO(WORD)) as source:
        body = source.read("word/document.xml").decode()
    return rebuilt(WORD, {"word/document.xml": body.replace("<w:body>", f"<w:body>{piece}", 1).encode()})


NESTED = "<w:tbl><w:tr><w:tc>" * 60 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 60
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a sheet of a hundred megabytes": (
        lambda: rebuilt(BOOK, {SHEET: f"<worksheet {MAIN}><sheetData>".encode() + b" " * 140_000_000}),
        "展开后过大",
    ),
    "a sheet of a million rows": (lambda: with_rows(1_000_000), "展开后过大"),
    "one long string in every cell": (one_string_everywhere, "文本过长"),
    "a size that is a lie in Excel": (lambda: lying_about_its_size(BOOK, SHEET), "已损坏"),
    "a size that is a lie in Word": (lambda: lying_about_its_size(WORD, "word/document.xml"), "已损坏"),
    "an entity outside in Excel": (lambda: with_type(BOOK, "xl/workbook.xml", OUTSIDE), "已损坏"),
    "an entity outside in a sheet": (lambda: with_type(BOOK, SHEET, OUTSIDE), "已损坏"),
    "billion laughs in a sheet": (lambda: with_type(BOOK, SHEET, BOMB), "已损坏"),
    "ten thousand members in Word": (lambda: rebuilt(WORD, {}, {f"x/{n}": b"" for n in range(10_000)}), "展开后过大"),
    "archives in archives": (lambda: zipped({"a.zip": zipped({"b.zip": zipped({"c": b"x"})})}), "压缩文件"),
    "a path out of the folder in Excel": (lambda: rebuilt(BOOK, {}, {"xl/../../../x": b"x"}), "已损坏"),
    "a path of Windows": (lambda: rebuilt(WORD, {}, {"word\\..\\..\\x": b"x"}), "已损坏"),
    "a workbook with macros under another name": (lambda: rebuilt(BOOK, {}, {"xl/vbaProject.bin": b"x"}), "带有宏"),
    "a picture of many megabytes": (
        lambda: rebuilt(WORD, {}, {"word/media/1.png": os.urandom(11_000_000)}),
        "展开后过大",
    ),
    "a Word file that only embeds another": (
        lambda: rebuilt(
            WORD,
            {
                "word/document.xml": b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocess'
                b'ingml/2006/main"><w:body><w:altChunk/></w:body></w:document>'
            },
        ),
        "文件是空的",
    ),
    "a page of eight megabytes in one line": (
        lambda: f"<html><body><p>{'公' * 2_600_000}".encode(),
        "文本过长",
    ),
    "five megabytes of tags in one line": (
        lambda: b"<html><body>" + b"<b>" * 1_700_000,
        "层次过深|没有内容|不能作为|为空|是空的",
    ),
    "five megabytes of strokes in one line": (lambda: b"1|" * 2_500_000, "文本过长"),
    "a million strokes": (lambda: b"1|" * 499_000, "文本过长"),
    "areas that cover the whole sheet": (lambda: with_merged_areas(5_000), "文本过长"),
    "a nested table without end": (
        lambda: b"<html><body>" + b"<table><tr><td>" * 3_000 + "规章".encode(),
        "层次过深|不能作为",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_trap_is_refused_with_a_sentence_and_the_next_file_is_read(name: str) -> None:
    write, words = REFUSED[name]
    with pytest.raises(DocumentError, match=words):
        read_bounded(write())
    child = bounded._process.child
    if child is not None:
        pages = int(Path(f"/proc/{child.pid}/statm").read_text().split()[1])
        assert pages * os.sysconf("SC_PAGE_SIZE") < _GROWN
    assert figures(read_bounded(BOOK)) == FIGURES


def figures(result: object) -> dict[str, object]:
    return {address: result.document.figures[address] for address in FIGURES}  # type: ignore[attr-defined]


HARMLESS: dict[str, Callable[[], bytes]] = {
    "an archive inside": lambda: rebuilt(BOOK, {}, {"xl/embeddings/a.zip": zipped({"b.zip": b"PK"})}),
    "a small picture of a million rows": lambda: rebuilt(
        WORD, {}, {"word/media/1.png": base64.b64decode("iVBORw0KGgoAAAANSUhEUgAPQkAAD0JACAIAAAD3")}
    ),
    "tables in tables": lambda: with_in_body(NESTED),
    "an embedded page": lambda: with_in_body(
        '<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId77"/>'
    ),
    "a template elsewhere": lambda: rebuilt(
        WORD,
        {},
        {
            "word/_rels/settings.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/rela'
            b'tionships"><Relationship Id="rId1" Type="http://x/attachedTemplate" Target="http://127.0.0.1:9/x" '
            b'TargetMode="External"/></Relationships>'
        },
    ),
    "a picture elsewhere": lambda: with_in_body(
        '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:link="rId9"/></w:drawing>'
        "</w:r></w:p>"
    ),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_harmless_unread_is_left_unread(name: str) -> None:
    assert figures(read_bounded(HARMLESS[name]())) == FIGURES


def test_an_embedded_document_is_told() -> None:
    assert any("嵌入" in doubt.message for doubt in read_bounded(HARMLESS["an embedded page"]()).doubts)


@pytest.mark.parametrize(
    "formula", ['=HYPERLINK("http://127.0.0.1:9/","点此")', "=cmd|'/C calc'!A0", "=WEBSERVICE(A1)"]
)
def test_a_formula_in_the_place_of_a_figure_is_never_computed(formula: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(BOOK))
    cell = next(cell for row in book.active.iter_rows() for cell in row if isinstance(cell.value, int | float))
    place, cell.value = cell.coordinate, formula
    target = io.BytesIO()
    book.save(target)
    result = read_bounded(target.getvalue())
    assert any(place in doubt.message and "公式" in doubt.message for doubt in result.doubts)
    assert result.document.figures["t2.rules.issued"] is None


@pytest.mark.parametrize("text", ["=cmd|'/C calc'!A0", "+1+1", "@SUM(1)"])
def test_words_like_a_formula_are_kept_as_words(text: str) -> None:
    page = PAGE.replace("本年度按照规定", f"{text}。本年度按照规定", 1)
    assert text in read_bounded(page.encode()).document.sections["sec1"]


# --- 网页 ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("said", ["utf-8", "gbk", "gb2312", "utf-16", "iso-8859-1"])
@pytest.mark.parametrize("lines", ["", "\n"])
def test_a_page_is_read_in_its_encoding_whatever_it_says_of_it(encoding: str, said: str, lines: str) -> None:
    page = PAGE.replace("<head>", f'<head><meta charset="{said}">').replace("</p>", f"</p>{lines}")
    assert read(page.encode(encoding)).document.figures == read(PAGE.encode()).document.figures


def test_a_page_of_a_few_broken_bytes_is_read_and_that_is_told() -> None:
    data = (
        PAGE.replace("没有需要说明", "没有\ue000需要说明", 1)
        .encode("gb18030")
        .replace("\ue000".encode("gb18030"), b"\xff")
    )
    result = read(data)
    assert figures(result) == FIGURES
    assert [doubt.place for doubt in result.doubts] == ["file"]
    assert "1 处字符" in result.doubts[0].message


@pytest.mark.parametrize(
    "piece",
    [
        '<base href="http://127.0.0.1:9/">',
        '<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">',
        '<link rel="stylesheet" href="http://127.0.0.1:9/a.css">',
        '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><text>一、总体情况</text></svg>',
        '<iframe src="http://127.0.0.1:9/">二、主动公开政府信息情况</iframe>',
        '<img src="http://127.0.0.1:9/x.png" onerror="alert(1)">',
        "<math><mtext><script>1</script></mtext></math>",
        '<object data="http://127.0.0.1:9/"><p>三、</p></object>',
        f'<img src="data:image/png;base64,{"A" * 5_000_000}">',
        "<!-- " + "一、总体情况" * 1000 + " -->",
    ],
)
@pytest.mark.parametrize("place", ["<body>", "<head>"])
def test_what_a_page_would_load_or_run_is_neither_loaded_nor_read(piece: str, place: str) -> None:
    result = read_bounded(PAGE.replace(place, place + piece, 1).encode())
    assert figures(result) == FIGURES
    assert result.document.sections == read(PAGE.encode()).document.sections
