"""政府信息公开工作年度报告格式: the editions of the statutory format, as data, and their arithmetic.

Pure Python: no framework, no database, no clock. Start with ``edition("e2021")`` and ``figures.py``.
"""

from functools import cache
from pathlib import Path

from govreport.standards.edition import Edition
from govreport.standards.loader import load_edition

EDITIONS_DIR = Path(__file__).parent / "editions"


@cache
def edition(code: str) -> Edition:
    """The edition with this code (``e2014``, ``e2019``, ``e2021``); KeyError for any other."""
    for item in all_editions():
        if item.code == code:
            return item
    raise KeyError(code)


@cache
def all_editions() -> tuple[Edition, ...]:
    """All editions, oldest first."""
    editions = (load_edition(path) for path in sorted(EDITIONS_DIR.glob("*.toml")))
    return tuple(sorted(editions, key=lambda item: item.from_year))


def in_force(year: int) -> Edition | None:
    """The edition that applies to a report year, or None before the first uniform table (2014)."""
    for item in all_editions():
        if item.from_year <= year and (item.until_year is None or year <= item.until_year):
            return item
    return None
