"""统一身份认证的步骤: to the provider, recognised there, and back."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.test import Client

from tests.security.provider import Provider

BEGIN, BACK = "/accounts/oidc/", "/accounts/oidc/back/"
NOT_DONE = "统一身份认证没有完成"


def question(client: Client, onward: str = "") -> dict[str, str]:
    """What the browser is sent to the provider with."""
    where = urlsplit(client.post(BEGIN, {"next": onward} if onward else {})["Refresh"].removeprefix("0; url="))
    return {name: values[0] for name, values in parse_qs(where.query).items()}


def through(client: Client, provider: Provider, onward: str = "") -> Any:
    """To the provider, recognised there, and back."""
    asked = question(client, onward)
    return client.get(BACK, {"code": provider.code(asked), "state": asked["state"]})


def said(client: Client) -> str:
    return client.get("/accounts/login/").text
