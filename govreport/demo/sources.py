"""演示数据的来源: the files of ``data/``, read once."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from govreport.standards.document import Document, from_json

DATA = Path(__file__).parent / "data"


def agencies() -> Sequence[Mapping[str, Any]]:
    """The agencies, parents before children, in administrative order."""
    return list(_toml("agencies")["agencies"])


def reports() -> Sequence[Mapping[str, Any]]:
    """The reports, by agency and year as the file has them."""
    return list(_toml("reports")["reports"])


def prose(theme: str, kind: str) -> Sequence[str]:
    """The variants of a text: those of the theme, else the common ones."""
    bank = _toml("prose")
    return list(bank[theme].get(kind) or bank["common"][kind])


def reason(rule: str) -> tuple[str, bool]:
    """What a drafter answers a check, and whether it goes out with the report; KeyError for a rule of no known kind."""
    bank = _toml("reasons")
    return str(bank["rules"].get(rule) or bank["letters"][rule[0]]), rule in bank["published"]


def report_file(name: str) -> Document:
    """A report kept as a whole, in the exchange format."""
    return from_json(json.loads((DATA / name).read_text(encoding="utf-8")))


@cache
def _toml(name: str) -> Mapping[str, Any]:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
