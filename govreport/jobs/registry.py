"""办理程序的登记: which function does which kind of job; found in the modules named ``handlers`` of the rooms."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules

if TYPE_CHECKING:
    from govreport.jobs.work import Work

Run = Callable[["Work"], dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Handler:
    """一种任务: its name for people, the Celery queue it waits in, and what does it."""

    kind: str
    label: str | Promise
    queue: str
    run: Run


_known: dict[str, Handler] = {}


def handler(kind: str, *, label: str | Promise, queue: str = "default") -> Callable[[Run], Run]:
    """Register the function that does a kind of job; raises ``ValueError`` where another one does it already."""

    def register(run: Run) -> Run:
        if kind in _known and _known[kind].run.__qualname__ != run.__qualname__:
            raise ValueError(f"two handlers for {kind}")
        _known[kind] = Handler(kind, label, queue, run)
        return run

    return register


def handler_of(kind: str) -> Handler:
    """What does a kind of job; raises ``KeyError`` where nothing does."""
    if kind not in _known:
        autodiscover_modules("handlers")
    return _known[kind]


def queues() -> frozenset[str]:
    """Every queue that some kind of job waits in."""
    autodiscover_modules("handlers")
    return frozenset(known.queue for known in _known.values())
