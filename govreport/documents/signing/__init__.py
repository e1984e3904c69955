"""电子签名: the file of a published report signed with the agency's key, if one is set (docs/signing.md).

``Method`` is all that the rest of the house knows of it: PAdES is the one that comes with the system, another (SM2 and
SM3 by GB/T 38540, a signing machine) is a class of the same shape, named in ``SIGNING_METHOD``.
"""

from functools import cache
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from govreport.documents.signing.verdict import Outcome, Verdict

__all__ = ["Method", "Outcome", "SigningError", "Verdict", "method", "signed", "signing_is_on", "verify"]


class SigningError(RuntimeError):
    """不能签名: why the key cannot be used, as a sentence for whoever runs the system."""


class Method(Protocol):
    """签名方法: how files are signed and signatures are looked at; made once in a process."""

    def __init__(self, key: Path | None, passphrase: str) -> None:
        """``key`` is the file of the setting, None where nothing is signed; it is opened when first needed."""

    def ready(self) -> None:
        """Raise ``SigningError`` when files cannot be signed now, an expired certificate included."""

    def sign(self, pdf: bytes) -> bytes:
        """The file with a signature over all of it, its own bytes first; raises ``SigningError``."""

    def verify(self, pdf: bytes) -> Verdict:
        """What the signatures of a file say of it; needs no key and never raises."""


def signing_is_on() -> bool:
    """Whether this system signs what it publishes."""
    return bool(settings.SIGNING_KEY)


@cache
def method() -> Method:
    """The method of the settings."""
    key = Path(settings.SIGNING_KEY) if settings.SIGNING_KEY else None
    chosen: Method = import_string(settings.SIGNING_METHOD)(key, settings.SIGNING_PASSPHRASE)
    return chosen


def signed(pdf: bytes) -> bytes:
    """The file, signed where a key is set; raises ``SigningError`` when the key cannot be used."""
    return method().sign(pdf) if signing_is_on() else pdf


def verify(pdf: bytes) -> Verdict:
    """What the signatures of a file say of it."""
    return method().verify(pdf)
