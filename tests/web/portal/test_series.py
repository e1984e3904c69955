"""历年数据与比较: the numbers of the reports, side by side, with marks where they do not compare."""

import csv
import io
from decimal import Decimal

import pytest
from django.test import Client
from lxml import html

from govreport.publishing.series import MOST_COMPARED, Line, Point, over_years
from govreport.standards.concordance import concordance
from govreport.web.portal.charts import HEIGHT, WIDTH, chart
from tests.web.portal.conftest import Publish

pytestmark = pytest.mark.django_db
PAGE = "/agencies/yunxi-lincao/years/"


def texts(nodes: list[html.HtmlElement]) -> list[str]:
    return [" ".join(node.text_content().split()) for node in nodes]


def row(tree: html.HtmlElement, label: str) -> list[str]:
    (found,) = tree.xpath(f"//tr[th[@scope='row' and contains(., '{label}')]]")
    return texts(found.xpath("./td"))


def test_the_years_stand_side_by_side_with_marks(client: Client, release: Publish) -> None:
    publications = [release(code) for code in ("e2014", "e2019", "e2021")]
    tree = html.fromstring(client.get(PAGE).text)
    values = over_years(publications)[0].lines[0].points
    assert row(tree, "本年新收申请")[1:] == [f"{'口径一致' if point.between else ''}{point.value}" for point in values]
    refused = row(tree, "不予公开")
    assert refused[2].startswith("与上一年不可比")
    assert row(tree, "上年结转申请")[1] == "/"
    assert "《条例》2019年修订" in tree.text_content()


def test_every_drawing_has_its_numbers_in_the_table_beneath(client: Client, release: Publish) -> None:
    for code in ("e2014", "e2019", "e2021"):
        release(code)
    tree = html.fromstring(client.get(PAGE).text)
    drawings = tree.xpath("//figure[contains(@class, 'chart')]")
    assert drawings
    rows = texts(tree.xpath("//th[@scope='row']"))
    for drawing in drawings:
        assert texts(drawing.xpath("./figcaption/span[1]"))[0] in rows
        assert drawing.xpath(".//*[name()='svg'][@role='img']/@aria-label")


def test_the_table_can_be_had_as_a_file(client: Client, release: Publish) -> None:
    release("e2019")
    release("e2021")
    answer = client.get("/agencies/yunxi-lincao/years.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["indicator", "label", "unit", "2020", "2023", "note"]
    assert [len(line) for line in rows] == [6] * len(rows)


@pytest.mark.parametrize(
    "address", ["/agencies/nobody/years/", "/agencies/nobody/years.csv", "/agencies/nobody/feed.atom"]
)
def test_who_has_published_nothing_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def drawn(*values: int | None) -> Line:
    points = tuple(
        Point(2019 + place, None if value is None else Decimal(value), True) for place, value in enumerate(values)
    )
    return Line(concordance().series[0], points)


def test_a_drawing_stays_inside_its_frame() -> None:
    found = chart(drawn(3, 0, 1_000_000, 7))
    assert found is not None
    assert all(0 <= dot.x <= WIDTH and 0 <= dot.y <= HEIGHT for dot in found.dots)
    assert found.latest.text == "7"


def test_a_line_has_a_gap_where_a_report_is_blank() -> None:
    found = chart(drawn(1, 2, None, 3, 4))
    assert found is not None
    assert len(found.paths) == 2


@pytest.mark.parametrize("values", [(), (5,), (0, 0, 0), (None, 4)])
def test_where_nothing_is_to_be_seen_nothing_is_drawn(values: tuple[int | None, ...]) -> None:
    assert chart(drawn(*values)) is None


def test_agencies_are_compared_for_a_year(client: Client, release: Publish) -> None:
    release("e2021")
    tree = html.fromstring(client.get("/compare/", {"year": "2023", "agency": "yunxi-lincao"}).text)
    assert "云溪县林草局" in texts(tree.xpath("//th[@scope='col']"))
    (away,) = tree.xpath("//section[contains(@class, 'chosen')]//a/@href")
    assert away == "?year=2023"
    offered = html.fromstring(client.get("/compare/?year=2023").text)
    assert "?year=2023&agency=yunxi-lincao" in offered.xpath("//ul[@class='chips']//a/@href")


@pytest.mark.parametrize(
    "query",
    ["", "year=1999", "year=x", "agency=nobody", "agency=%00", "year=2023&agency='&agency=%22", "q=%00&year=2023"],
)
def test_nothing_asked_breaks_the_comparison(client: Client, release: Publish, query: str) -> None:
    release("e2021")
    assert client.get(f"/compare/?{query}").status_code == 200


def test_no_more_than_a_few_are_compared_at_once(client: Client, release: Publish) -> None:
    release("e2021")
    query = "&".join(["agency=yunxi-lincao"] * 50 + [f"agency=a{number}" for number in range(200)])
    page = client.get(f"/compare/?year=2023&{query}").text
    assert page.count('<th scope="col" lang="zh-hans">') <= 3 * MOST_COMPARED


def test_an_empty_site_says_so(client: Client) -> None:
    assert "还没有机关公布年报" in client.get("/compare/").text
