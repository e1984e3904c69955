"""查验签名: the signature of a published file, looked at anew on a page of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from govreport.documents import signing
from govreport.publishing.models import Publication
from govreport.publishing.services import publication_pdf
from tests.documents.render.rendered import pdf
from tests.documents.signing.keys import AGENCY, PASSPHRASE, key_file

pytestmark = pytest.mark.django_db

ADDRESS = "/reports/2023/yunxi-lincao/"


@pytest.fixture
def signed(
    settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, published: Publication
) -> Iterator[Publication]:
    """The bureau's report, its file signed."""
    settings.SIGNING_KEY, settings.SIGNING_PASSPHRASE = str(key_file(tmp_path)), PASSPHRASE
    signing.method.cache_clear()
    monkeypatch.setattr("govreport.publishing.press.render_pdf", lambda document, **_: pdf("e2021"))
    publication_pdf(published)
    yield Publication.objects.get(pk=published.pk)
    signing.method.cache_clear()


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_report_names_its_signer_and_leads_to_the_signature(client: Client, signed: Publication) -> None:
    page = text(client, ADDRESS)
    assert "已签名" in page
    assert AGENCY in page
    assert f"{ADDRESS}v1/signature/" in page


def test_an_unsigned_report_says_nothing_of_signatures(client: Client, published: Publication) -> None:
    assert "电子签名" not in text(client, ADDRESS)


@pytest.mark.parametrize("address", [f"{ADDRESS}signature/", f"{ADDRESS}v1/signature/"])
def test_the_page_says_that_the_signature_is_whole(client: Client, signed: Publication, address: str) -> None:
    page = text(client, address)
    for words in ("签名完整：签名覆盖整个文件", AGENCY, "与本网站现用的签名证书一致", "由查验人依法判断"):
        assert words in page


def test_it_is_said_in_english_too(english: Client, signed: Publication) -> None:
    page = text(english, f"{ADDRESS}signature/")
    assert "The signature is whole" in page
    assert "the one this site signs with today" in page


def test_a_file_that_was_changed_on_the_disk_is_found_out(
    client: Client, signed: Publication, media_folder: Path
) -> None:
    path = media_folder / str(signed.files.get(suffix="pdf").content.name)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert "签名无效：文件在签名后被改动" in text(client, f"{ADDRESS}signature/")


def test_an_unsigned_file_says_so(client: Client, published: Publication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govreport.publishing.press.render_pdf", lambda document, **_: pdf("e2021"))
    assert "文件没有电子签名。" in text(client, f"{ADDRESS}signature/")


def test_what_is_not_published_has_no_signature(client: Client) -> None:
    assert client.get(f"{ADDRESS}signature/").status_code == 404
