"""加密保存: secrets that the system itself has to read again are stored encrypted (AES-128-CBC with HMAC, Fernet)."""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def seal(secret: bytes) -> str:
    """Encrypted with the key in use."""
    return _box().encrypt(secret).decode("ascii")


def unseal(text: str) -> bytes | None:
    """What was sealed; None where the key is another and not among ``DATA_KEY_FALLBACKS``."""
    try:
        return _box().decrypt(text.encode("ascii"))
    except InvalidToken:
        return None


def _box() -> MultiFernet:
    keys = [settings.DATA_KEY or settings.SECRET_KEY, *settings.DATA_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(key)) for key in keys])


def _key(text: str) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"govreport.accounts.vault").derive(text.encode())
    return base64.urlsafe_b64encode(derived)
