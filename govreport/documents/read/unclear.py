"""疑似数字: texts that a person meant as a figure and that are no number, or may be another than they seem."""

import re
from typing import Final

from govreport.documents.read import figure_words
from govreport.standards.numbers import Kind, Reading, fold, format_number

# Letters that stand where a typist or a program for recognising text meant 0 or 1, and those seen beside digits only.
_LETTERS: Final = "OoIl"
_BESIDE: Final = "QDSBZ|"
_SEPARATORS: Final = ".,·'’。:; "
_ONLY_LETTERS: Final = re.compile(rf"[{_LETTERS}]{{1,3}}")
_MIXED: Final = re.compile(rf"[-+]?[0-9{_LETTERS}{_BESIDE}{_SEPARATORS}]{{1,20}}")
_SHORTENED: Final = re.compile(r"[-+]?[0-9][0-9., ]*\s?[十百千万亿]+[余多]?(?:元|件|次|人次|份|条|个)?")
_DIGIT: Final = re.compile(r"[0-9]")
_LETTER: Final = re.compile(rf"[{_LETTERS}{_BESIDE}]")
_THOUSANDTHS: Final = re.compile(r"[-+]?[1-9][0-9]{0,2}\.[0-9]{3}")
_MOST: Final = 60  # characters; longer texts are no figures


def is_like_figure(text: str) -> bool:
    """Whether a text was meant as a figure though no number can be read in it: ``5.3万``, ``1O``, ``O``, ``12,``."""
    if not text or len(text) > _MOST:
        return False
    found = fold(text)
    if _ONLY_LETTERS.fullmatch(found) or _SHORTENED.fullmatch(found):
        return True
    return bool(_MIXED.fullmatch(found) and _DIGIT.search(found))


def doubt_about(text: str, reading: Reading) -> str:
    """What a person should know of the text of a numeric cell as it was read; empty where nothing is unclear."""
    found = fold(text)
    if reading.kind is Kind.MANY:
        return figure_words.several_numbers(text)
    if reading.kind is Kind.TEXT:
        return _unread(text, found)
    if reading.kind is not Kind.NUMBER or reading.value is None:
        return ""
    if _THOUSANDTHS.fullmatch(found):
        return figure_words.thousandths(text, format_number(reading.value), found.replace(".", ""))
    if " " in found and found.replace(" ", "").lstrip("+-").isdigit():
        return figure_words.spaced_digits(text, format_number(reading.value))
    return ""


def _unread(text: str, found: str) -> str:
    if _SHORTENED.fullmatch(found):
        return figure_words.shortened(text)
    if _ONLY_LETTERS.fullmatch(found) or (_MIXED.fullmatch(found) and _DIGIT.search(found) and _LETTER.search(found)):
        return figure_words.letters_for_digits(text)
    return figure_words.no_number(text) if _DIGIT.search(found) else ""


def choices_of(text: str) -> tuple[str, ...]:
    """What a figure may be whose digits stand apart (``2 0``): as one number; empty for any other text.

    Where a comma or 、 parts them nobody knows, and it has to be typed.
    """
    found = fold(text)
    pieces = found.split(" ")
    if len(pieces) < 2 or not all(piece.isascii() and piece.isdecimal() for piece in pieces):
        return ()
    whole = "".join(pieces)
    return (whole,) if whole == "0" or not whole.startswith("0") else ()
