"""发布: an approved version is frozen, sealed, and shown to the public."""

import hashlib
import json

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from govreport.agencies.models import User
from govreport.journal.models import Event
from govreport.publishing import services
from govreport.publishing.models import Publication
from govreport.publishing.series import published_document
from govreport.publishing.services import canonical_json, publish
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.figures import document_of
from govreport.reports.models import State, Version
from govreport.reports.services import save_cells, start_report
from tests.builders import balanced, wrong_totals


def test_what_is_published_is_what_was_approved(approved: Version, signatory: User) -> None:
    before = document_of(approved)
    publication = publish(version=approved, by=signatory)
    assert published_document(publication) == before
    assert (publication.published_by, publication.version.state) == (signatory, State.PUBLISHED)
    assert publication.published_at is not None
    event = Event.objects.of(approved.subject).last()
    assert event is not None
    assert (event.action, event.actor) == ("version.published", signatory)


def test_the_seal_is_the_hash_of_the_frozen_text(publication: Publication) -> None:
    assert publication.sha256 == hashlib.sha256(publication.data.encode()).hexdigest()
    assert json.loads(publication.data) == document_of(publication.version).to_json()


def test_the_canonical_text_has_one_spelling() -> None:
    text = canonical_json(wrong_totals())
    assert '"t2.procurement.amount":"4299 万元"' in text
    assert ": " not in text
    assert "\\u" not in text
    shuffled = wrong_totals()
    shuffled = shuffled.replace(sections=dict(reversed(list(shuffled.sections.items()))))
    assert canonical_json(shuffled) == text


def test_only_the_signatory_publishes(
    approved: Version, drafter: User, reviewer: User, supervisor: User, stranger: User
) -> None:
    for user in (drafter, reviewer, supervisor, stranger):
        with pytest.raises(NotAllowed, match="岗位不能办理“发布”"):
            publish(version=approved, by=user)
    assert not Publication.objects.exists()
    assert Version.objects.get(pk=approved.pk).state == State.APPROVED


def test_only_an_approved_report_is_published(approved: Version, signatory: User, drafter: User) -> None:
    draft = start_report(agency=approved.report.agency, year=2022, by=drafter, document=balanced(year=2022))
    with pytest.raises(Refused, match="现在是“编制中”，不能办理“发布”"):
        publish(version=draft, by=signatory)


def test_publishing_twice_is_refused(publication: Publication, signatory: User) -> None:
    with pytest.raises(Refused, match="现在是“已发布”"):
        publish(version=publication.version, by=signatory)
    assert Publication.objects.count() == 1


def test_a_published_report_cannot_be_changed(publication: Publication, drafter: User) -> None:
    with pytest.raises(Refused, match="“已发布”，不能修改"):
        save_cells(version=publication.version, cells={"t4.review.upheld": "1"}, by=drafter)


def test_when_freezing_fails_nothing_is_published(
    approved: Version, signatory: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(document: object) -> str:
        raise DatabaseError("no room")

    monkeypatch.setattr(services, "canonical_json", fail)
    with pytest.raises(DatabaseError):
        publish(version=approved, by=signatory)
    assert Version.objects.get(pk=approved.pk).state == State.APPROVED


def test_a_version_is_published_once_in_the_database_too(publication: Publication) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.create(
            version=publication.version,
            sha256="0" * 64,
            data="{}",
            published_at=publication.published_at,
            published_by=publication.published_by,
        )
