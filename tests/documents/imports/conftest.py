"""A file of another maker that waits to be confirmed."""

import pytest

from govreport.agencies.models import Agency, User
from govreport.documents.imports import services
from govreport.reports.models import ImportedFile
from tests.documents.imports.files import three_doubts


@pytest.fixture
def imported(agency: Agency, drafter: User) -> ImportedFile:
    """It has three doubts, none of them decided."""
    return services.keep_file(agency=agency, name="2022年年报.html", data=three_doubts("html"), by=drafter)
