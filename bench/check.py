"""``check_report`` on the text of one report, after start-up: reading, solving, checking, repairs, JSON."""

import json

from bench.timing import Result, interleaved
from govreport.checks import narrative
from govreport.checks.narrative.facts import forget
from govreport.documents.pipeline import check_file
from govreport.documents.services import read_report
from govreport.standards.document import Document
from tests.paths import ROOT, SAMPLES

OWN = ROOT / "tests" / "data" / "report_2020.txt"
GOAL = 500.0
TEXT_GOAL = 15.0


def measure() -> list[Result]:
    """Our own text of a 2020 report and, where they are at hand, the conversions of published ones."""
    texts = {path.name: path.read_bytes() for path in (OWN, *sorted(SAMPLES.glob("*.txt")))}
    times = interleaved({name: (lambda n=name, data=data: _check(n, data)) for name, data in texts.items()})
    slowest = max(times, key=lambda name: times[name])
    return [
        _result("check_report on our own text of a report", times[OWN.name]),
        _result(f"the slowest of {len(times)} texts", times[slowest]),
        _text_rules(texts),
    ]


def _text_rules(texts: dict[str, bytes]) -> Result:
    """All rules of the text on the report they take longest for, the text read anew each time."""
    documents = {name: read_report(name, data).document for name, data in texts.items()}
    times = interleaved({name: (lambda d=document: _narrative(d)) for name, document in documents.items()})
    longest = max(times.values())
    return Result("the rules of the text, the slowest report", longest, f"≤ {TEXT_GOAL:.0f} ms", longest <= TEXT_GOAL)


def _narrative(document: Document) -> int:
    forget()
    return sum(1 for check in narrative.CHECKS for _ in check(document, None))


def _check(name: str, data: bytes) -> str:
    return json.dumps(check_file(name, read_report(name, data)), ensure_ascii=False)


def _result(what: str, milliseconds: float) -> Result:
    return Result(what, milliseconds, f"≤ {GOAL:.0f} ms", milliseconds <= GOAL)
