"""校核结果: a finding is a value, never an exception; every room above speaks it."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """校核级别: what a finding asks of the author.

    ``ERROR`` (须更正) blocks submission and approval, ``WARNING`` (须说明) needs a written reason,
    ``HINT`` (提示) never asks.
    """

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """校核结果: one thing that is wrong or odd, where, and what to do about it.

    ``addresses`` are the cells (or section, table or row codes) to look at, the first being the one to jump
    to; ``related`` are all cells that take part. ``left`` and ``right`` are the two numbers compared, as exact
    decimal text, where there are two.
    """

    rule: str
    severity: Severity
    addresses: tuple[str, ...]
    message: str
    message_en: str
    left: str | None = None
    right: str | None = None
    related: tuple[str, ...] = ()
    basis: str = ""

    @property
    def target(self) -> str:
        """The place to jump to."""
        return self.addresses[0]

    @property
    def order(self) -> tuple[int, str]:
        """Worst first, then by rule id."""
        return _ORDER[self.severity], self.rule

    def text(self, language: str) -> str:
        """The sentence in the reader's language: English for ``en…``, Chinese otherwise."""
        return self.message_en if language.startswith("en") else self.message
