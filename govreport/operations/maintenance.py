"""系统维护: a file says that nobody is to work now; it is there for every process of the installation."""

import contextlib
from pathlib import Path

from django.conf import settings


def _file() -> Path:
    return Path(settings.MAINTENANCE_FILE)


def begin(until: str = "") -> None:
    """Every page says from now on that the system is being maintained, and until when."""
    _file().parent.mkdir(parents=True, exist_ok=True)
    _file().write_text(until, encoding="utf-8")


def end() -> None:
    """Pages are served again."""
    _file().unlink(missing_ok=True)


def until() -> str | None:
    """Until when, as the operator put it ("" where nothing was said); None where nothing is being maintained."""
    with contextlib.suppress(OSError):
        return _file().read_text(encoding="utf-8").strip()
    return None
