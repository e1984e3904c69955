"""The three old reports as they were uploaded, and people at their browsers."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from govreport.archive.models import Batch, Item
from tests.archive.conftest import Upload, requested, upload  # noqa: F401
from tests.archive.copies import files
from tests.web.drafting.conftest import SignIn, clerk, sign_in  # noqa: F401


@pytest.fixture
def batch(upload: Upload) -> Batch:  # noqa: F811
    """The drafter's three, read."""
    return upload()


@pytest.fixture
def waiting(requested: list[Item]) -> list[Item]:  # noqa: F811
    """The same, sent on."""
    return requested


def uploads() -> list[SimpleUploadedFile]:
    """The three as a browser sends them."""
    return [SimpleUploadedFile(name, data) for name, data in files()]


def text(client: Client, path: str) -> str:
    """A page that must be there."""
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()
