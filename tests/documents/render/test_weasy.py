"""What WeasyPrint lacks, and that our additions supply it.

When one of the tests "weasyprint alone" fails, WeasyPrint has learned it: take that addition out of ``weasy``.
"""

import io
import re
import zlib
from collections.abc import Iterator

import pydyf
import pytest
import weasyprint
from weasyprint.css.properties import Dimension

from govreport.documents.render import pdf, weasy
from govreport.documents.render.weasy import fontfiles, lengths, streams, texts
from govreport.documents.services import render_pdf
from govreport.standards.document import Document
from tests.builders import balanced
from tests.documents.render.page import Line, pages

# Punctuation that may not begin a line leaves the line above one character short.
TEXT = "公开政府信息的情况和数据，" * 60
MIXED = "公开2023年" * 300


@pytest.fixture
def untouched() -> Iterator[None]:
    """WeasyPrint as it breaks and fills lines itself."""
    pdf._press()
    with weasy.without("justify", "grid"):
        yield


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


def deflations(monkeypatch: pytest.MonkeyPatch, owner: object, name: str) -> list[int]:
    """Grows with every stream that is deflated."""
    calls: list[int] = []
    compress = getattr(owner, name)
    monkeypatch.setattr(owner, name, lambda *args, **kwargs: calls.append(1) or compress(*args, **kwargs))
    return calls


def test_pydyf_alone_deflates_a_stream_each_time_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf._press()
    calls = deflations(monkeypatch, pydyf.zlib, "compressobj")
    with weasy.without("deflate"):
        stream = pydyf.Stream([b"1 0 0 RG"], compress=True)
        assert stream.data == stream.data
    assert len(calls) == 2


def asked(file: pydyf.PDF) -> int:
    """How often an object of a file is asked for its bytes while the file is written."""
    calls = []

    class Counted(pydyf.Dictionary):
        @property
        def data(self) -> bytes:
            calls.append(1)
            return super().data

    file.add_object(Counted({"Type": "/Counted"}))
    file.write(io.BytesIO(), identifier=True)
    return len(calls)


def test_pydyf_alone_writes_every_object_twice() -> None:
    with weasy.without("deflate"):
        assert asked(pydyf.PDF()) == 2
    assert asked(pydyf.PDF()) == 1


def copied(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sizes of the font files that are copied from now on."""
    sizes: list[int] = []
    copy = fontfiles._copied_at_once

    def counted(*arguments: object) -> object:
        data = copy(*arguments)
        sizes.append(len(data))
        return data

    monkeypatch.setattr(fontfiles, "_copied_at_once", counted)
    return sizes


def test_weasyprint_alone_copies_whole_font_files(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf._press()
    sizes = copied(monkeypatch)
    with weasy.without("fonts"):
        monkeypatch.setattr(weasy.fonts, "get_hb_object_data", lambda *arguments: fontfiles._copied_at_once(*arguments))
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
    calls = deflations(monkeypatch, streams.zlib, "compress")
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
    ours = stream.data
    with weasy.without("deflate"):
        assert stream.data == ours


@pytest.mark.parametrize("code", ["e2014", "e2019", "e2021"])
def test_texts_that_were_measured_before_change_no_byte_of_a_file(code: str) -> None:
    with weasy.without("texts"):
        plain = render_pdf(balanced(code))
    texts.forget()
    assert render_pdf(balanced(code)) == plain
    assert render_pdf(balanced(code)) == plain


def test_weasyprint_alone_asks_pango_for_the_same_text_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    render_pdf(balanced())
    asked: list[str] = []
    split = texts._split
    monkeypatch.setattr(texts, "_split", lambda text, *rest: asked.append(text) or split(text, *rest))
    render_pdf(balanced())
    assert "总计" not in asked
    assert texts._measured


def test_a_memory_of_texts_that_is_full_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    texts.forget()
    monkeypatch.setattr(texts, "MOST", 20)
    assert render_pdf(balanced()) == render_pdf(balanced())
    assert 0 < len(texts._measured) <= 20
    assert 0 < len(texts._shaped) <= 20


def styles(kind: type) -> int:
    """How many styles are computed for a document of three paragraphs."""
    press = pdf._press()
    html = kind(string="<p>a<p>b<p>c", url_fetcher=press.fetcher)
    document = html.render(font_config=press.fonts)
    return len(document.pages) and len(computed(html, press.fonts))


def computed(html: weasyprint.HTML, fonts: object) -> dict[object, object]:
    from weasyprint.css import get_all_computed_styles
    from weasyprint.css.targets import TargetCollector

    style_for = get_all_computed_styles(
        html, font_config=fonts, target_collector=TargetCollector(), page_rules=[], layers=[]
    )
    return style_for.get_computed_styles()


def test_weasyprint_alone_computes_styles_of_notes_for_every_element() -> None:
    assert styles(weasyprint.HTML) > 4 * styles(weasy.Page)


def test_without_styles_for_notes_the_file_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = render_pdf(balanced())
    monkeypatch.setattr(weasy.Page, "_ua_stylesheets", weasyprint.HTML._ua_stylesheets)
    assert render_pdf(balanced()) == ours


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
    html = press.page(string='<img src="file:///etc/hostname" alt="x">a', url_fetcher=press.fetcher)
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


@pytest.mark.parametrize("code", ["e2014", "e2019", "e2021"])
def test_lengths_resolved_once_for_each_style_change_no_byte_of_a_file(code: str) -> None:
    with weasy.without("lengths"):
        plain = render_pdf(balanced(code))
    assert render_pdf(balanced(code)) == plain


def test_a_style_that_is_changed_after_it_was_read_is_read_again() -> None:
    press = pdf._press()
    page = press.page(string="<p style='margin: 0 10%; padding: 3px'>a", url_fetcher=press.fetcher)
    (laid,) = page.render(font_config=press.fonts).pages
    (paragraph,) = laid._page_box.children[0].children[0].children
    room = (200, 100)
    for margin, expected in ((Dimension(10, "%"), 20), (Dimension(7, "px"), 7), ("auto", "auto")):
        paragraph.style["margin_left"] = margin
        lengths.resolve_percentages(paragraph, room)
        assert (paragraph.margin_left, paragraph.padding_left) == (expected, 3)
