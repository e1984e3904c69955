"""统一身份认证: what anybody can send to the address of the provider's answers does not fill the journal."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest
from django.test import Client

from govreport.journal.models import Event
from govreport.web.ui.limits import Limit
from tests.security.oidc_steps import BACK, through
from tests.security.provider import Provider

pytestmark = pytest.mark.django_db


def test_answers_to_no_question_do_not_fill_the_journal(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govreport.web.ui.account.sign_in.WRITTEN", Limit("failure", 2, 60))
    monkeypatch.setattr("govreport.web.ui.limits.time.time", lambda: 60_000_020.0)
    for _number in range(3):
        assert Client().get(BACK, {"state": "x", "code": "y"})["Location"] == "/accounts/login/"
    noted = Event.objects.filter(action="account.sign_in.failed", succeeded=False)
    assert [event.payload["way"] for event in noted] == ["oidc", "oidc"]


def test_people_without_an_account_do_not_fill_the_journal_either(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govreport.web.ui.account.sign_in.WRITTEN", Limit("failure", 2, 60))
    monkeypatch.setattr("govreport.web.ui.account.sign_in.waiting", counting({}))
    provider.person = {"sub": "s-9", "preferred_username": "newcomer"}
    for _number in range(3):
        assert through(Client(), provider)["Location"] == "/accounts/login/"
    noted = Event.objects.filter(action="account.sign_in.failed", succeeded=False)
    assert [event.payload["note"] for event in noted] == ["newcomer no account"] * 2


def counting(counts: dict[str, int]) -> Callable[[HttpRequest, Limit], int]:
    """A limit whose minute does not end in the middle of a test."""

    def waiting(_request: HttpRequest, limit: Limit) -> int:
        counts[limit.kind] = counts.get(limit.kind, 0) + 1
        return int(counts[limit.kind] > limit.most)

    return waiting
