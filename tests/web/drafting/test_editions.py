"""格式数据: the rules for the browser, kept until they change."""

import pytest
from django.test import Client
from django.utils import translation

from govreport.standards import all_editions
from govreport.standards.schema import browser_edition
from govreport.web.drafting.editions import edition_url


@pytest.mark.parametrize("code", [item.code for item in all_editions()])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_browser_gets_the_same_rules_as_python(clerk: Client, code: str, language: str) -> None:
    with translation.override(language):
        address = edition_url(code)
    response = clerk.get(address)
    assert response.json() == browser_edition(code, language)
    assert "immutable" in response.headers["Cache-Control"]


def test_an_old_address_is_answered_but_not_kept(clerk: Client) -> None:
    response = clerk.get("/desk/editions/e2021/zh-hans.json?v=000000000000")
    assert response.status_code == 200
    assert "immutable" not in response.headers.get("Cache-Control", "")


@pytest.mark.parametrize("address", ["/desk/editions/e1999/zh-hans.json", "/desk/editions/e2021/fr.json"])
def test_unknown_editions_and_languages_are_missing(clerk: Client, address: str) -> None:
    assert clerk.get(address).status_code == 404
