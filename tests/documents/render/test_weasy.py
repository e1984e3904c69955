"""What WeasyPrint lacks, and that our additions supply it.

When one of the first four tests fails, WeasyPrint has learned it: take that addition out of ``weasy.py``.
"""

import io
import re
import zlib

import pydyf
import pytest

from govreport.documents.render import pdf, weasy
from govreport.documents.services import render_pdf
from govreport.standards.document import Document
from tests.builders import balanced
from tests.documents.render.page import Line, pages

# Punctuation that may not begin a line leaves the line above one character short.
TEXT = "公开政府信息的情况和数据，" * 60
MIXED = "公开2023年" * 300


@pytest.fixture
def untouched(monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint as it comes."""
    pdf._press()
    monkeypatch.setattr(weasy.inline, "justify_line", weasy._justify_spaces)
    monkeypatch.setattr(weasy.inline, "line_box_verticality", weasy._grown_line)


def report(text: str) -> Document:
    return balanced().replace(sections={"sec1": text})


def full_lines(text: str) -> list[Line]:
    """The lines of the first page that fill their width."""
    return [line for line in pages(render_pdf(report(text)))[0].lines if len(line.text) > 25 and line.left < 29][:-1]


@pytest.mark.usefixtures("untouched")
def test_weasyprint_alone_leaves_chinese_lines_ragged() -> None:
    assert max(abs(line.right - 184.1) for line in full_lines(TEXT)) > 4


@pytest.mark.usefixtures("untouched")
def test_weasyprint_alone_lets_lines_of_two_fonts_grow() -> None:
    lines = full_lines(MIXED)
    assert lines[-1].baseline - lines[0].baseline > (len(lines) - 1) * 225 / 22 + 0.5


def test_pydyf_alone_deflates_a_stream_each_time_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    compress = zlib.compressobj
    monkeypatch.setattr(pydyf.zlib, "compressobj", lambda *args, **kwargs: calls.append(1) or compress(*args, **kwargs))
    monkeypatch.setattr(pydyf.Stream, "data", weasy._deflated_each_time)
    stream = pydyf.Stream([b"1 0 0 RG"], compress=True)
    assert stream.data == stream.data
    assert len(calls) == 2


def copied(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sizes of the font files that are copied from now on."""
    sizes: list[int] = []
    copy = weasy._copied_at_once

    def counted(*arguments: object) -> object:
        data = copy(*arguments)
        sizes.append(len(data))
        return data

    monkeypatch.setattr(weasy, "_copied_at_once", counted)
    return sizes


def test_weasyprint_alone_copies_whole_font_files(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf._press()
    sizes = copied(monkeypatch)
    monkeypatch.setattr(weasy.fonts, "get_hb_object_data", lambda *arguments: weasy._copied_at_once(*arguments))
    render_pdf(balanced())
    assert max(sizes) > 1_000_000


def test_only_the_embedded_part_of_a_font_is_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = copied(monkeypatch)
    render_pdf(balanced())
    assert 0 < max(sizes) < 1_000_000


def test_chinese_lines_are_flush_on_both_edges() -> None:
    lines = full_lines(TEXT)
    assert len(lines) > 10
    assert max(abs(line.right - 184.1) for line in lines) < 0.5


def test_lines_of_two_fonts_keep_the_grid() -> None:
    lines = full_lines(MIXED)
    assert lines[-1].baseline - lines[0].baseline == pytest.approx((len(lines) - 1) * 225 / 22, abs=0.1)


def test_the_last_line_of_a_paragraph_stays_short() -> None:
    page = pages(render_pdf(report("公开" * 20)))[0]
    assert page.line("公开公开公").right == pytest.approx(184.1, abs=0.5)
    assert next(line.right for line in page.lines if line.text == "公开" * 7) < 120


def test_a_stream_is_deflated_once_and_again_when_it_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    weasy.install()
    calls = []
    compress = zlib.compress
    monkeypatch.setattr(weasy.zlib, "compress", lambda *args: calls.append(1) or compress(*args))
    stream = pydyf.Stream([b"1 0 0 RG"], compress=True)
    first = stream.data
    assert stream.data is first
    assert len(calls) == 1
    stream.stream.append(b"S")
    content = re.search(rb"stream\n(.*)\nendstream", stream.data, re.DOTALL)
    assert content is not None
    assert zlib.decompress(content[1]) == b"1 0 0 RG\nS"
    assert len(calls) == 2


def test_both_ways_of_writing_a_stream_mean_the_same() -> None:
    weasy.install()
    stream = pydyf.Stream([b"q", "Q"], {"Type": "/XObject"}, compress=False)
    assert stream.data == weasy._deflated_each_time.fget(stream)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/a.png",
        "http://127.0.0.1/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "data:,a",
        "/etc/passwd",
    ],
)
def test_no_address_of_any_kind_is_fetched(address: str) -> None:
    with pytest.raises(ValueError, match="fetches nothing"):
        weasy.NothingFetched().fetch(address)


def test_markup_in_a_report_is_text_and_asks_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(weasy.NothingFetched, "fetch", lambda self, url, headers=None: asked.append(url))
    bait = '<img src="file:///etc/passwd"><link rel="attachment" href="file:///etc/passwd"><style>@import "http://a/";</style>'
    document = balanced().replace(title=bait, sections={"sec1": bait}, printed={"t2.rules.issued": bait})
    shown = "".join(line.text for page in pages(render_pdf(document)) for line in page.lines)
    assert "<img" in shown
    assert asked == []


def test_an_image_that_is_asked_for_stays_away() -> None:
    press = pdf._press()
    html = press.weasyprint.HTML(string='<img src="file:///etc/hostname" alt="x">a', url_fetcher=press.fetcher)
    assert pages(io.BytesIO(html.write_pdf(font_config=press.fonts)).getvalue())


def test_a_line_before_a_long_address_stays_short_without_holes() -> None:
    line = pages(render_pdf(report("公开 信息" * 4 + "公" + "a" * 40)))[0].line("公开 信息公开")
    assert line.right < 175


def test_an_address_longer_than_a_line_is_broken_at_the_edge() -> None:
    lines = pages(render_pdf(report("网址：" + "a1" * 120 + "。")))[0].lines
    assert sum(line.text.count("a1") + line.text.count("1a") for line in lines) > 200
    assert max(line.right for line in lines) < 184.6


def test_text_in_latin_letters_is_spread_between_its_words() -> None:
    line = pages(render_pdf(report("government information " * 20)))[0].line("government information")
    assert line.right == pytest.approx(184.1, abs=2)
