"""轮流写入: on SQLite threads of one process write one after the other, none for ever; PostgreSQL needs no turns."""

import threading
from contextlib import suppress
from types import SimpleNamespace

import pytest

from govreport.reports import turns
from govreport.reports.turns import in_turn


@pytest.fixture(autouse=True)
def sqlite(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Stands for the connection, whatever database the tests run on."""
    stand = SimpleNamespace(vendor="sqlite", in_atomic_block=False)
    monkeypatch.setattr(turns, "connection", stand)
    return stand


def most_at_once(count: int) -> int:
    """How many of so many threads were inside at the same time, each waiting there a moment for the others."""
    inside, most, lock = [0], [0], threading.Lock()
    together = threading.Barrier(count)

    def work() -> None:
        with in_turn():
            with lock:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
            # Broken where the others are kept waiting.
            with suppress(threading.BrokenBarrierError):
                together.wait(timeout=0.2)
            with lock:
                inside[0] -= 1

    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return most[0]


def test_one_thread_writes_at_a_time() -> None:
    assert most_at_once(4) == 1
    with in_turn():
        assert turns._turn.locked()


def test_on_postgresql_nobody_waits(sqlite: SimpleNamespace) -> None:
    sqlite.vendor = "postgresql"
    assert most_at_once(4) == 4


def test_whoever_has_waited_long_enough_goes_on_without_a_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    assert most_at_once(3) > 1


def test_a_turn_is_given_back_after_a_fault() -> None:
    with pytest.raises(ValueError, match="broken"), in_turn():
        raise ValueError("broken")
    assert not turns._turn.locked()


def test_inside_a_transaction_no_turn_is_taken(sqlite: SimpleNamespace) -> None:
    sqlite.in_atomic_block = True
    with in_turn():
        assert not turns._turn.locked()
