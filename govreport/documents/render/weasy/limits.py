"""时限: a document that takes too long to lay out is given up, so that nobody else waits for it for ever."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import Any

_until: ContextVar[float | None] = ContextVar("until", default=None)


class TookTooLongError(Exception):
    """The time for a document is over."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Give up layouts that are not done in so many seconds: raise ``TookTooLongError`` at their next line."""
    token = _until.set(monotonic() + seconds)
    try:
        yield
    finally:
        _until.reset(token)


def watched(layout: Callable[..., Any]) -> Callable[..., Any]:
    """A step of the layout that looks at the clock first."""

    def step(*arguments: Any, **options: Any) -> Any:
        until = _until.get()
        if until is not None and monotonic() > until:
            raise TookTooLongError
        return layout(*arguments, **options)

    return step
