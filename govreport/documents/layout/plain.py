"""比较用的文字: text as far as two spellings of it must agree."""

import unicodedata


def plain(text: str) -> str:
    """The text without spaces and invisible characters, compatible forms as one: what a page is compared by."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if not c.isspace() and unicodedata.category(c) != "Cf")


def words(text: str) -> str:
    """Its letters and digits alone: two marks may share one glyph of a font, and be told apart no more."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())
