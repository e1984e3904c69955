"""纠错页: anybody can say what is wrong, not too often; nothing of it is public."""

from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.test import Client

from govreport.publishing.models import Mistake, Publication
from govreport.reports.models import State, Version
from govreport.web.portal.mistake import MISTAKES, TRAP

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_has_asked() -> Iterator[None]:
    caches["shared"].clear()
    yield
    caches["shared"].clear()


@pytest.fixture
def page(published: Publication) -> str:
    """The address of the form for the bureau's report."""
    report = published.version.report
    return f"/reports/{report.year}/{report.agency.code}/mistake/"


def test_a_reader_fills_in_the_form_and_is_thanked(client: Client, page: str) -> None:
    assert "哪里有错" in client.get(page).content.decode()
    answer = client.post(page, {"text": "表三总计有错", "place": "t3.new_received.total", "contact": "a@b.example"})
    assert (answer.status_code, answer["Location"]) == (302, f"{page}?sent=1")
    assert "已收到" in client.get(answer["Location"]).content.decode()
    assert Mistake.objects.get().place == "t3.new_received.total"


def test_the_report_leads_to_the_form_and_shows_nothing_of_what_was_said(client: Client, page: str) -> None:
    client.post(page, {"text": "这一句谁也看不到", "contact": "谁也看不到的电话"})
    report = page.removesuffix("mistake/")
    text = client.get(report).content.decode()
    assert f'href="{page}"' in text
    for address in (report, page, f"{report}versions/", f"{report}report.json"):
        assert "看不到" not in client.get(address).content.decode()


def test_bad_input_comes_back_with_a_sentence_and_what_was_typed(client: Client, page: str) -> None:
    answer = client.post(page, {"text": "说了什么", "place": "no-such-place", "contact": "a@b.example"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "没有您选的位置" in text
    assert "说了什么" in text
    assert "a@b.example" in text
    assert client.post(page, {}).status_code == 422
    assert not Mistake.objects.exists()


def test_the_sixth_in_ten_minutes_waits(client: Client, page: str) -> None:
    for _ in range(MISTAKES.most):
        assert client.post(page, {"text": "错"}).status_code == 302
    answer = client.post(page, {"text": "不能丢的话"})
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert "不能丢的话" in answer.content.decode()
    assert Mistake.objects.count() == MISTAKES.most


def test_programs_that_fill_in_everything_leave_nothing(client: Client, page: str) -> None:
    assert client.post(page, {"text": "广告", TRAP: "x"}).status_code == 302
    assert not Mistake.objects.exists()


def test_nothing_is_said_about_what_is_not_public(client: Client, page: str, published: Publication) -> None:
    assert client.get("/reports/2019/no-such-agency/mistake/").status_code == 404
    Version.objects.filter(pk=published.version_id).update(state=State.APPROVED)
    assert client.get(page).status_code == 404
    assert client.post(page, {"text": "错"}).status_code == 404


def test_the_form_is_neither_kept_nor_indexed(client: Client, page: str) -> None:
    answer = client.get(page)
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"


def test_the_form_speaks_english(english: Client, page: str) -> None:
    assert "What is wrong" in english.get(page).content.decode()
