"""轮流写入: on SQLite, which has one writer at a time, the threads of a process wait for their turn in a queue.

Without it each of them would ask the database again and again after a sleep of its own: under a steady load the lock
is free while all of them sleep, and the unlucky ones wait for seconds. Whoever has the turn should also do the rest of
the work in it: one interpreter computes for one thread at a time, and a thread that computes what it will answer takes
that time from the one that holds the database, and from everybody who waits for it. PostgreSQL locks rows and needs no
turns.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final

from django.db import connection

# Whoever cannot have a turn for so long goes on without one: the database's own patience decides then.
PATIENCE: Final = 10.0

_turn = Lock()


@contextmanager
def in_turn() -> Iterator[None]:
    """Around a transaction that begins by writing, and what follows; takes nothing where one is open already."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    held = _turn.acquire(timeout=PATIENCE)
    try:
        yield
    finally:
        if held:
            _turn.release()
