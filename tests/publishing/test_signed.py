"""签名发布: with a key set, what is published is signed; without one nothing is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from govreport.agencies.models import User
from govreport.documents import signing
from govreport.publishing.models import Publication
from govreport.publishing.services import publication_pdf, publish
from govreport.reports.errors import Refused
from govreport.reports.models import State, Version
from tests.documents.signing.keys import AGENCY, PASSPHRASE, key_file


@pytest.fixture
def key(settings: LazySettings, tmp_path: Path) -> Iterator[Path]:
    """A key in the settings."""
    settings.SIGNING_KEY = str(key_file(tmp_path))
    settings.SIGNING_PASSPHRASE = PASSPHRASE
    signing.method.cache_clear()
    yield Path(settings.SIGNING_KEY)
    signing.method.cache_clear()


def test_nothing_is_signed_unless_a_key_is_set(approved: Version, signatory: User) -> None:
    publication = publish(version=approved, by=signatory)
    assert (publication.signer, publication.signed_at) == ("", None)
    assert signing.verify(publication_pdf(publication)).outcome is signing.Outcome.UNSIGNED


def test_a_published_file_is_signed_with_the_key(key: Path, approved: Version, signatory: User) -> None:
    publication = Publication.objects.get(pk=publish(version=approved, by=signatory).pk)
    verdict = signing.verify(publication_pdf(publication))
    assert (verdict.intact, verdict.own) == (True, True)
    assert (publication.signer, publication.signed_at) == (AGENCY, verdict.signed_at)


def test_a_file_made_for_the_first_reader_is_signed_too(key: Path, publication: Publication) -> None:
    assert signing.verify(publication_pdf(publication)).intact
    assert Publication.objects.get(pk=publication.pk).signer == AGENCY


def test_a_lost_file_is_signed_again(key: Path, publication: Publication, media_folder: Path) -> None:
    publication_pdf(publication)
    stored = Publication.objects.get(pk=publication.pk)
    (media_folder / str(stored.files.get().content.name)).unlink()
    verdict = signing.verify(publication_pdf(stored))
    assert verdict.intact
    assert Publication.objects.get(pk=publication.pk).signed_at == verdict.signed_at


def test_a_key_that_cannot_be_used_stops_publication(key: Path, approved: Version, signatory: User) -> None:
    key.unlink()
    with pytest.raises(Refused, match="公文 PDF 未能签名，报告没有发布"):
        publish(version=approved, by=signatory)
    assert Version.objects.get(pk=approved.pk).state == State.APPROVED
    assert not Publication.objects.exists()


def test_a_reader_gets_what_is_public_while_the_key_is_missing(key: Path, publication: Publication) -> None:
    content = key.read_bytes()
    key.unlink()
    assert signing.verify(publication_pdf(publication)).outcome is signing.Outcome.UNSIGNED
    assert not publication.files.exists()
    key.write_bytes(content)
    assert signing.verify(publication_pdf(Publication.objects.get(pk=publication.pk))).intact


class Stamp:
    """Another method of signing, as an installation may bring one."""

    def __init__(self, key: Path | None, passphrase: str) -> None:
        self.key = key

    def ready(self) -> None:
        assert self.key

    def sign(self, pdf: bytes) -> bytes:
        return pdf + b"\n%stamped\n"

    def verify(self, pdf: bytes) -> signing.Verdict:
        whole = pdf.endswith(b"%stamped\n")
        return signing.Verdict(signing.Outcome.INTACT if whole else signing.Outcome.UNSIGNED, signer="印章")


def test_another_method_takes_the_place_of_ours(
    key: Path, settings: LazySettings, approved: Version, signatory: User
) -> None:
    settings.SIGNING_METHOD = f"{__name__}.Stamp"
    signing.method.cache_clear()
    publication = publish(version=approved, by=signatory)
    assert publication_pdf(publication).endswith(b"%stamped\n")
    assert publication.signer == "印章"
