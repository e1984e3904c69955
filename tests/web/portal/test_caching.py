"""Conditional requests: what has not changed is not sent again; what differs is never mixed up."""

import pytest
from django.test import Client

from govreport.publishing.models import Publication

pytestmark = pytest.mark.django_db

ADDRESS = "/reports/2023/yunxi-lincao/"


def test_an_unchanged_page_is_not_sent_again(client: Client, published: Publication) -> None:
    client.get(ADDRESS)  # the first visit also brings the cookie
    first = client.get(ADDRESS)
    again = client.get(ADDRESS, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.parametrize("name", ["report.pdf", "report.json", "v1/report.pdf", "v1/report.json"])
def test_an_unchanged_file_is_not_sent_again(client: Client, published: Publication, name: str) -> None:
    first = client.get(ADDRESS + name)
    assert first.status_code == 200
    assert client.get(ADDRESS + name, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.get(ADDRESS + name, headers={"If-None-Match": '"another"'}).status_code == 200


def test_pages_differ_by_language_and_size_of_type(client: Client, english: Client, published: Publication) -> None:
    client.get(ADDRESS)
    chinese = client.get(ADDRESS)["ETag"]
    assert english.get(ADDRESS, headers={"If-None-Match": chinese}).status_code == 200
    client.post("/elder/", {"elder": "1"})
    assert client.get(ADDRESS, headers={"If-None-Match": chinese}).status_code == 200


def test_another_readers_page_is_never_taken_for_mine(client: Client, published: Publication) -> None:
    client.get(ADDRESS)
    mine = client.get(ADDRESS)
    other = Client()
    other.get(ADDRESS)
    assert other.get(ADDRESS)["ETag"] != mine["ETag"]
    assert "private" in mine["Cache-Control"]
    assert "Cookie" in mine["Vary"]


def test_a_page_may_be_asked_for_without_its_body(client: Client, published: Publication) -> None:
    answer = client.head(ADDRESS)
    assert (answer.status_code, answer.content) == (200, b"")
