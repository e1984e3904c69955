"""发布材料页: download, publish elsewhere, write the address back; the public sees it."""

import pytest
from django.test import Client

from govreport.agencies.models import User
from govreport.publishing.models import Publication
from tests.web.portal.conftest import plain_pdf, published, release

__all__ = ["plain_pdf", "published", "release"]
pytestmark = pytest.mark.django_db

URL = "https://lcj.yunxi.example/xxgk/2023.html"


@pytest.fixture
def address(published: Publication) -> str:
    return f"/desk/reports/{published.version.report_id}/own-site/"


def test_the_summary_of_a_published_report_leads_there(client: Client, address: str, drafter: User) -> None:
    client.force_login(drafter)
    assert f'href="{address}"' in client.get(address.removesuffix("own-site/")).text


def test_the_address_is_kept_and_shown_to_the_public(
    client: Client, address: str, drafter: User, published: Publication
) -> None:
    client.force_login(drafter)
    answer = client.post(address, {"url": URL, "on": "2024-01-30"}, follow=True)
    assert "公布地址已登记" in answer.text
    public = Client().get("/reports/2023/yunxi-lincao/").text
    assert f'href="{URL}"' in public
    assert "2024年1月30日公布" in public


def test_a_wrong_address_is_said_and_kept_in_the_form(client: Client, address: str, drafter: User) -> None:
    client.force_login(drafter)
    answer = client.post(address, {"url": "云溪县网站", "on": "2024-01-30"})
    assert answer.status_code == 422
    assert "不是网址" in answer.text
    assert 'value="云溪县网站"' in answer.text


def test_a_wrong_day_is_said(client: Client, address: str, signatory: User) -> None:
    client.force_login(signatory)
    answer = client.post(address, {"url": URL, "on": "30.1.2024"})
    assert answer.status_code == 422
    assert "公布日期应写作" in answer.text


def test_others_of_the_agency_see_but_do_not_write(client: Client, address: str, viewer: User) -> None:
    client.force_login(viewer)
    page = client.get(address)
    assert page.status_code == 200
    assert "<form" not in page.text.split("<main", 1)[1].split("</main>", 1)[0]
    assert client.post(address, {"url": URL, "on": "2024-01-30"}).status_code == 403


def test_strangers_learn_nothing(client: Client, address: str, stranger: User) -> None:
    client.force_login(stranger)
    assert client.get(address).status_code == 404
    assert client.get(f"{address}kit.zip").status_code == 404
    assert client.post(address, {"url": URL}).status_code == 404


def test_the_kit_is_named_after_the_report(client: Client, address: str, viewer: User) -> None:
    client.force_login(viewer)
    answer = client.get(f"{address}kit.zip")
    assert answer["Content-Type"] == "application/zip"
    assert "filename*=utf-8''" in answer["Content-Disposition"]
    assert answer.content[:2] == b"PK"
