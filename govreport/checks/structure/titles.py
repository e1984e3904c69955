"""标题: the agency and the year that a title names."""

import re
from dataclasses import dataclass
from typing import Final

from govreport.checks.structure.text import dense
from govreport.standards.document import TITLE_LIMIT

_TITLE: Final = re.compile(r"(?P<agency>[^0-9〇零]{0,80}?)(?P<year>\d{4}|[〇零一二三四五六七八九]{4})年")
_QUOTED: Final = re.compile(
    r"《(?P<agency>[^《》0-9]{2,60}?)(?P<year>\d{4})年度?政府信息公开(?:工作)?年度(?:工作)?报告》"
)


@dataclass(frozen=True, slots=True)
class Title:
    """标题: its text without spaces, and the agency before the year."""

    text: str
    agency: str
    year: str


def title_of(text: str) -> Title:
    """The parts of a title; agency and year are empty where it does not begin with them."""
    bare = dense(text[:TITLE_LIMIT]).strip("《》")
    match = _TITLE.match(bare)
    return Title(bare, match["agency"] if match else "", match["year"] if match else "")


def quoted_names(text: str) -> list[str]:
    """The agencies of the annual reports whose titles a text quotes, each once."""
    return list(dict.fromkeys(match["agency"] for match in _QUOTED.finditer(dense(text))))
