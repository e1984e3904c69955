"""结构化日志: what is known of the request or job in hand, put on every line that is logged meanwhile.

Part of the settings, like them beneath all rooms: nothing of Django is imported here.
"""

import json
import logging
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, Final

_known: ContextVar[dict[str, Any] | None] = ContextVar("tracing", default=None)
# What a proxy in front may give a request as its id: nothing that could break a line or a header.
_GIVEN: Final = re.compile(r"[A-Za-z0-9._-]{8,64}")
# What every record has; what is beyond was given by `extra`.
_USUAL: Final = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


@contextmanager
def about(**facts: Any) -> Iterator[None]:
    """Lines logged inside carry these facts, and those that are noted meanwhile."""
    token = _known.set(dict(_known.get() or {}) | facts)
    try:
        yield
    finally:
        _known.reset(token)


def note(**facts: Any) -> None:
    """Add facts to the request or job in hand; without one nothing happens."""
    known = _known.get()
    if known is not None:
        known.update(facts)


def known() -> dict[str, Any]:
    """The facts known at this moment."""
    return dict(_known.get() or {})


def request_id(given: str) -> str:
    """The id that came with a request if it is harmless, else a new one."""
    return given if _GIVEN.fullmatch(given) else uuid.uuid4().hex


class JsonFormatter(logging.Formatter):
    """One object of JSON a line: time (UTC, ISO 8601), level, logger, message, what is known, what was given."""

    def format(self, record: logging.LogRecord) -> str:
        """Whatever stands in the message, it stays on one line."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= known()
        line |= {key: value for key, value in vars(record).items() if key not in _USUAL and _is_plain(value)}
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def _is_plain(value: Any) -> bool:
    return value is None or isinstance(value, str | int | float | bool)
