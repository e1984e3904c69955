"""坏输入: nothing outside is ever fetched, and a report that cannot be set ends in a sentence."""

import io
import socket
from pathlib import Path

import pikepdf
import pytest

from govreport.documents.render import pdf, weasy
from govreport.documents.services import render_pdf
from tests.builders import balanced
from tests.documents.render.page import pages

SCHEMES = [
    "https://a.example/x",
    "http://127.0.0.1/x",
    "ftp://a/x",
    "gopher://a/x",
    "file:///etc/passwd",
    "data:text/plain,x",
]
ASKING = {
    "image": '<img src="{}" alt="x">',
    "attachment": '<link rel="attachment" href="{}">',
    "sheet": '<link rel="stylesheet" href="{}">',
    "import": "<style>@import url({});</style>",
    "font": "<style>@font-face {{ font-family: x; src: url({}) }} p {{ font-family: x }}</style>",
    "background": "<style>p {{ background: url({}) }}</style>",
    "marker": "<style>p {{ content: url({}) }}</style>",
    "drawing": '<svg xmlns="http://www.w3.org/2000/svg"><image href="{0}"/><use href="{0}#a"/></svg>',
    "object": '<object data="{}"></object><embed src="{}">',
    "base": '<base href="{}"><img src="y.png" alt="x">',
}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that the fetcher refused; nothing may open a connection."""
    refused: list[str] = []
    fetch = weasy.NothingFetched.fetch

    def noted(fetcher: weasy.NothingFetched, url: str, headers: object = None) -> None:
        refused.append(url)
        fetch(fetcher, url, headers)

    def connected(*_arguments: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(weasy.NothingFetched, "fetch", noted)
    monkeypatch.setattr(socket.socket, "connect", connected)
    monkeypatch.setattr(socket, "getaddrinfo", connected)
    return refused


@pytest.mark.parametrize("address", SCHEMES)
@pytest.mark.parametrize("way", list(ASKING))
def test_whatever_pages_ask_for_stays_away(asked: list[str], way: str, address: str, tmp_path: Path) -> None:
    markup = f"<html><head></head><body>{ASKING[way].format(address, address)}<p>甲</p></body></html>"
    data = pdf.print_pages(lambda cuts: (markup, ()), sheets=["print.css"], moment=pdf.end_of_year(balanced()))
    with pikepdf.open(io.BytesIO(data)) as file:
        assert len(file.attachments) == 0
        assert "/XObject" not in file.pages[0].resources or not file.pages[0].resources.XObject
    assert "甲" in "".join(line.text for page in pages(data) for line in page.lines)
    assert b"root:" not in data


def test_the_ways_of_asking_do_ask(asked: list[str]) -> None:
    """Without this, the test above would hold for pages that ask for nothing."""
    for way in ("image", "attachment", "sheet", "import", "font", "background"):
        asked.clear()
        markup = f"<html><head>{ASKING[way].format('https://a.example/x')}</head><body><p>甲</p></body></html>"
        pdf.print_pages(lambda cuts, text=markup: (text, ()), sheets=["print.css"], moment=pdf.end_of_year(balanced()))
        assert asked == ["https://a.example/x"], way


@pytest.mark.parametrize("limit", ["MOST_SECONDS", "MOST_CHARACTERS"])
def test_a_report_that_is_too_long_ends_in_a_sentence(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    before = render_pdf(balanced())
    with monkeypatch.context() as patch:
        patch.setattr(pdf, limit, -1)
        with pytest.raises(pdf.UnprintableError, match=r"报告太长，没有排完.*可以继续修改.*。$"):
            render_pdf(balanced())
    assert render_pdf(balanced()) == before


@pytest.mark.parametrize(
    "text", ["<" * 3000, "(" * 3000, "（一）" * 2000, "\u0301" * 2000, "a" * 5000, "公\u202e开" * 500]
)
def test_odd_texts_are_set_like_others(text: str) -> None:
    assert pages(render_pdf(balanced().replace(title="题", sections={"sec1": text})))
