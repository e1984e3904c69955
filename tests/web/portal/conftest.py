"""Published reports for the tests of the public site, made by the services as people would."""

from collections.abc import Callable

import pytest
from django.test import Client

from govreport.agencies.models import Agency, User
from govreport.publishing.models import Publication
from govreport.publishing.services import publish
from govreport.reports.services import start_report
from govreport.standards.document import Document
from govreport.workflow.approve import approve
from govreport.workflow.submit import submit
from tests.builders import balanced
from tests.reasons import answer_warnings

Publish = Callable[..., Publication]


@pytest.fixture(autouse=True)
def plain_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """The official PDF has tests of its own; here a small one stands in for it."""
    press = "govreport.publishing.press"
    monkeypatch.setattr(f"{press}.render_pdf", lambda document, **_: b"%PDF-1.7 " + b"x" * 2048)
    monkeypatch.setattr(f"{press}.layout_findings", lambda pdf, document: [])


@pytest.fixture
def release(agency: Agency, drafter: User, reviewer: User, signatory: User) -> Publish:
    """Publish a report of the bureau: `release()`, `release("e2019")`, `release(document=…)`."""

    def release(code: str = "e2021", *, document: Document | None = None, year: int | None = None) -> Publication:
        chosen = document or balanced(code, year=year)
        assert chosen.year is not None
        version = start_report(agency=agency, year=chosen.year, by=drafter, document=chosen)
        answer_warnings(version, drafter)
        version = submit(version=version, by=drafter)
        version = approve(version=version, by=reviewer)
        return publish(version=version, by=signatory, render=False)

    return release


@pytest.fixture
def published(release: Publish) -> Publication:
    """The bureau's report for 2023."""
    return release()


@pytest.fixture
def english() -> Client:
    """A reader who chose English."""
    client = Client()
    client.cookies["django_language"] = "en"
    return client
