"""The published reports of the portal's tests, for the interface; nobody has asked for anything yet."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from tests.web.portal.conftest import plain_pdf, published, release

__all__ = ["plain_pdf", "published", "release"]


@pytest.fixture(autouse=True)
def counted_anew() -> Iterator[None]:
    """Every test begins at nought."""
    cache.clear()
    yield
    cache.clear()
