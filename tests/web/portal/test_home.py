"""首页: search first, then years and agencies; only what is published."""

import pytest
from django.test import Client

from govreport.agencies.models import Agency, User
from govreport.publishing.models import Publication
from govreport.reports.services import start_report
from tests.builders import balanced
from tests.web.portal.conftest import Publish

pytestmark = pytest.mark.django_db


def test_an_empty_site_says_so(client: Client) -> None:
    assert "还没有公布的年报" in client.get("/").text


def test_the_front_page_lists_years_and_agencies(client: Client, release: Publish) -> None:
    release("e2021")
    release("e2019")
    page = client.get("/").text
    assert '<a href="/reports/2023/">2023年</a>' in page
    assert '<a href="/reports/2020/">2020年</a>' in page
    assert page.index("/reports/2023/") < page.index("/reports/2020/")
    assert '<a href="/agencies/yunxi-lincao/" lang="zh-hans">云溪县林业和草原局</a>' in page
    assert "县级" in page


def test_drafts_are_not_shown(client: Client, agency: Agency, drafter: User) -> None:
    start_report(agency=agency, year=2023, by=drafter, document=balanced())
    page = client.get("/").text
    assert "云溪县林业和草原局" not in page
    assert "云溪县林业和草原局" not in client.get("/", {"q": "云溪"}).text


@pytest.mark.parametrize(
    "words",
    [
        "林业",
        "林草局",
        "2023",
        "2023年",
        "２０２３",
        "云溪 2023",
        "2023年云溪县林业和草原局年报",
        "云溪县 草原 年度报告",
    ],
)
def test_a_search_finds_the_report(client: Client, published: Publication, words: str) -> None:
    assert 'href="/reports/2023/yunxi-lincao/"' in client.get("/", {"q": words}).text


@pytest.mark.parametrize("words", ["教育", "2022", "林业 2022", "年报", "%", "_", "'", "＂", "NEAR *", "x" * 10_000])
def test_a_search_without_a_match_says_what_to_do(client: Client, published: Publication, words: str) -> None:
    answer = client.get("/", {"q": words})
    assert answer.status_code == 200
    assert "没有查到" in answer.text
    assert "/reports/2023/yunxi-lincao/" not in answer.text


def test_what_was_searched_is_shown_escaped(client: Client) -> None:
    page = client.get("/", {"q": '<script>"&'}).text
    assert "<script>&quot;" not in page
    assert "&lt;script&gt;" in page


def test_long_results_are_paged(client: Client, release: Publish, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govreport.web.portal.search.PAGE_SIZE", 1)
    release("e2021")
    release("e2019")
    first = client.get("/", {"q": "云溪"}).text
    assert "第 1 页，共 2 页" in first
    assert "q=%E4%BA%91%E6%BA%AA&amp;page=2" in first
    assert "/reports/2020/yunxi-lincao/" in client.get("/", {"q": "云溪", "page": "2"}).text
    assert "第 2 页，共 2 页" in client.get("/", {"q": "云溪", "page": "99"}).text


def test_many_agencies_are_listed_on_a_page_of_their_own(
    client: Client, published: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "全部 1 个机关" not in client.get("/").text
    monkeypatch.setattr("govreport.web.portal.home.AGENCIES_SHOWN", 0)
    assert "全部 1 个机关" in client.get("/").text


def test_the_front_page_asks_the_database_a_fixed_number_of_times(
    client: Client, release: Publish, django_assert_num_queries: object
) -> None:
    release("e2021")
    with django_assert_num_queries(8):  # type: ignore[operator]
        client.get("/")
    release("e2019")
    with django_assert_num_queries(8):  # type: ignore[operator]
        client.get("/")


def test_a_search_for_nothing_visible_is_no_search(client: Client, published: Publication) -> None:
    assert "查找政府信息公开工作年度报告" in client.get("/", {"q": "\x00"}).text
    assert "没有查到" in client.get("/", {"q": "\x00没有的机关"}).text
