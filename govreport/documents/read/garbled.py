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
    for wrong, right in _mistakes(text):
        found = _again(text, wrong, right, "strict")
        if found and _is_known(found):
            return found
    return None


def is_garbled(text: str) -> bool:
    """Whether a text was read in a wrong encoding and something of it was lost."""
    return not _is_known(text) and bool(_mistakes(text))


def _mistakes(text: str) -> list[tuple[str, str]]:
    """By which mistakes the beginning of a text becomes readable."""
    sample = text[:_SAMPLE]
    return [pair for pair in _MISTAKEN if _is_known(_again(sample, *pair, "ignore") or "")]


def _is_known(text: str) -> bool:
    return any(word in text for word in _KNOWN)


def _again(text: str, wrong: str, right: str, errors: str) -> str | None:
    try:
        return text.encode(wrong, errors).decode(right, errors)
    except UnicodeError:
        return None
