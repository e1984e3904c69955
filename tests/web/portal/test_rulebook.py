"""校核规则页: every rule with its anchor, its basis and its examples, narrowed by chapter, format and severity."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from govreport.checks.catalogue import Entry, catalogue
from govreport.checks.rule import Scope
from govreport.standards.finding import Severity
from govreport.web.portal.rulebook import explained

pytestmark = pytest.mark.django_db


def page(client: Client, language: str = "zh-hans", **query: str) -> str:
    """The rule book as text."""
    client.cookies["django_language"] = language
    response = client.get(reverse("portal:rules"), query)
    assert response.status_code == 200
    return response.content.decode()


def anchors(text: str) -> list[str]:
    """The ids of the rules on the page."""
    return re.findall(r'<article class="rule" id="([^"]+)"', text)


def test_every_rule_has_one_anchor(client: Client) -> None:
    assert anchors(page(client)) == [entry.id for entry in catalogue()]


@pytest.mark.parametrize(("language", "field"), [("zh-hans", "sentence"), ("en", "sentence_en")])
def test_every_rule_is_said_in_the_readers_language(client: Client, language: str, field: str) -> None:
    text = page(client, language)
    missing = [entry.id for entry in catalogue() if _escaped(getattr(entry.rule, field)) not in text]
    assert missing == []


def test_what_rests_on_a_regulation_is_told_from_advice(client: Client) -> None:
    text = page(client)
    official = sum(entry.rule.official for entry in catalogue())
    facts = re.findall(r'<p class="rule-basis"><span class="rule-word">([^<]+)</span>', text)
    assert facts.count("依据") == official
    assert facts.count("本系统的建议") == len(catalogue()) - official


def test_the_wrong_example_is_shown_with_what_the_system_says(client: Client) -> None:
    text = page(client, chapter="table")
    case = text[text.index('id="T3-03"') : text.index('id="T3-06"')]
    assert "一、本年新收政府信息公开申请数量" in case
    assert '<td class="is-marked">5</td>' in case
    assert "新收 5 ＋ 上年结转 0 ＝ 5" in case


@pytest.mark.parametrize("entry", catalogue(), ids=lambda entry: entry.id)
def test_every_rule_shows_what_breaks_it_and_what_does_not(entry: Entry) -> None:
    found = explained(entry, english=False)
    assert found.wrong is not None
    # Of some rules about files that are read in, the right example is the whole faultless file.
    assert entry.from_source or found.right is not None


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "页码印为“-1-”"), ("en", "reads “-1-”")])
def test_a_layout_rule_is_shown_with_what_the_check_says(client: Client, language: str, words: str) -> None:
    text = page(client, language, chapter="layout")
    assert text.count('class="case-says"') == 8
    assert words in text


def test_a_passage_is_shown_and_no_personal_number_in_what_is_said(client: Client) -> None:
    text = page(client, chapter="privacy")
    assert "6401************35" in text


@pytest.mark.parametrize("chapter", sorted({entry.rule.scope for entry in catalogue()}))
def test_a_chapter_is_shown_alone(client: Client, chapter: Scope) -> None:
    assert anchors(page(client, chapter=chapter)) == [e.id for e in catalogue() if e.rule.scope == chapter]


def test_format_and_severity_narrow_together(client: Client) -> None:
    wanted = [e.id for e in catalogue() if "e2014" in e.rule.editions and Severity.HINT in e.severities]
    assert anchors(page(client, edition="e2014", severity="hint")) == wanted


@pytest.mark.parametrize("query", [{"chapter": "x"}, {"edition": "\x00"}, {"severity": "<script>"}, {"other": "1"}])
def test_a_filter_nobody_knows_narrows_nothing(client: Client, query: dict[str, str]) -> None:
    assert len(anchors(page(client, **query))) == len(catalogue())


def test_no_rule_left_is_said(client: Client) -> None:
    assert "没有这样的规则" in page(client, chapter="cross", edition="e2014")


def test_an_unchanged_rule_book_is_not_sent_again(client: Client) -> None:
    first = client.get(reverse("portal:rules"))
    again = client.get(reverse("portal:rules"), headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


def test_the_public_pages_lead_to_it(client: Client) -> None:
    assert f'href="{reverse("portal:rules")}"' in client.get("/").content.decode()


def test_nothing_is_sent_to_it(client: Client) -> None:
    assert client.post(reverse("portal:rules")).status_code == 405


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("'", "&#x27;").replace('"', "&quot;")
