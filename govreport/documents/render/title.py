"""标题: the report's title on one line, or on lines of balanced length (GB/T 9704-2012: 词意完整、排列对称)."""

import re
import unicodedata

# 156 mm hold twenty characters of 二号 (22 pt); one is kept free.
LINE_WIDTH = 19.0

_YEAR = re.compile(r"[12]\d{3}\s*年")
# Words after which the long name of an agency may be broken.
_NAME_PARTS = re.compile(r"(?:自治区|自治州|自治县|省|市|州|盟|地区|新区|区|县|旗|人民政府|委员会|管理局|和|与|、)")


def title_lines(title: str, agency: str = "") -> tuple[str, ...]:
    """The lines of a title: the agency's name, then “…年政府信息公开工作年度报告”, when one line does not hold both."""
    title = " ".join(title.split())
    if width(title) <= LINE_WIDTH:
        return (title,)
    head, tail = _parts(title, " ".join(agency.split()))
    return tuple(line for part in (head, tail) if part for line in _balanced(part))


def width(text: str) -> float:
    """The width of a text in characters: full-width ones count one, others a half."""
    return sum(1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5 for character in text)


def _parts(title: str, agency: str) -> tuple[str, str]:
    if agency and title.startswith(agency) and title != agency:
        return agency, title[len(agency) :].strip()
    if (match := _YEAR.search(title)) and match.start():
        return title[: match.start()].strip(), title[match.start() :]
    return "", title


def _balanced(text: str) -> list[str]:
    """The text on as few lines as it needs, broken after a part of a name where one is near the middle."""
    if width(text) <= LINE_WIDTH:
        return [text]
    breaks = [match.end() for match in _NAME_PARTS.finditer(text) if 0 < match.end() < len(text)]
    fitting = [at for at in breaks if width(text[:at]) <= LINE_WIDTH]
    middle = len(text) / 2 if width(text) <= 2 * LINE_WIDTH else LINE_WIDTH - 2
    at = min(fitting, key=lambda candidate: abs(candidate - middle), default=0)
    if not len(text) / 6 <= at:
        at = min(int(middle) + len(text) % 2, len(text) - 1)
    return [text[:at].strip(), *_balanced(text[at:].strip())]
