"""扫描件的公开体检: one at a time, within limits, everything of it in doubt; otherwise a sentence says what to do."""

import io
import re

import openpyxl
import pytest
from django.conf import LazySettings
from django.core.cache import cache, caches
from django.core.files.uploadedfile import SimpleUploadedFile as File
from django.test import Client
from PIL import Image

from govreport.documents.read.result import Doubt, ReadResult
from govreport.documents.services import render_pdf
from govreport.standards.document import DocumentError
from govreport.web.portal import check_scans
from tests.builders import wrong_totals
from tests.documents.read.scans import scanned

pytestmark = pytest.mark.django_db

PAGE = "/check/"
WHOLE = "这是扫描件，共 3 页，全部内容由文字识别得出，可能有错。请与原件逐格、逐句核对。"


@pytest.fixture(autouse=True)
def counted_anew() -> None:
    """No test is one too many for the others."""
    cache.clear()
    caches["shared"].clear()


@pytest.fixture(scope="module")
def paper() -> bytes:
    """A page without a text layer."""
    target = io.BytesIO()
    Image.new("L", (800, 1100), 255).save(target, "PDF")
    return target.getvalue()


@pytest.fixture
def asked(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, float]]:
    """What the recognition is asked for, where it is switched on; it makes out a report with wrong totals."""
    settings.OCR = True
    seen: list[dict[str, float]] = []

    def made_out(_data: bytes, **known: float) -> ReadResult:
        seen.append(known)
        document = wrong_totals()
        cells = tuple(Doubt(cell, "识别自扫描件，请逐格核对。") for cell in document.format.figure_cells)
        return ReadResult(document, (Doubt("file", WHOLE), *cells), recognised=True)

    monkeypatch.setattr(check_scans, "read_scan_bounded", made_out)
    return seen


def scan(data: bytes, name: str = "扫描.pdf") -> File:
    return File(name, data)


def test_off_a_scan_is_answered_with_what_to_do(client: Client, paper: bytes, settings: LazySettings) -> None:
    settings.OCR = False
    answer = client.post(PAGE, {"uploads": scan(paper)})
    assert answer.status_code == 422
    assert "是扫描件或图片。请用文字识别软件转成 Word" in answer.text
    assert "扫描的 PDF 也能识别" not in client.get(PAGE).text


def test_on_the_form_says_so_and_the_result_says_that_nothing_is_certain(
    client: Client, paper: bytes, asked: list[dict[str, float]]
) -> None:
    assert "扫描的 PDF 也能识别，一次一份，最多 12 页" in client.get(PAGE).text
    page = client.post(PAGE, {"uploads": scan(paper)}).text
    assert asked == [{"seconds": check_scans.SECONDS, "most_pages": check_scans.MOST_PAGES}]
    assert page.index(WHOLE) < page.index("相差 2")
    doubts = page[page.index("读取时的疑点") :]
    assert doubts.count("识别自扫描件，请逐格核对。") == 1
    assert f"<summary>相同的 {len(wrong_totals().format.figure_cells)} 处</summary>" in doubts


def test_the_files_say_it_too(client: Client, paper: bytes, asked: list[dict[str, float]]) -> None:
    page = client.post(PAGE, {"uploads": scan(paper)}).text
    packed = re.search(r'name="packed" value="([^"]+)"', page)
    assert packed
    answer = client.post("/check/files/", {"packed": packed.group(1), "want": "1.xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    assert sheet["A3"].value == WHOLE


def test_of_several_scans_one_is_recognised(client: Client, paper: bytes, asked: list[dict[str, float]]) -> None:
    page = client.post(PAGE, {"uploads": [scan(paper, "一.pdf"), scan(paper, "二.pdf")]}).text
    assert len(asked) == 1
    assert "一次只识别一份扫描件。请单独上传这份文件" in page


def test_while_another_is_recognised_nobody_waits_and_nothing_is_counted(
    client: Client, paper: bytes, asked: list[dict[str, float]]
) -> None:
    caches["shared"].add(check_scans._TAKEN, 1)
    for _time in range(check_scans.SCANS.most + 1):
        answer = client.post(PAGE, {"uploads": scan(paper)})
        assert (answer.status_code, asked) == (422, [])
        assert "正在识别另一份扫描件" in answer.text
    # What was not recognised does not count.
    caches["shared"].delete(check_scans._TAKEN)
    assert client.post(PAGE, {"uploads": scan(paper)}).status_code == 200


def test_a_scan_that_fails_makes_room_for_the_next(
    client: Client, paper: bytes, asked: list[dict[str, float]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def declined(_data: bytes, **_known: float) -> ReadResult:
        raise DocumentError("没有认出年报。")

    with monkeypatch.context() as once:
        once.setattr(check_scans, "read_scan_bounded", declined)
        assert "没有认出年报。" in client.post(PAGE, {"uploads": scan(paper)}).text
    assert client.post(PAGE, {"uploads": scan(paper)}).status_code == 200


def test_one_address_has_a_few_scans_in_ten_minutes(
    client: Client, paper: bytes, asked: list[dict[str, float]]
) -> None:
    for _time in range(check_scans.SCANS.most):
        assert client.post(PAGE, {"uploads": scan(paper)}).status_code == 200
    answer = client.post(PAGE, {"uploads": scan(paper)})
    assert answer.status_code == 422
    assert "十分钟内最多识别 5 份扫描件" in answer.text
    assert len(asked) == check_scans.SCANS.most


def test_a_real_scan_is_recognised_and_checked(client: Client, settings: LazySettings) -> None:
    settings.OCR = True
    page = client.post(PAGE, {"uploads": scan(scanned(render_pdf(wrong_totals()), dust=0))}).text
    assert "这是扫描件，共" in page
    assert "为空，请填写数字" not in page
