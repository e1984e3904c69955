"""乱码: text that was once read in a wrong encoding, put right where nothing of it was lost."""

from typing import Final

# Words of every report: where they stand, the text is no gibberish.
_KNOWN: Final = ("信息公开", "年度报告", "資訊公開", "年度報告")
# As what a text was read, and what it was.
_MISTAKEN: Final = (("gb18030", "utf-8"), ("latin-1", "utf-8"), ("cp1252", "utf-8"), ("latin-1", "gb18030"))
_SAMPLE: Final = 20_000


def put_right(text: str) -> str | None:
    """The text as it was written, where it was read in a wrong encoding and nothing of it was lost; else None."""
    if _is_known(text):
        return None
    tried = (_again(text, wrong, right, "strict") for wrong, right in _MISTAKEN)
    return next((found for found in tried if found and _is_known(found)), None)


def is_garbled(text: str) -> bool:
    """Whether a text was read in a wrong encoding and something of it was lost."""
    sample = text[:_SAMPLE]
    if _is_known(text):
        return False
    return any(_is_known(_again(sample, wrong, right, "ignore") or "") for wrong, right in _MISTAKEN)


def _is_known(text: str) -> bool:
    return any(word in text for word in _KNOWN)


def _again(text: str, wrong: str, right: str, errors: str) -> str | None:
    try:
        return text.encode(wrong, errors).decode(right, errors)
    except UnicodeError:
        return None
