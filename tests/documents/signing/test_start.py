"""启动检查: a key that cannot be used is told at start-up."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from govreport.documents import signing
from govreport.documents.signing.checks import signing_key
from tests.documents.render.rendered import pdf
from tests.documents.signing.keys import PASSPHRASE, key_file


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Every test reads its own settings."""
    signing.method.cache_clear()
    yield
    signing.method.cache_clear()


def said(settings: LazySettings, path: Path) -> list[str]:
    settings.SIGNING_KEY, settings.SIGNING_PASSPHRASE = str(path), PASSPHRASE
    return [message.msg for message in signing_key(None)]


def test_without_a_key_there_is_nothing_to_say(settings: LazySettings) -> None:
    settings.SIGNING_KEY = ""
    assert signing_key(None) == []


def test_a_good_key_needs_no_words(settings: LazySettings, tmp_path: Path) -> None:
    assert said(settings, key_file(tmp_path)) == []


def test_a_missing_key_is_named(settings: LazySettings, tmp_path: Path) -> None:
    (message,) = said(settings, tmp_path / "nothing.p12")
    assert "nothing.p12" in message


def test_a_certificate_that_ran_out_is_named_and_signs_nothing(settings: LazySettings, tmp_path: Path) -> None:
    (message,) = said(settings, key_file(tmp_path, days=-1))
    assert "the certificate is valid from" in message
    with pytest.raises(signing.SigningError):
        signing.signed(pdf("e2021"))
