"""主体: whether a clause speaks of another agency than the one that reports."""

import re
from typing import Final

_AGENCY: Final = re.compile(
    r"[\u4e00-\u9fff]{0,6}[省市县区州旗镇乡][\u4e00-\u9fff]{0,10}?(?:局|委员会|管委会|街道办|办公室|办公厅|司法厅|公安厅|大队|中心)"
)
# Words that stand before the name and belong to no name.
_LEADING: Final = "由对向经从在是为与和及我本该各被将把据共全"


def other_agency(text: str, agency: str) -> bool:
    """Whether the clause names an agency; one whose characters all stand in the own name, in order, is the own."""
    if not agency:
        return False
    for match in _AGENCY.finditer(text[:120]):
        name = match[0].lstrip(_LEADING)
        if not any(_within(name[skip:], agency) for skip in range(len(name) - 2)):
            return True
    return False


def _within(short: str, name: str) -> bool:
    rest = iter(name)
    return len(short) > 2 and all(character in rest for character in short)
