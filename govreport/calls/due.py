"""应公布期限: the day of the law, the day laid down locally and an extension, put together in one place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Value

from govreport.agencies.models import Agency
from govreport.agencies.once import once
from govreport.agencies.permissions import codes_above
from govreport.calls.models import Deadline, Extension
from govreport.checks.publication.pub import deadline as deadline_of_law


@dataclass(frozen=True, slots=True)
class Due:
    """期限: the last day, ``law`` the day without any extension or local rule, ``official`` whether a law names it.

    ``basis`` is the ground of the local day, empty where there is none; ``extended`` whether the day was put off.
    """

    day: date
    law: date
    official: bool
    basis: str = ""
    extended: bool = False

    def left(self, today: date) -> int:
        """Days left until the last day; negative when it is over."""
        return (self.day - today).days


@dataclass(frozen=True, slots=True)
class Rule:
    """本地期限 as a value."""

    office: str
    level: str
    kind: str
    day: date
    basis: str

    def fits(self, level: str, kind: str) -> bool:
        """Whether it is meant for such an agency."""
        return self.level in ("", level) and self.kind in ("", kind)


def due(
    year: int, *, level: str, kind: str, codes: Iterable[str], rules: Iterable[Rule], extension: date | None = None
) -> Due:
    """The deadline of a report; ``codes`` lead from the root to the agency, ``rules`` are the local ones of the year.

    The nearest office's rule counts, and of its rules the one that names most. No local rule is later than a law.
    """
    way = {code: depth for depth, code in enumerate(codes)}
    found = [rule for rule in rules if rule.office in way and rule.fits(level, kind)]
    rule = max(found, key=lambda item: (way[item.office], bool(item.level) + bool(item.kind)), default=None)
    law = deadline_of_law(year, kind=kind, level=level)
    day = law.day
    if rule is not None:
        day = min(rule.day, law.day) if law.rule.official else rule.day
    extended = extension is not None and extension > day
    return Due(
        extension if extended and extension else day,
        law.day,
        law.rule.official,
        rule.basis if rule else "",
        extended,
    )


def rules_of(year: int) -> list[Rule]:
    """The local rules of a year, of every office; one query."""
    columns = ("office__code", "level", "kind", "day", "basis")
    return [Rule(*row) for row in Deadline.objects.filter(year=year).values_list(*columns)]


def extensions_of(year: int) -> Mapping[int, date]:
    """Agency → the day its report of the year was put off to; one query."""
    latest = Extension.objects.filter(year=year).values("agency").annotate(latest=Max("pk")).values("latest")
    return dict(Extension.objects.filter(pk__in=latest).values_list("agency", "day"))


def due_of(agency: Agency, year: int) -> Due:
    """The deadline of one agency's report of a year; one query for all its years, and one for who is above it."""
    codes = codes_above(agency)
    rules, extensions = once(("dates", agency.pk), lambda: _dates(agency, codes))
    of_year = rules.get(year, [])
    return due(year, level=agency.level, kind=agency.kind, codes=codes, rules=of_year, extension=extensions.get(year))


def _dates(agency: Agency, codes: Iterable[str]) -> tuple[dict[int, list[Rule]], dict[int, date]]:
    """Year → the local rules of the offices above, and year → the day the agency's report was put off to."""
    none = Value("")
    local = Deadline.objects.filter(office__code__in=list(codes)).order_by()
    later = Extension.objects.filter(agency=agency).order_by()
    rows = local.values_list("year", "office__code", "level", "kind", "day", "basis", Value(0)).union(
        later.values_list("year", none, none, none, "day", none, "pk"), all=True
    )
    rules: dict[int, list[Rule]] = {}
    put_off: dict[int, tuple[int, date]] = {}
    for year, office, level, kind, day, basis, extension in rows:
        if not extension:
            rules.setdefault(year, []).append(Rule(office, level, kind, day, basis))
        elif extension > put_off.get(year, (0, day))[0]:
            put_off[year] = (extension, day)
    return rules, {year: day for year, (_, day) in put_off.items()}
