"""公开的校核结果: errors of what was published are shown beside it, with the agency's answers where there are any."""

import json

import pytest
from django.core.cache import cache
from django.test import Client

from govreport.agencies.models import User
from govreport.publishing.answers import checked
from govreport.publishing.models import Publication
from govreport.reports.models import Explanation, Ruling
from tests.builders import wrong_totals
from tests.web.portal.conftest import Publish, plain_pdf, release

__all__ = ["plain_pdf", "release"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def wrong(release: Publish, monkeypatch: pytest.MonkeyPatch) -> Publication:
    """A report as agencies published them before anything was checked: its totals do not add up."""
    cache.clear()
    text = json.dumps(wrong_totals().to_json(), ensure_ascii=False)
    monkeypatch.setattr("govreport.publishing.services.canonical_json", lambda document: text)
    return release("e2019")


def test_a_sound_report_says_that_everything_holds(release: Publish) -> None:
    found = checked(release("e2021"))
    assert found.all_hold
    assert found.equations > 40
    assert found.items == ()


def test_errors_are_shown_and_counted(wrong: Publication) -> None:
    found = checked(wrong)
    assert not found.all_hold
    rules = {item.finding.rule for item in found.items if item.finding}
    assert {"T3-02", "T3-03"} <= rules
    assert all(item.reasons == () for item in found.items)


def test_what_the_agency_answered_in_public_stands_with_it(wrong: Publication, reviewer: User) -> None:
    first = next(item.finding for item in checked(wrong).items if item.finding)
    reason = Explanation(version=wrong.version, rule=first.rule, subject=first.target, mark="0", by=reviewer)
    reason.text, reason.published = "当年汇总时漏计。", True
    reason.save()
    assert all(item.reasons == () for item in checked(wrong).items), "not accepted yet"
    reason.ruling, reason.ruling_by = Ruling.ACCEPTED, reviewer
    reason.save()
    answered = [item for item in checked(wrong).items if item.reasons]
    assert [(item.finding, item.reasons) for item in answered] == [(first, ("当年汇总时漏计。",))]


def test_the_page_keeps_the_figures_and_says_what_is_wrong(client: Client, wrong: Publication) -> None:
    page = client.get("/reports/2020/yunxi-lincao/").text
    assert "表中数字按公布的原文保留" in page
    assert "机关没有公布说明" in page
    assert 'href="/rules/#T3-03"' in page
    assert "4299 万元" in page
