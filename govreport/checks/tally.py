"""校核汇总的登记和查询: counts the findings of versions, and knows which counts are out of date (docs/adr/0057)."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from govreport import checks, standards
from govreport.checks.answers import AnswerState
from govreport.checks.assess import Assessment, assess_all
from govreport.checks.models import Tally
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
    """The rules as they stand in this program: SHA-256 of the files that define them."""
    digest = hashlib.sha256()
    for room in (standards, checks):
        root = Path(str(room.__file__)).parent
        for path in sorted(root.rglob("*")):
            inner = path.relative_to(root)
            if path.suffix in (".py", ".toml") and inner.parts[0] not in ("examples", "migrations", "management"):
                digest.update(f"{room.__name__}/{inner.as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def count(version: Version) -> None:
    """Count the findings of a version as it is stored now."""
    count_all([version])


def count_all(versions: Sequence[Version]) -> None:
    """Count the findings of versions, with a constant number of queries.

    ``versions`` come with their report and fee statement selected, and are few enough to be held in memory.
    """
    befores: dict[int, Before] = {}
    for year in {version.report.year for version in versions}:
        own = [version for version in versions if version.report.year == year]
        last = _last_year(year, {version.report.agency_id for version in own})
        for version in own:
            befores[version.pk] = last.get((version.report.agency_id, version.report.scope), (None, None))
    rows = [
        Tally(version=version, **columns(_counts(found), befores[version.pk]))
        for version, found in zip(versions, assess_all(versions), strict=True)
    ]
    Tally.objects.bulk_create(rows, update_conflicts=True, unique_fields=["version"], update_fields=[*_COLUMNS])


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
    for keys in _portions(places):
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
    for keys in _portions(agencies):
        before = Version.objects.filter(report__year=year - 1, report__agency__in=keys).order_by("number")
        rows = before.values_list("report__agency_id", "report__scope", "pk", "lock", "state")
        for agency, scope, key, lock, state in rows:
            found.setdefault((agency, scope), []).append(_Earlier(key, lock, state))
    return {place: (last.key, last.lock) for place, items in found.items() if (last := standing(items)) is not None}


def _portions(keys: Iterable[int]) -> Iterator[list[int]]:
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


def inspected_again(keys: Sequence[int]) -> int:
    """Count those of these versions that are inspected still; how many they are."""
    found = Version.objects.filter(pk__in=keys, state__in=INSPECTED).select_related("report__agency", "fee_statement")
    versions = list(found.order_by("pk"))
    if versions:
        count_all(versions)
    return len(versions)
