"""The same reports as on the authoring desk, and the browser of the supervising office."""

import pytest
from django.test import Client

from govreport.agencies.models import User
from tests.web.drafting.conftest import (  # noqa: F401
    SignIn,
    approved,
    blank,
    clerk,
    complete,
    imported,
    in_review,
    returned,
    sign_in,
)


@pytest.fixture
def office(sign_in: SignIn, supervisor: User) -> Client:  # noqa: F811
    """The browser of the supervising office."""
    return sign_in(supervisor)


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()
