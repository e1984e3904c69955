"""文字清理: what no text of a report can hold, and how a stranger's text is quoted in a sentence."""

import re

_IMPOSSIBLE = re.compile("[\x00\ud800-\udfff]")


def clean(text: str) -> str:
    """The text without NUL and unpaired surrogates: no database and no UTF-8 file can hold both."""
    return _IMPOSSIBLE.sub("", text)


def quoted(value: object, most: int = 60) -> str:
    """A value as it may stand in a sentence: one line of at most ``most`` characters."""
    text = " ".join(clean(str(value)[: 10 * most]).split())
    return text if len(text) <= most else f"{text[:most]}…"
