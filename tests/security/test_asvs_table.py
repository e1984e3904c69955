"""The table of OWASP ASVS (docs/asvs.md): every requirement of levels 1 and 2 once, and every place it names exists."""

import re
from collections import Counter

from tests.paths import ROOT

TEXT = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| (\S+) \| (.*) \| (.*) \|$", TEXT, re.M)
# How many of levels 1 and 2 the published list of 5.0.0 has in each chapter.
PUBLISHED = dict(
    zip(
        map(str, range(1, 18)),
        (27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7),
        strict=True,
    )
)


def test_every_requirement_stands_there_once() -> None:
    numbers = Counter(number for number, *_rest in ROWS)
    assert set(numbers.values()) == {1}
    assert Counter(number.split(".")[0] for number in numbers) == PUBLISHED
    assert Counter(level for _number, level, *_rest in ROWS) == {"1": 70, "2": 183}


def test_every_line_says_how_and_where() -> None:
    for number, _level, state, how, where in ROWS:
        assert state in {"met", "partly", "operator", "不适用"}, number
        assert how, number
        assert where or state == "不适用", number


def test_every_place_that_is_named_exists() -> None:
    for number, *_rest, where in ROWS:
        for path in re.findall(r"`([^`]+)`", where):
            assert (ROOT / "tests" / path).exists() or (ROOT / path).exists(), (number, path)
        for path in re.findall(r"\]\(([^)]+)\)", where):
            assert (ROOT / "docs" / path).exists(), (number, path)


def test_the_sums_at_the_top_are_those_of_the_table() -> None:
    for level in "12":
        mine = Counter(state for _number, found, state, *_rest in ROWS if found == level)
        told = re.search(rf"^\| level {level} \| (.*) \|$", TEXT, re.M)
        assert told
        counts = [int(part) for part in told.group(1).split(" | ")]
        assert counts == [*(mine[state] for state in ("met", "partly", "operator", "不适用")), sum(mine.values())]
