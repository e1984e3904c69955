"""限流: processes of one server count together."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.cache import caches
from django.test import RequestFactory

from govreport.agencies.models import User
from govreport.settings import CACHES
from govreport.web.ui.limits import Limit, waiting

ONCE = Limit("once", 1, 60)


@pytest.fixture
def two_processes(settings: LazySettings, tmp_path: Path) -> None:
    """The store of a server without Redis, in a folder of the test's own."""
    settings.CACHES = {**CACHES, "shared": {**CACHES["shared"], "LOCATION": str(tmp_path)}}


def ask(address: str = "10.0.0.1") -> int:
    request = RequestFactory().get("/", REMOTE_ADDR=address)
    request.user = User()
    request.user.pk = 7
    return waiting(request, ONCE)


def test_what_one_process_counted_another_one_knows(two_processes: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time", lambda: 60_000_020.0)
    assert ask() == 0
    del caches["shared"]  # another process opens the store anew
    assert ask() == 40
