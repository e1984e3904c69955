"""A clock that can be put forward, and a way to sign in from an address."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from govreport.accounts import second_factor
from govreport.agencies.models import User
from tests.security.authenticator import ORIGIN, RP_ID, Authenticator
from tests.security.key_steps import Registered, add
from tests.security.provider import CLIENT, SECRET, Provider, running

LOGIN = "/accounts/login/"
Forward = Callable[..., None]
SignIn = Callable[..., Any]


@pytest.fixture
def forward(monkeypatch: pytest.MonkeyPatch) -> Forward:
    """Puts the clock forward: ``forward(minutes=29)``; it starts at noon, so that no test runs over midnight."""
    noon = timezone.localtime().replace(hour=12, minute=0, second=5, microsecond=0)
    began = time.monotonic()
    state = {"offset": timedelta()}

    def now() -> Any:
        return noon + state["offset"] + timedelta(seconds=time.monotonic() - began)

    def forward(**distance: float) -> None:
        state["offset"] += timedelta(**distance)

    monkeypatch.setattr("django.utils.timezone.now", now)
    monkeypatch.setattr("govreport.accounts.second_factor.time.time", lambda: now().timestamp())
    return forward


@pytest.fixture
def sign_in() -> SignIn:
    """Fills in the sign-in page from an address: ``sign_in("drafter", "wrong", address="10.0.0.1")``."""

    def sign_in(
        username: str, password: str, *, address: str = "10.0.0.1", client: Client | None = None, **more: str
    ) -> HttpResponse:
        form = {"username": username, "password": password, **more}
        return (client or Client()).post(LOGIN, form, REMOTE_ADDR=address)  # type: ignore[return-value]

    return sign_in


@pytest.fixture
def site(settings: LazySettings, monkeypatch: pytest.MonkeyPatch, forward: Forward) -> None:
    """Keys are made for the address of the test client; every clock is the one that can be put forward."""
    settings.WEBAUTHN_RP_ID, settings.WEBAUTHN_ORIGINS = RP_ID, [ORIGIN]
    for module in ("challenges", "second_factor"):
        monkeypatch.setattr(f"govreport.accounts.{module}.time.time", second_factor.time.time)


@pytest.fixture
def registered() -> Registered:
    """A key of the person's, registered on the page."""

    def registered(user: User, name: str = "办公室密钥", **facts: Any) -> Authenticator:
        client, key = Client(), Authenticator(**facts)
        client.force_login(user)
        assert f"已登记密钥“{name}”" in add(client, key, name)
        return key

    return registered


@pytest.fixture
def provider(settings: LazySettings) -> Iterator[Provider]:
    """A provider that the settings name."""
    with running() as found:
        settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = found.issuer, CLIENT, SECRET
        cache.clear()
        yield found
