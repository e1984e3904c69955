"""``check_report`` on the text of one report, after start-up: reading, solving, checking, repairs, JSON."""

import json
from itertools import count
from time import perf_counter

from bench.reports import report
from bench.timing import Result, interleaved
from govreport import checks
from govreport.checks import narrative
from govreport.checks.narrative.facts import forget
from govreport.documents.pipeline import check_file
from govreport.documents.services import read_report
from govreport.standards.document import Document
from tests.paths import ROOT, SAMPLES

OWN = ROOT / "tests" / "data" / "report_2020.txt"
GOAL = 500.0
TEXT_GOAL = 15.0
WHOLE_GOAL = 30.0
MANY = 1000
MANY_GOAL = 60_000.0


def measure() -> list[Result]:
    """Our own text of a 2020 report and, where they are at hand, the conversions of published ones."""
    texts = {path.name: path.read_bytes() for path in (OWN, *sorted(SAMPLES.glob("*.txt")))}
    times = interleaved({name: (lambda n=name, data=data: _check(n, data)) for name, data in texts.items()})
    slowest = max(times, key=lambda name: times[name])
    return [
        _result("check_report on our own text of a report", times[OWN.name]),
        _result(f"the slowest of {len(times)} texts", times[slowest]),
        _text_rules(texts),
        _whole(),
        _many(),
    ]


def _text_rules(texts: dict[str, bytes]) -> Result:
    """All rules of the text on the report they take longest for, the text read anew each time."""
    documents = {name: read_report(name, data).document for name, data in texts.items()}
    times = interleaved({name: (lambda d=document: _narrative(d)) for name, document in documents.items()})
    longest = max(times.values())
    return Result("the rules of the text, the slowest report", longest, f"≤ {TEXT_GOAL:.0f} ms", longest <= TEXT_GOAL)


def _whole() -> Result:
    """Every rule on a usual report with last year's beside it, warm, the text changed in every turn."""
    turns = count(1)

    def work() -> int:
        turn = next(turns)
        return len(checks.findings(report(turn=turn), report(turn=-turn)))

    time = interleaved({"whole": work})["whole"]
    return Result("the complete check of one report", time, f"≤ {WHOLE_GOAL:.0f} ms", time <= WHOLE_GOAL)


def _many() -> Result:
    """A thousand different reports from JSON files, read and checked one after the other in one process."""
    files = [json.dumps(report(turn=turn).to_json(), ensure_ascii=False).encode() for turn in range(MANY)]
    started = perf_counter()
    for number, data in enumerate(files):
        checks.findings(read_report(f"{number}.json", data).document)
    time = (perf_counter() - started) * 1000
    what = f"{MANY} reports from JSON files, read and checked, one process, once"
    return Result(what, time, f"≤ {MANY_GOAL / 1000:.0f} s on two cores", time <= MANY_GOAL)


def _narrative(document: Document) -> int:
    forget()
    return sum(1 for check in narrative.CHECKS for _ in check(document, None))


def _check(name: str, data: bytes) -> str:
    return json.dumps(check_file(name, read_report(name, data)), ensure_ascii=False)


def _result(what: str, milliseconds: float) -> Result:
    return Result(what, milliseconds, f"≤ {GOAL:.0f} ms", milliseconds <= GOAL)
