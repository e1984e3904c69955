"""核验码: the one spelling of a report that is hashed, its hashes, and the short code that people compare."""

import hashlib
import json
from typing import Final

from govreport.standards.document import Document

_DIGITS: Final = 12
_GROUP: Final = 4


def canonical_json(document: Document) -> str:
    """The exchange format in the one spelling that is hashed: keys sorted, no spaces, characters as they are."""
    return json.dumps(document.to_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def seal(data: str) -> str:
    """The SHA-256 of the canonical JSON in UTF-8, in hexadecimal.

    An unpaired surrogate, which UTF-8 cannot hold, is hashed as its JSON escape.
    """
    return hashlib.sha256(data.encode("utf-8", "backslashreplace")).hexdigest()


def sm3(data: str) -> str:
    """The same by SM3 (GB/T 32905—2016 密码杂凑算法), in hexadecimal."""
    return hashlib.new("sm3", data.encode("utf-8", "backslashreplace")).hexdigest()


def short_code(sha256: str) -> str:
    """The first twelve digits of a hash in groups of four: ``3fa4-91bc-07de``."""
    return "-".join(sha256[at : at + _GROUP] for at in range(0, _DIGITS, _GROUP))
