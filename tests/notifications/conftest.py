"""Reports in every state, and who was told what."""

from collections.abc import Callable

import pytest

from govreport.notifications.models import Message
from tests.web.drafting.conftest import (  # noqa: F401
    approved,
    blank,
    clerk,
    complete,
    in_review,
    returned,
    sign_in,
)

Told = Callable[[str], set[str]]


@pytest.fixture
def told(db: None) -> Told:
    """The user names of everybody who was told something by this sentence."""
    return lambda code: set(Message.objects.filter(code=code).values_list("person__username", flat=True))
