"""Fair timing: the works take turns in one process, and medians of many rounds are compared.

A machine drifts by a factor of two within an hour; what was measured side by side can still be compared.
"""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

ROUNDS = 15


@dataclass(frozen=True)
class Result:
    """One line of the report: what was measured, its milliseconds where it is a time, and the goal."""

    what: str
    milliseconds: float | None
    goal: str
    met: bool | None = None
    against: str = ""
    ratio: float | None = None


def interleaved(works: dict[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, float]:
    """Median milliseconds of each work; one unmeasured turn each, then ``rounds`` turns of all in order."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for work in works.values():
        work()
    for _ in range(rounds):
        for name, work in works.items():
            gc.collect()
            started = perf_counter()
            work()
            times[name].append((perf_counter() - started) * 1000)
    return {name: median(values) for name, values in times.items()}


def interleaved_ratios(
    works: dict[str, Callable[[], object]], first: str, rounds: int = ROUNDS
) -> tuple[dict[str, float], dict[str, float]]:
    """Median milliseconds of each work, and the median ratio of ``first`` to each in the same round."""
    turns: list[dict[str, float]] = []
    for work in works.values():
        work()
    for _ in range(rounds):
        turn = {}
        for name, work in works.items():
            gc.collect()
            started = perf_counter()
            work()
            turn[name] = (perf_counter() - started) * 1000
        turns.append(turn)
    return (
        {name: median(turn[name] for turn in turns) for name in works},
        {name: median(turn[first] / turn[name] for turn in turns) for name in works},
    )


def ratio_of_pairs(
    first: Callable[[], object], second: Callable[[], object], rounds: int = ROUNDS
) -> tuple[float, ...]:
    """Median milliseconds of both works and the median of the ratios of their pairs."""
    pairs = []
    first()
    second()
    for _ in range(rounds):
        pair = []
        for work in (first, second):
            gc.collect()
            started = perf_counter()
            work()
            pair.append((perf_counter() - started) * 1000)
        pairs.append(pair)
    return (
        median(pair[0] for pair in pairs),
        median(pair[1] for pair in pairs),
        median(pair[0] / pair[1] for pair in pairs),
    )
