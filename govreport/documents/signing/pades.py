"""PAdES 签名: PAdES B-B, an invisible field, SHA-256, appended to the file so that its own bytes stay as they are.

The key is read once in a process and kept as an object: the signer that comes with pyHanko reads and checks it twice
for every file, which costs more than the signature.
"""

import io
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeVar

from asn1crypto import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import validation
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from govreport.documents.signing.verdict import Outcome, Verdict

logger = logging.getLogger(__name__)

FIELD: Final = "Signature1"
DIGEST: Final = "sha256"

Result = TypeVar("Result")


class _KeptKey(Signer):  # type: ignore[misc]  # pyHanko's modules are not followed
    """A signer that holds the key as an object."""

    def __init__(self, key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey, certificate: Any, chain: list[Any]) -> None:
        known = SimpleCertificateStore()
        known.register_multiple(chain)
        super().__init__(signing_cert=certificate, cert_registry=known)
        self.key = key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        if isinstance(self.key, rsa.RSAPrivateKey):
            return self.key.sign(data, padding.PKCS1v15(), hashes.SHA256())
        return self.key.sign(data, ec.ECDSA(hashes.SHA256()))


class _SameMetadata(IncrementalPdfFileWriter):  # type: ignore[misc]
    """A writer that leaves title, dates and producer of the report as they are."""

    def _update_meta(self) -> None:
        pass


class Pades:
    """PAdES 签名: see ``signing.Method``."""

    def __init__(self, key: Path | None, passphrase: str) -> None:
        self.path, self.passphrase = key, passphrase

    @cached_property
    def signer(self) -> _KeptKey:
        """The key of the settings; raises ``SigningError``."""
        from govreport.documents.signing import SigningError

        if self.path is None:
            raise SigningError("SIGNING_KEY is not set")
        try:
            found = pkcs12.load_key_and_certificates(self.path.read_bytes(), self.passphrase.encode() or None)
        except (OSError, ValueError) as error:
            raise SigningError(f"SIGNING_KEY {self.path}: {error}") from error
        key, certificate, others = found
        if certificate is None or not isinstance(key, (ec.EllipticCurvePrivateKey, rsa.RSAPrivateKey)):
            raise SigningError(f"SIGNING_KEY {self.path}: no EC or RSA key with its certificate")
        own, *chain = (x509.Certificate.load(item.public_bytes(Encoding.DER)) for item in (certificate, *others))
        return _KeptKey(key, own, chain)

    def ready(self) -> None:
        """Raise ``SigningError`` when the key cannot be opened or its certificate is not valid today."""
        from govreport.documents.signing import SigningError

        certificate: x509.Certificate = self.signer.signing_cert
        begins, ends = certificate.not_valid_before, certificate.not_valid_after
        if not begins <= datetime.now(UTC) <= ends:
            raise SigningError(f"SIGNING_KEY {self.path}: the certificate is valid from {begins} to {ends}")

    def sign(self, pdf: bytes) -> bytes:
        """The file with an invisible signature field over all of it."""
        self.ready()
        about = PdfSignatureMetadata(field_name=FIELD, md_algorithm=DIGEST, subfilter=SigSeedSubFilter.PADES)
        signing = PdfSigner(about, signer=self.signer)
        signed: bytes = _apart(lambda: signing.sign_pdf(_SameMetadata(io.BytesIO(pdf)), output=io.BytesIO()).getvalue())
        return signed

    def verify(self, pdf: bytes) -> Verdict:
        """What the last signature says of the file, provided that those before it are whole."""
        try:
            signatures = PdfFileReader(io.BytesIO(pdf)).embedded_regular_signatures
        except Exception as error:  # noqa: BLE001  whatever a hostile file does to the reader, it cannot be read
            logger.info("a file could not be read for its signatures: %s", error)
            return Verdict(Outcome.UNREADABLE)
        if not signatures:
            return Verdict(Outcome.UNSIGNED)
        outcomes = [_outcome(signature) for signature in signatures]
        # Every signature but the last covers the file as it was before the next one.
        if Outcome.ALTERED in outcomes:
            return self._verdict(Outcome.ALTERED, signatures[outcomes.index(Outcome.ALTERED)])
        return self._verdict(outcomes[-1], signatures[-1])

    def _verdict(self, outcome: Outcome, signature: Any) -> Verdict:
        try:
            certificate: x509.Certificate = signature.signer_cert
            return Verdict(
                outcome,
                signer=_name(certificate.subject),
                issuer=_name(certificate.issuer),
                serial=f"{certificate.serial_number:X}",
                signed_at=signature.self_reported_timestamp,
                valid_from=certificate.not_valid_before,
                valid_until=certificate.not_valid_after,
                algorithm=_algorithm(certificate),
                own=self._is_own(certificate),
            )
        except Exception as error:  # noqa: BLE001  an altered file may hold a certificate that cannot be read
            logger.info("a certificate could not be read: %s", error)
            return Verdict(Outcome.ALTERED)

    def _is_own(self, certificate: x509.Certificate) -> bool:
        from govreport.documents.signing import SigningError

        if self.path is None:
            return False
        try:
            return bool(certificate.dump() == self.signer.signing_cert.dump())
        except SigningError:
            return False


def _apart(work: Callable[[], Result]) -> Result:
    """Do ``work`` in a thread of its own.

    pyHanko runs an event loop for each signature, and a thread that already runs one takes no second.
    """
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(work).result()


def _outcome(signature: Any) -> Outcome:
    try:
        # Trust is not judged: the certificate is its own root, and nothing is fetched.
        context = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
        status = _apart(lambda: validation.validate_pdf_signature(signature, context))
    except Exception as error:  # noqa: BLE001  a signature that cannot be worked out protects nothing
        logger.info("a signature could not be validated: %s", error)
        return Outcome.ALTERED
    if not (status.intact and status.valid):
        return Outcome.ALTERED
    return Outcome.INTACT if status.coverage is SignatureCoverageLevel.ENTIRE_FILE else Outcome.APPENDED


def _name(name: x509.Name) -> str:
    """The common name of a person or body, or all that is said of it."""
    parts: dict[str, Any] = name.native
    common = parts.get("common_name") or parts.get("organization_name")
    return str(common or name.human_friendly)


def _algorithm(certificate: x509.Certificate) -> str:
    kind = "EC" if certificate.public_key.algorithm == "ec" else certificate.public_key.algorithm.upper()
    return f"{kind} {certificate.public_key.bit_size} · SHA-256"
