"""轮流写入: on SQLite threads of one process write one after the other, none for ever; PostgreSQL needs no turns."""

import threading
import time

import pytest
from django.db import connection, transaction

from govreport.reports import turns
from govreport.reports.turns import in_turn

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(count: int) -> int:
    """How many of so many threads were inside at the same time."""
    inside, most, lock = [0], [0], threading.Lock()

    def work() -> None:
        with in_turn():
            with lock:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
            time.sleep(0.05)
            with lock:
                inside[0] -= 1

    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return most[0]


def test_on_sqlite_one_writes_at_a_time_and_on_postgresql_nobody_waits() -> None:
    most = at_once(4)
    assert most == 1 if connection.vendor == "sqlite" else most > 1


def test_whoever_has_waited_long_enough_goes_on_without_a_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    if connection.vendor == "sqlite":
        assert at_once(3) > 1


def test_a_turn_is_given_back_after_a_fault() -> None:
    with pytest.raises(ValueError, match="broken"), in_turn():
        raise ValueError("broken")
    assert not turns._turn.locked()


def test_inside_a_transaction_no_turn_is_taken() -> None:
    with transaction.atomic(), in_turn():
        assert not turns._turn.locked()
