"""/agencies/ and /agencies/<code>/: who has published, and what."""

import pytest
from django.test import Client

from govreport.agencies.models import Agency
from govreport.publishing.models import Publication
from tests.web.portal.conftest import Publish

pytestmark = pytest.mark.django_db


def test_all_agencies_that_published_are_listed(client: Client, published: Publication, other_agency: Agency) -> None:
    page = client.get("/agencies/").text
    assert "云溪县林业和草原局" in page
    assert other_agency.name not in page


def test_an_empty_list_says_so(client: Client) -> None:
    assert "还没有机关公布年报" in client.get("/agencies/").text


def test_an_agency_lists_its_years_newest_first(client: Client, release: Publish) -> None:
    release("e2019")
    release("e2021")
    page = client.get("/agencies/yunxi-lincao/").text
    assert page.index("/reports/2023/yunxi-lincao/") < page.index("/reports/2020/yunxi-lincao/")


def test_an_agency_that_published_nothing_is_not_found(client: Client, other_agency: Agency) -> None:
    assert client.get(f"/agencies/{other_agency.code}/").status_code == 404
    assert client.get("/agencies/nobody/").status_code == 404
