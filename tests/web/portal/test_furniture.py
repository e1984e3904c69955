"""页面公用部件与给机器读的地址: feeds, site maps, structured data, open data files, help, regions, reading."""

import json
import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.conf import LazySettings
from django.test import Client
from lxml import html

from govreport.agencies.models import Agency
from govreport.publishing.models import Publication
from govreport.web.portal.sitemaps import PAGES
from tests.web.portal.conftest import Publish

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.mark.parametrize("address", ["/feed.atom", "/agencies/yunxi-lincao/feed.atom"])
def test_a_feed_lists_what_was_published_last(
    client: Client, release: Publish, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govreport.web.ui.conditional.SETTLED", timedelta(0))
    release("e2021")
    release("e2019")
    answer = client.get(address)
    root = ElementTree.fromstring(answer.content)  # noqa: S314 - our own
    links = [entry.find(f"{ATOM}link").get("href") for entry in root.findall(f"{ATOM}entry")]  # type: ignore[union-attr]
    assert links == [f"http://testserver/reports/{year}/yunxi-lincao/" for year in (2020, 2023)]
    assert answer["Content-Type"].startswith("application/atom+xml")
    again = client.get(address, headers={"If-Modified-Since": answer["Last-Modified"]})
    assert again.status_code == 304


def test_the_site_map_leads_to_every_page(client: Client, published: Publication) -> None:
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - our own
    found = set()
    for section in index.iter(f"{MAP}loc"):
        text = (section.text or "").removeprefix("http://testserver")
        parts = ElementTree.fromstring(client.get(text).content)  # noqa: S314 - our own
        found |= {(item.text or "").removeprefix("http://testserver") for item in parts.iter(f"{MAP}loc")}
    assert {"/", "/reports/2023/", "/reports/2023/yunxi-lincao/", "/agencies/yunxi-lincao/"} <= found
    assert len(found) == len(PAGES) + 3
    assert {client.get(address).status_code for address in found} == {200}


def test_robots_may_read_what_is_published_and_nothing_else(client: Client) -> None:
    text = client.get("/robots.txt").text
    assert "Disallow: /desk/" in text
    assert "Disallow: /reports" not in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_browsers_can_search_from_their_address_line(client: Client) -> None:
    root = ElementTree.fromstring(client.get("/opensearch.xml").content)  # noqa: S314 - our own
    (url,) = (item for item in root if item.tag.endswith("Url"))
    assert url.get("template") == "http://testserver/search/?q={searchTerms}"


def test_a_report_describes_itself_to_search_engines(client: Client, published: Publication) -> None:
    tree = html.fromstring(client.get("/reports/2023/yunxi-lincao/").text)
    (script,) = tree.xpath("//script[@type='application/ld+json']/text()")
    data = json.loads(script)
    assert (data["@type"], data["name"], data["version"]) == ("Dataset", published.version.title, "1")
    assert data["temporalCoverage"] == "2023-01-01/2023-12-31"
    files = [item["contentUrl"] for item in data["distribution"]]
    assert {client.get(address.removeprefix("http://testserver")).status_code for address in files} == {200}


def test_a_name_cannot_end_the_description(client: Client, published: Publication, agency: Agency) -> None:
    agency.name = "</script><script>alert(1)</script>"
    agency.save()
    page = client.get("/reports/2023/yunxi-lincao/").text
    assert "</script><script>alert" not in page
    (script,) = html.fromstring(page).xpath("//script[@type='application/ld+json']/text()")
    assert json.loads(script)["creator"]["name"] == agency.name


@pytest.mark.parametrize(
    ("suffix", "kind"), [("csv", "text/csv"), ("json", "application/json"), ("zip", "application/zip")]
)
def test_the_data_of_a_year_are_sent_as_a_file_and_once(
    client: Client, release: Publish, suffix: str, kind: str
) -> None:
    release("e2021")
    answer = client.get(f"/data/2023.{suffix}")
    assert answer.streaming
    assert b"".join(answer.streaming_content)  # type: ignore[arg-type]
    assert answer["Content-Type"].startswith(kind)
    assert f"govreport-2023-e2021.{suffix}" in answer["Content-Disposition"]
    again = client.get(f"/data/2023.{suffix}", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_new_reports_change_the_mark_of_a_year(client: Client, published: Publication) -> None:
    first = client.get("/data/2023.csv")["ETag"]
    version = published.version
    version.state = "withdrawn"
    version.save()
    assert client.get("/data/2023.csv").status_code == 404
    version.state = "published"
    version.save()
    assert client.get("/data/2023.csv")["ETag"] != first


@pytest.mark.parametrize(
    "address", ["/data/1999.csv", "/data/2023.exe", "/data/2023.csv", "/data/dictionary/e1/", "/data/dictionary/e1.csv"]
)
def test_data_that_are_not_there_are_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_regions_lead_to_their_agencies(client: Client, published: Publication, government: Agency) -> None:
    tree = html.fromstring(client.get("/regions/").text)
    assert tree.xpath("//ul[@class='region-list']//a/@href") == ["/regions/yunxi/"]
    assert "1 个机关" in tree.text_content()
    assert 'href="/agencies/yunxi-lincao/"' in client.get("/regions/yunxi/").text
    assert client.get("/regions/yunxi-lincao/").status_code == 404
    assert client.get("/regions/nowhere/").status_code == 404


def test_the_versions_of_a_report_are_listed_with_what_became_of_them(client: Client, published: Publication) -> None:
    version = published.version
    version.state = "superseded"
    version.save()
    page = client.get("/reports/2023/yunxi-lincao/v1/").text
    assert "没有现行版次" in page
    assert "已更正替换" in page
    assert client.get("/reports/2023/yunxi-lincao/").status_code == 404


@pytest.mark.parametrize("size", ["s", "m", "l"])
def test_the_size_of_type_is_kept(client: Client, size: str) -> None:
    answer = client.post("/reading/", {"size": size, "next": "/help/"})
    assert answer["Location"] == "/help/"
    assert re.search(rf'<html[^>]* size-{size}"', client.get("/").text)


def test_contrast_is_kept_beside_the_size(client: Client) -> None:
    client.post("/reading/", {"size": "l"})
    client.post("/reading/", {"contrast": "1"})
    assert ' size-l contrast"' in client.get("/").text
    client.post("/reading/", {"contrast": "0"})
    assert 'contrast"' not in client.get("/").text.split("<body", 1)[0]


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:x"])
def test_the_choice_never_leads_elsewhere(client: Client, target: str) -> None:
    assert client.post("/reading/", {"size": "xxl", "next": target})["Location"] == "/"


def test_the_page_with_the_error_is_named_for_copying(client: Client) -> None:
    assert "http://testserver/reports/2023/x/" in client.get("/help/", {"from": "/reports/2023/x/"}).text
    for odd in ("https://elsewhere.example/", "//elsewhere.example", "javascript:x"):
        assert "elsewhere" not in client.get("/help/", {"from": odd}).text.split("<main", 1)[1].split("</main>", 1)[0]


def test_the_foot_shows_what_is_set_and_nothing_else(client: Client, settings: LazySettings) -> None:
    assert "党政机关网站标识" not in client.get("/").text
    settings.SITE = {**settings.SITE, "party": "https://bszs.example/1", "corrections": "https://zhaocuo.example/1"}
    assert 'href="https://bszs.example/1"' in client.get("/").text
    assert 'href="https://zhaocuo.example/1"' in client.get("/help/").text


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/agencies/",
        "/agencies/yunxi-lincao/",
        "/agencies/yunxi-lincao/years/",
        "/reports/2023/",
        "/regions/",
        "/regions/yunxi/",
        "/compare/",
        "/data/",
        "/data/dictionary/e2021/",
        "/site-map/",
        "/help/",
        "/api/v1/",
        "/sitemap.xml",
        "/robots.txt",
        "/opensearch.xml",
        "/data/dictionary/e2021.csv",
        "/agencies/yunxi-lincao/years.csv",
    ],
)
def test_every_public_page_is_sent_again_only_when_it_changed(
    client: Client, published: Publication, address: str
) -> None:
    client.get("/")
    first = client.get(address)
    assert first.status_code == 200
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
