"""查找页: results with their passages, ways to narrow, and a limit for those who ask too often."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from lxml import html

from govreport.agencies.models import Agency, User
from govreport.publishing import matching
from govreport.publishing.models import Publication, SearchText
from govreport.publishing.tokens import tokens
from govreport.web.portal import search
from govreport.web.portal.search import SEARCHES
from tests.builders import balanced
from tests.web.portal.conftest import Publish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_minute(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock stands in the middle of a minute, and nobody has asked yet."""
    monkeypatch.setattr("time.time", lambda: 1_000_000 * 60 + 20.0)
    cache.clear()
    yield
    cache.clear()


def test_the_passage_stands_below_the_title_with_the_words_marked(client: Client, release: Publish) -> None:
    text = "岚江<b>渡口</b>的公开栏破损。" * 3
    SearchText.objects.create(publication=release(), place="sec5", text=text, tokens=tokens(text))
    tree = html.fromstring(client.get("/search/", {"q": "渡口"}).text)
    (item,) = tree.xpath("//ol[@class='result-list']/li")
    assert [mark.text_content() for mark in item.xpath(".//mark")] == ["渡口"] * 3
    assert "存在的主要问题" in item.xpath(".//p[@class='passage']")[0].text_content()
    assert "岚江<b>" in item.text_content()
    assert not item.xpath(".//p[@class='passage']//b")


def test_words_that_stand_everywhere_are_not_counted_to_the_end(
    client: Client, release: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    for year in (2021, 2023):
        document = balanced(year=year)
        release(
            document=document.replace(
                sections={
                    **document.sections,
                    "sec1": "公开专栏每月更新，联络员逐件核对，失效的链接当天更正，群众意见逐条答复。",
                }
            )
        )
    monkeypatch.setattr(matching, "MOST_PIECES", 1)
    few = client.get("/search/", {"q": "专栏"}).content.decode()
    assert "相符的年报：1 份" in few
    assert "只列出最近公布的" in few
    monkeypatch.setattr(search, "ROUND", 1)
    page = client.get("/search/", {"q": "专栏"}).content.decode()
    assert "超过 1 份" in page
    assert "请再加一个词" in page
    counted = client.get("/search/", {"q": "专栏", "year": "2021"}).content.decode()
    assert "超过" not in counted


def test_choices_narrow_and_can_be_taken_back(client: Client, release: Publish, government: Agency) -> None:
    release("e2021")
    release("e2019")
    tree = html.fromstring(client.get("/search/", {"q": "林草局"}).text)
    (year,) = tree.xpath("//section[@aria-labelledby='facet-year']//a[.//span='2020']/@href")
    narrowed = html.fromstring(client.get(f"/search/{year}").text)
    assert len(narrowed.xpath("//ol[@class='result-list']/li")) == 1
    (back,) = narrowed.xpath("//section[@aria-labelledby='facet-year']//a[@aria-current]/@href")
    assert len(html.fromstring(client.get(f"/search/{back}").text).xpath("//ol[@class='result-list']/li")) == 2
    (region,) = tree.xpath("//section[@aria-labelledby='facet-region']//a/@href")
    assert "region=yunxi" in region


def test_without_words_everything_is_listed(client: Client, release: Publish) -> None:
    release("e2021")
    release("e2019")
    assert "已公布的年报：2 份" in client.get("/search/").text


def test_results_stand_by_match_or_by_date(client: Client, release: Publish) -> None:
    release("e2021")
    release("e2019")
    by_date = html.fromstring(client.get("/search/", {"sort": "date"}).text)
    addresses = by_date.xpath("//ol[@class='result-list']//h2/a/@href")
    assert addresses == ["/reports/2020/yunxi-lincao/", "/reports/2023/yunxi-lincao/"]


def test_results_are_no_search_results_themselves(client: Client) -> None:
    assert '<meta name="robots" content="noindex">' in client.get("/search/").text


@pytest.mark.parametrize(
    "query",
    [
        {"q": "'\"--"},
        {"q": "NEAR(云溪 林草)"},
        {"q": "云溪*"},
        {"q": "%_%"},
        {"q": "x" * 100_000},
        {"q": "。。。！？"},
        {"q": "\x00"},
        {"q": "云溪", "year": "２０２３"},
        {"q": "云溪", "year": "99999999999999999999"},
        {"q": "云溪", "region": "\x00' OR 1=1"},
        {"q": "云溪", "edition": "e1999"},
        {"q": "云溪", "sort": "-pk;"},
        {"q": "云溪", "page": "-1"},
        {"q": "云溪", "page": "9" * 400},
        {"q": "云溪 " * 1000},
    ],
)
def test_nothing_typed_breaks_the_page(client: Client, published: Publication, query: dict[str, str]) -> None:
    assert client.get("/search/", query).status_code == 200


def test_the_thirty_first_search_of_a_minute_waits(client: Client, published: Publication) -> None:
    for _ in range(SEARCHES.most):
        assert client.get("/search/", {"q": "云溪"}).status_code == 200
    answer = client.get("/", {"q": "云溪"})
    assert (answer.status_code, answer["Retry-After"]) == (429, "40")
    assert "请 40 秒后再试" in answer.text
    assert client.get("/search/", {"q": "云溪"}, REMOTE_ADDR="10.0.0.7").status_code == 200
    assert client.get("/").status_code == 200


def test_who_is_signed_in_is_not_held_up(client: Client, published: Publication, drafter: User) -> None:
    client.force_login(drafter)
    assert {client.get("/search/").status_code for _ in range(SEARCHES.most + 2)} == {200}


def test_an_unchanged_page_of_results_is_not_sent_again(client: Client, published: Publication) -> None:
    client.get("/search/")
    first = client.get("/search/", {"q": "云溪"})
    assert client.get("/search/", {"q": "云溪"}, headers={"If-None-Match": first["ETag"]}).status_code == 304
