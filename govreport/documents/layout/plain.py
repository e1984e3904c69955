"""比较用的文字: text as far as two spellings of it must agree."""

import unicodedata


def plain(text: str) -> str:
    """The text without spaces and invisible characters, compatible forms as one: what a page is compared by."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if not c.isspace() and unicodedata.category(c) != "Cf")


def words(text: str) -> str:
    """Its Chinese characters, Latin letters and digits.

    Marks are left out, because two may share one glyph of a font and be told apart no more; so are scripts that join
    letters or run from right to left, which a page holds in another order.
    """
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum() and _is_compared(c))


def _is_compared(character: str) -> bool:
    return character < "\u0250" or "\u2e80" <= character <= "\u9fff" or character >= "\U00020000"
