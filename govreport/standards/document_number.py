"""发文字号: the number of an official document, 机关代字〔年份〕序号号 (GB/T 9704-2012, 7.2.5)."""

import re
from typing import Final

from govreport.standards.numbers import fold

# The year in full; the serial number without 第 and without zeros before it.
_NUMBER: Final = re.compile(r"([\u4e00-\u9fff]{1,20})〔((?:19|20)\d{2})〕([1-9]\d{0,4})号")
# Keyboards have no 〔〕: brackets of any shape mean them.
_BRACKETS: Final = str.maketrans("[]()【】［］（）﹝﹞", "〔〕" * 6)


def document_number(text: str) -> str:
    """The number in its official spelling: ``云林函[2026] 3号`` becomes 云林函〔2026〕3号.

    Raises ``ValueError`` for what is no number of a document; 第 or a zero before the serial number is not corrected.
    """
    spelled = "".join(fold(text).split()).translate(_BRACKETS)
    if not _NUMBER.fullmatch(spelled):
        raise ValueError(text)
    return spelled


def number_year(number: str) -> int | None:
    """The year in a number of a document; None if it is none."""
    match = _NUMBER.fullmatch(number)
    return int(match[2]) if match else None
