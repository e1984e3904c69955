"""校核汇总的登记和查询: counts the findings of versions, and knows which counts are out of date (docs/adr/0057)."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from govreport import checks, standards
from govreport.checks.answers import AnswerState
from govreport.checks.assess import Assessment, assess_all
from govreport.checks.models import Tally
from govreport.reports import carried, selectors
from govreport.reports.models import State, Version
from govreport.reports.selectors import standing
from govreport.standards.finding import Finding, Severity

# A draft is nobody's but the agency's; what was replaced or taken back is no longer to be corrected.
INSPECTED: Final = (State.APPROVED, State.HANDED_IN, State.ACCEPTED, State.PUBLISHED)
# Reports that are read into memory at once.
PORTION: Final = 50
# SQLite takes 32,766 values in a query.
MOST_KEYS: Final = 20_000
_COLUMNS: Final = ("rules", "compared_with", "compared_lock", "counts", "counted_at")

# Key of the version that stands for last year's report, with the number of its saves.
Before = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Count:
    """一条规则的校核结果: how many findings, and how many of them nobody has settled."""

    rule: str
    severity: Severity
    number: int
    open: int


@dataclass(frozen=True, slots=True)
class Counted:
    """一个版次的校核汇总: ``current`` unless the rules or last year's report have changed since."""

    counts: tuple[Count, ...]
    current: bool

    @property
    def marks(self) -> tuple[tuple[str, int], ...]:
        """Severity and number, worst first; severities without findings are left out."""
        numbers = ((level, sum(count.number for count in self.counts if count.severity is level)) for level in Severity)
        return tuple((level.value, number) for level, number in numbers if number)

    @property
    def settled(self) -> int:
        """How many of what was to be explained have a reason that a reviewer accepted."""
        return sum(count.number - count.open for count in self.to_answer)

    @property
    def to_answer(self) -> Iterator[Count]:
        """What is to be corrected or explained; hints ask for nothing."""
        return (count for count in self.counts if count.severity is not Severity.HINT)


class _Earlier(NamedTuple):
    key: int
    lock: int
    state: str


@cache
def fingerprint() -> str:
    """The rules as they stand in this program: SHA-256 of the files that define them.

    With them what says how far last year's report is held against this year's, and which version of it.
    """
    digest = hashlib.sha256()
    for room in (standards, checks):
        root = Path(str(room.__file__)).parent
        for path in sorted(root.rglob("*")):
            inner = path.relative_to(root)
            if path.suffix in (".py", ".toml") and inner.parts[0] not in ("examples", "migrations", "management"):
                digest.update(f"{room.__name__}/{inner.as_posix()}\0".encode() + path.read_bytes())
    for module in (carried, selectors):
        digest.update(f"{module.__name__}\0".encode() + Path(str(module.__file__)).read_bytes())
    return digest.hexdigest()


def count(version: Version) -> None:
    """Count the findings of a version as it is stored now."""
    store(tallied(list(_with_report(Version.objects.filter(pk=version.pk)))))


def count_after_commit(version: Version) -> None:
    """Have a version counted, if need be, once the step that is being taken is stored.

    Nobody waits in the transaction of a step for the judging, and a failure of it stops no step: what is lost is out of
    date, and counted at night.
    """
    transaction.on_commit(lambda: count_if_outdated(version), robust=True)


def void(version: Version) -> None:
    """What was counted of a version is out of date from now on, for its content has changed."""
    Tally.objects.filter(version=version).update(rules="")


def tallied(versions: Sequence[Version]) -> list[Tally]:
    """The rows of versions, not stored yet, with a constant number of queries; call it outside any transaction.

    ``versions`` were read just now, with their report and fee statement, and are few enough to be held in memory.
    """
    befores: dict[int, Before] = {}
    for year in {version.report.year for version in versions}:
        own = [version for version in versions if version.report.year == year]
        last = _last_year(year, {version.report.agency_id for version in own})
        for version in own:
            befores[version.pk] = last.get((version.report.agency_id, version.report.scope), (None, None))
    return [
        Tally(version=version, **columns(_counts(found), befores[version.pk]))
        for version, found in zip(versions, assess_all(versions), strict=True)
    ]


def store(rows: Sequence[Tally]) -> int:
    """Store rows made by ``tallied``; how many.

    Left out is what has been saved or moved on since it was read, or is being so: its numbers may be of other content.
    Rows of versions are locked before rows of tallies, as a step does it.
    """
    with transaction.atomic():
        read = Version.objects.filter(pk__in=[row.version_id for row in rows]).order_by("pk")
        now = read.select_for_update(no_key=True, skip_locked=True).values_list("pk", "lock", "state")
        unchanged = {key: (lock, state) for key, lock, state in now}
        kept = [row for row in rows if unchanged.get(row.version_id) == (row.version.lock, row.version.state)]
        Tally.objects.bulk_create(kept, update_conflicts=True, unique_fields=["version"], update_fields=[*_COLUMNS])
    return len(kept)


def columns(counts: Sequence[Sequence[Any]], before: Before) -> dict[str, Any]:
    """The columns of a row of what was counted just now."""
    key, lock = before
    return {
        "rules": fingerprint(),
        "compared_with_id": key,
        "compared_lock": lock,
        "counts": [list(item) for item in counts],
        "counted_at": timezone.now(),
    }


def count_if_outdated(version: Version) -> None:
    """Count anew only where the rules or last year's report have changed since, or nobody has counted yet."""
    found = counted(Version.objects.filter(pk=version.pk), version.report.year).get(version.pk)
    if found is None or not found.current:
        count(version)


def summed(found: Iterable[Finding], settled: Iterable[Finding] = ()) -> list[tuple[str, str, int, int]]:
    """Rule, severity, how many, how many of them open, in the order of the findings; the form of ``Tally.counts``."""
    every = Counter((finding.rule, finding.severity) for finding in found)
    closed = Counter((finding.rule, finding.severity) for finding in settled)
    return [
        (rule, severity.value, number, number - closed[rule, severity]) for (rule, severity), number in every.items()
    ]


def _counts(found: Assessment) -> list[tuple[str, str, int, int]]:
    settled = (answer.finding for answer in found.answers if answer.state is AnswerState.ACCEPTED)
    return summed(found.findings, settled)


def counted(versions: QuerySet[Version], year: int) -> Mapping[int, Counted]:
    """Version → what was counted of it, for the versions of one report year that have been counted; three queries.

    Keys are fetched and sent back: a database that knows nothing of its tables yet, as after a loading, takes minutes
    over one query within another.
    """
    rows = versions.order_by().values_list("pk", "report__agency_id", "report__scope")
    places = {key: (agency, scope) for key, agency, scope in rows}
    last, rules = _last_year(year, {agency for agency, _scope in places.values()}), fingerprint()
    found = {}
    for keys in portions(places):
        stored = Tally.objects.filter(version__in=keys).order_by()
        names = ("version_id", "rules", "compared_with_id", "compared_lock", "counts")
        for key, of_rules, with_version, with_lock, counts in stored.values_list(*names):
            current = of_rules == rules and last.get(places[key], (None, None)) == (with_version, with_lock)
            found[key] = Counted(
                tuple(Count(rule, Severity(level), number, left) for rule, level, number, left in counts), current
            )
    return found


def _last_year(year: int, agencies: Iterable[int]) -> dict[tuple[int, str], Before]:
    """Agency and scope → the version with which the report of ``year`` is compared."""
    found: dict[tuple[int, str], list[_Earlier]] = {}
    for keys in portions(agencies):
        before = Version.objects.filter(report__year=year - 1, report__agency__in=keys).order_by("number")
        rows = before.values_list("report__agency_id", "report__scope", "pk", "lock", "state")
        for agency, scope, key, lock, state in rows:
            found.setdefault((agency, scope), []).append(_Earlier(key, lock, state))
    return {place: (last.key, last.lock) for place, items in found.items() if (last := standing(items)) is not None}


def portions(keys: Iterable[int]) -> Iterator[list[int]]:
    """So many keys as a query may name."""
    every = list(keys)
    return (every[start : start + MOST_KEYS] for start in range(0, len(every), MOST_KEYS))


def outdated() -> Iterator[int]:
    """Keys of the versions to be counted, the newest report year first; four queries for each year."""
    every = Version.objects.filter(state__in=INSPECTED)
    for year in every.order_by("-report__year").values_list("report__year", flat=True).distinct():
        own = every.filter(report__year=year)
        current = {key for key, found in counted(own, year).items() if found.current}
        yield from (key for key in own.order_by("pk").values_list("pk", flat=True) if key not in current)


def tallied_again(keys: Sequence[int]) -> list[Tally]:
    """The rows, not stored yet, of those of these versions that are inspected still."""
    return tallied(list(_with_report(Version.objects.filter(pk__in=keys, state__in=INSPECTED))))


def _with_report(versions: QuerySet[Version]) -> QuerySet[Version]:
    return versions.select_related("report__agency", "fee_statement").order_by("pk")
