"""安全密钥的步骤: registering a key and using it as the pages do."""

import json
from collections.abc import Callable
from typing import Any

from django.test import Client

from govreport.accounts import second_factor
from tests.cast import PASSWORD
from tests.security.authenticator import Authenticator

KEYS = "/accounts/keys/"
Registered = Callable[..., Authenticator]


def asked(client: Client, where: str = "/accounts/key/ask/") -> dict[str, Any]:
    """What the browser is told to ask the key."""
    return json.loads(client.post(where).content)  # type: ignore[no-any-return]


def fresh(client: Client) -> None:
    """As if the person had signed in just now."""
    session = client.session
    session["proven_at"] = second_factor.time.time()
    session.save()


def add(client: Client, key: Authenticator, name: str = "办公室密钥", **other: Any) -> str:
    """Register a key as the page does; what is read then."""
    fresh(client)
    answer = key.create(asked(client, f"{KEYS}options/"), **other)
    return client.post(f"{KEYS}add/", {"answer": answer, "name": name}, follow=True).text


def half_in(sign_in: Callable[..., Any], username: str = "drafter") -> Client:
    """A browser in which the password was right."""
    client = Client()
    assert sign_in(username, PASSWORD, client=client)["Location"] == "/accounts/code/"
    return client


def give(client: Client, answer: str) -> None:
    client.post("/accounts/key/", {"answer": answer}, REMOTE_ADDR="10.0.0.1")
