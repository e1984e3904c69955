"""内容安全策略: no page has code or style of its own, nor asks another site for anything, whoever looks at it."""

import re
from typing import Final
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from govreport.agencies.models import User
from govreport.reports.models import Version
from tests.web.access import RULES
from tests.web.test_access import complete, parts, world  # noqa: F401

SHOWN: Final = [name for name, rule in RULES.items() if "get" in rule]
WHO: Final = ("drafter", "signatory", "lead", "supervisor", "security_admin", None)
# What a page loads by itself, and where a form goes to; links may lead anywhere.
LOADED: Final = re.compile(
    r"<(?:script|img|iframe|source|video|audio|embed|object|form)\b[^>]*?\s(?:src|data|action)=\"([^\"]*)\""
)
LINKED: Final = re.compile(
    r"<link\b(?=[^>]*rel=\"(?:stylesheet|icon|preload|modulepreload|manifest)\")[^>]*?href=\"([^\"]*)\""
)
SCRIPT: Final = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL)
OF_ITS_OWN: Final = re.compile(
    r"<style\b|<[a-z][^>]*\s(?:style|on[a-z]+)=|javascript:|<base\b|http-equiv=", re.IGNORECASE
)


def faults(html: str) -> list[str]:
    """What the policy would keep from working, or what leads elsewhere."""
    found = [part[:80] for part in OF_ITS_OWN.findall(html)]
    for attributes, body in SCRIPT.findall(html):
        is_data = 'type="application/' in attributes
        if body.strip() and not is_data:
            found.append(f"script: {body.strip()[:60]}")
    for address in LOADED.findall(html) + LINKED.findall(html):
        if urlsplit(address).netloc or urlsplit(address).scheme not in ("", "data"):
            found.append(f"elsewhere: {address}")
    return found


@pytest.mark.parametrize(
    "html",
    [
        "<p style='a'>",
        '<a onclick="x()">',
        "<style>p{}</style>",
        "<script>alert(1)</script>",
        '<script src="https://cdn.example/x.js"></script>',
        '<img alt="" src="//cdn.example/x.png">',
        '<link rel="stylesheet" href="https://cdn.example/x.css">',
        '<form method="post" action="https://evil.example/">',
        '<a href="javascript:x()">',
    ],
)
def test_the_look_at_a_page_finds_what_it_looks_for(html: str) -> None:
    assert faults(html)


@pytest.mark.parametrize("name", SHOWN)
def test_no_page_has_code_of_its_own_or_asks_elsewhere(
    name: str,
    world: dict[str, User],  # noqa: F811
    complete: Version,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("govreport.web.drafting.preview.render_pdf", lambda document, **_: b"%PDF-1.7")
    where = reverse(name, kwargs=parts(name, world, complete))
    for who in WHO:
        client = Client()
        if who:
            client.force_login(world[who])
        answer = client.get(where, follow=True)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        if answer.headers["Content-Type"].startswith("text/html") and not answer.streaming:
            assert not faults(answer.text), (who, where)
