"""/reports/<year>/<agency>/ and …/v<n>/: the report as it was published."""

import pytest
from django.test import Client
from lxml import html

from govreport.agencies.models import Agency, User
from govreport.publishing.models import Publication
from govreport.publishing.series import published_document
from govreport.reports.services import start_report
from govreport.standards.numbers import format_number
from tests.builders import YEARS, balanced
from tests.web.portal.conftest import Publish

pytestmark = pytest.mark.django_db

ADDRESS = "/reports/2023/yunxi-lincao/"


@pytest.mark.parametrize("code", ["e2014", "e2019", "e2021"])
def test_every_published_figure_is_on_the_page(client: Client, release: Publish, code: str) -> None:
    document = published_document(release(code))
    tree = html.fromstring(client.get(f"/reports/{YEARS[code]}/yunxi-lincao/").text)
    shown = {cell.get("data-cell"): cell.text_content() for cell in tree.xpath("//td[@data-cell]")}
    assert shown == {
        address: document.printed.get(address, "" if value is None else format_number(value))
        for address, value in document.figures.items()
    }


def test_the_sections_stand_in_official_order_with_their_text(client: Client, published: Publication) -> None:
    tree = html.fromstring(client.get(ADDRESS).text)
    headings = [heading.text_content() for heading in tree.xpath("//article//h2")]
    own = published_document(published).format
    assert headings == [section.title for section in own.sections if section.title]
    assert "围绕造林绿化" in tree.xpath("//section[@id='sec1']")[0].text_content()


def test_the_facts_box_names_agency_year_date_and_version(client: Client, published: Publication) -> None:
    tree = html.fromstring(client.get(ADDRESS).text)
    facts = {row.xpath("string(dt)"): " ".join(row.xpath("string(dd)").split()) for row in tree.xpath("//dl/div")}
    day = published.published_at.astimezone()
    assert facts["机关"] == "云溪县林业和草原局"
    assert facts["年度"] == "2023年"
    assert facts["版次"] == "第 1 版"
    assert facts["发布日期"].startswith(f"{day.year}年")


def test_a_pdf_not_yet_rendered_says_so(client: Client, published: Publication) -> None:
    offered = html.fromstring(client.get(ADDRESS).text).xpath("//ul//a[contains(@href, 'report.pdf')]")[0]
    assert offered.text_content().split() == ["PDF", "打开时生成"]


def test_downloads_say_their_format_and_size(client: Client, published: Publication) -> None:
    client.get(f"{ADDRESS}report.pdf")
    tree = html.fromstring(client.get(ADDRESS).text)
    offered = {link.get("href"): " ".join(link.text_content().split()) for link in tree.xpath("//ul//a[@href]")}
    assert offered[f"{ADDRESS}report.pdf"] == "PDF 2 KB"
    assert offered[f"{ADDRESS}report.json"].startswith("JSON")


def test_each_version_has_its_own_lasting_address(client: Client, published: Publication) -> None:
    page = client.get(f"{ADDRESS}v1/")
    assert page.status_code == 200
    assert f'href="{ADDRESS}v1/report.pdf"' in page.text
    assert f'<link rel="canonical" href="{ADDRESS}">' in page.text


@pytest.mark.parametrize("path", ["v2/", "v2/report.pdf", "v2/report.json", "v0/", "v99999999999999999999/"])
def test_a_version_that_does_not_exist_is_not_found(client: Client, published: Publication, path: str) -> None:
    assert client.get(ADDRESS + path).status_code == 404


@pytest.mark.parametrize("path", ["", "v1/", "report.pdf", "report.json", "v1/report.pdf", "v1/report.json"])
def test_an_unpublished_report_is_not_found(client: Client, agency: Agency, drafter: User, path: str) -> None:
    start_report(agency=agency, year=2023, by=drafter, document=balanced())
    assert client.get(ADDRESS + path).status_code == 404
    client.force_login(drafter)
    assert client.get(ADDRESS + path).status_code == 404


def test_the_page_shows_what_was_published_whatever_happens_to_the_rows(client: Client, published: Publication) -> None:
    published.version.narratives.all().delete()
    assert "围绕造林绿化" in client.get(ADDRESS).text


def test_published_text_is_escaped(client: Client, release: Publish) -> None:
    document = balanced()
    text = f"{document.sections['sec1']}\n一段<iframe src=x>alert(1)</iframe>\n<svg onload=alert(1)>正文"
    sections = {**document.sections, "sec1": text}
    release(document=document.replace(sections=sections))
    article = html.fromstring(client.get(ADDRESS).text).xpath("//article")[0]
    assert not article.xpath(".//iframe | .//*[@onload]")
    assert "<iframe src=x>alert(1)</iframe>" in article.text_content()


def test_english_frames_the_report_and_keeps_its_words(english: Client, published: Publication) -> None:
    tree = html.fromstring(english.get(ADDRESS).text)
    assert tree.get("lang") == "en"
    article = tree.xpath("//article")[0]
    assert article.get("lang") == "zh-hans"
    assert "一、总体情况" in article.text_content()
    assert article.xpath(".//*[@lang='en']")


def test_nothing_on_the_page_comes_from_elsewhere_or_runs_inline(client: Client, published: Publication) -> None:
    tree = html.fromstring(client.get(ADDRESS).text)
    assert not tree.xpath(
        "//*[@style] | //style | //@*[starts-with(name(), 'on')]"
        " | //script[not(@src) and not(@type='application/ld+json')]"
    )
    addresses = tree.xpath("//link/@href | //script/@src | //img/@src")
    assert addresses
    assert all(address.startswith("/") and not address.startswith("//") for address in addresses)
