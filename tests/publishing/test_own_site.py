"""本机关网站: the kit is whole, and the address is written back by the right people only."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from django.utils import timezone

from govreport.agencies.models import User
from govreport.journal import actions
from govreport.journal.models import Event
from govreport.publishing.models import Publication
from govreport.publishing.own_site import kit, record_own_site
from govreport.reports.errors import Refused
from tests.web.portal.conftest import plain_pdf, published, release

__all__ = ["plain_pdf", "published", "release"]
pytestmark = pytest.mark.django_db

URL = "https://lcj.yunxi.example/xxgk/2023.html"
DAY = date(2024, 1, 30)


def test_the_kit_holds_every_form_of_the_report(published: Publication) -> None:
    made = kit(published, "https://nb.example/reports/2023/yunxi-lincao/")
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        names = archive.namelist()
        title = published.version.title
        own = [f"{title}.{suffix}" for suffix in ("pdf", "docx", "xlsx", "txt")]
        assert names == ["说明.txt", "fragment.html", "page.html", *own, "report.json"]
        assert archive.read("report.json").decode() == published.data
        fragment = archive.read("fragment.html").decode()
        how = archive.read("说明.txt").decode("utf-8-sig")
    assert "<script" not in fragment
    assert "style=" not in fragment
    assert "一、总体情况" in fragment
    assert "https://nb.example/reports/2023/yunxi-lincao/" in how
    assert published.sha256 in how
    assert made == kit(published, "https://nb.example/reports/2023/yunxi-lincao/")


@pytest.mark.parametrize("who", ["drafter", "signatory"])
def test_who_drafts_or_signs_writes_the_address_back(
    published: Publication, who: str, request: pytest.FixtureRequest
) -> None:
    user = request.getfixturevalue(who)
    kept = record_own_site(publication=published, url=f" {URL} ", on=DAY, by=user)
    kept.refresh_from_db()
    assert (kept.own_site_url, kept.own_site_on, kept.own_site_by) == (URL, DAY, user)
    event = Event.objects.get(action=actions.OWN_SITE_RECORDED)
    assert event.payload == {"from": "", "to": URL, "on": "2024-01-30"}


def test_the_same_again_is_no_second_entry(published: Publication, drafter: User) -> None:
    for _ in range(2):
        record_own_site(publication=published, url=URL, on=DAY, by=drafter)
    assert Event.objects.filter(action=actions.OWN_SITE_RECORDED).count() == 1


def test_an_empty_address_takes_it_back(published: Publication, drafter: User) -> None:
    record_own_site(publication=published, url=URL, on=DAY, by=drafter)
    kept = record_own_site(publication=published, url="", on=DAY, by=drafter)
    assert (kept.own_site_url, kept.own_site_on, kept.own_site_by) == ("", None, None)


@pytest.mark.parametrize("who", ["reviewer", "viewer", "supervisor", "stranger"])
def test_nobody_else_may(published: Publication, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Refused, match="起草人和签发人"):
        record_own_site(publication=published, url=URL, on=DAY, by=request.getfixturevalue(who))


@pytest.mark.parametrize(
    ("url", "on", "words"),
    [
        ("javascript:alert(1)", DAY, "不是网址"),
        ("ftp://x.example/a", DAY, "不是网址"),
        ("//x.example/", DAY, "不是网址"),
        ("云溪县林草局网站", DAY, "不是网址"),
        ('https://x.example/"><script>', DAY, "不是网址"),
        (f"https://x.example/{'a' * 600}", DAY, "最多 500"),
        (URL, None, "请填写"),
        (URL, date(2023, 12, 31), "报告年度结束之后"),
        (URL, timezone.localdate() + timedelta(days=2), "今天之前"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    published: Publication, drafter: User, url: str, on: date | None, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        record_own_site(publication=published, url=url, on=on, by=drafter)
    published.refresh_from_db()
    assert published.own_site_url == ""
