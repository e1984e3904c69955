"""检索: what the public looks for: agency names, years and words of the text, narrowed by region, year and edition."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Literal

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from govreport.agencies.models import Placement
from govreport.publishing.matching import Matched, matched
from govreport.publishing.models import PublicationQuerySet
from govreport.publishing.selectors import current_publications
from govreport.publishing.tokens import phrase
from govreport.reports.models.report import LAST_YEAR
from govreport.standards import all_editions, in_force
from govreport.standards.characters import clean
from govreport.standards.numbers import fold

Sort = Literal["match", "date"]
# Characters of a question that are read, and words that are looked for.
LONGEST: Final = 60
MOST_WORDS: Final = 6
# Publications inside which very common words are looked for.
MOST_INSIDE: Final = 10_000

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)\s*(?:年度|年)?")
# What people type after the name of an agency; it stands in every title and distinguishes nothing.
_COMMON = re.compile(r"(?:政府信息公开)?(?:工作)?(?:年度报告|年报)")


@dataclass(frozen=True)
class Question:
    """查询: what was typed and chosen; everything is optional. ``q`` as people type it: "岚江市 2023 行政复议".

    Years are read from ``q`` wherever they stand. Every other word must occur in a name of the agency, in the title
    or in the text, anywhere; a word without letters and digits asks for nothing.
    """

    q: str = ""
    year: int | None = None
    region: str = ""
    edition: str = ""
    sort: Sort = "match"

    @classmethod
    def asked(cls, q: str, **choices: object) -> "Question":
        """A question from a form: control characters are dropped, what is too long is cut."""
        return cls(clean(q).strip()[:LONGEST], **choices)  # type: ignore[arg-type]

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years typed."""
        return tuple(int(year) for year in _YEAR.findall(fold(self.q)))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words to look for."""
        typed = _COMMON.sub(" ", _YEAR.sub(" ", fold(self.q))).split()
        return tuple(word for word in dict.fromkeys(typed) if phrase(word))[:MOST_WORDS]

    @property
    def chosen(self) -> bool:
        """Whether years, a region or an edition narrow the search."""
        return bool(self.years or self.year is not None or self.region or self.edition)

    @property
    def empty(self) -> bool:
        """Whether something was typed that asks for nothing."""
        return bool(self.q) and not self.years and not self.words

    def anywhere(self) -> "Question":
        """The same question in every region."""
        return replace(self, region="")

    def any_time(self) -> "Question":
        """The same question in every year and edition."""
        return replace(self, year=None, edition="")


def hits(question: Question) -> Matched | None:
    """The publications that hold the words; None where no word asks for anything. One query for most words.

    Words too common to be followed to the end are looked for inside what the years and the choices leave; where that is
    very much, inside the last published of it.
    """
    if not question.words:
        return None
    first = matched(question.words)
    if first.complete or not question.chosen:
        return first
    left = _chosen(_of_years(current_publications().order_by(), question), question)
    keys = list(left.order_by("-pk").values_list("pk", flat=True)[: MOST_INSIDE + 1])
    inside = matched(question.words, keys[:MOST_INSIDE])
    return inside if len(keys) <= MOST_INSIDE else replace(inside, complete=False)


def found(question: Question, among: Matched | None = None) -> PublicationQuerySet:
    """The current publications that match, best first: by names, then by text; in either, newest year first.

    With ``sort="date"`` by the time of publication. The order is total: pages never overlap. ``among`` is ``hits`` of
    the question, for who has asked already. The text itself is left out.
    """
    among = hits(question) if among is None else among
    result = _chosen(_matching(question, among), question).without_text().with_pdf_size()
    if question.sort == "date":
        return result.order_by("-published_at", "-pk")
    order = ("-version__report__year", "version__report__agency__sort", "version__report__agency__code", "pk")
    if among is None:
        return result.order_by(*order)
    rank = Case(When(among.by_name, then=Value(0)), default=Value(1), output_field=IntegerField())
    # A column of its own: where no name matches, the rank is a constant, and PostgreSQL takes a bare number after
    # ORDER BY for the number of a column.
    return result.annotate(rank=rank).order_by("rank", *order)


def _matching(question: Question, among: Matched | None) -> PublicationQuerySet:
    result = current_publications().order_by()
    if question.empty:
        return result.none()
    result = _of_years(result, question)
    return result if among is None else result.filter(among.condition)


def _of_years(result: PublicationQuerySet, question: Question) -> PublicationQuerySet:
    return result.filter(version__report__year__in=question.years) if question.years else result


def _chosen(result: PublicationQuerySet, question: Question) -> PublicationQuerySet:
    if question.year is not None:
        result = result.filter(version__report__year=question.year)
    if question.edition:
        result = result.filter(of_edition(question.edition))
    if question.region:
        result = result.filter(in_region(question.region))
    return result


def of_edition(code: str) -> Q:
    """Condition on publications: the edition of the format was in force for the report year."""
    for item in all_editions():
        if item.code == code:
            years = Q(version__report__year__gte=item.from_year)
            return years & Q(version__report__year__lte=item.until_year) if item.until_year else years
    return Q(pk__in=[])


def _edition(year: int) -> str:
    own = in_force(year)
    return own.code if own else ""


def in_region(code: str) -> Q:
    """Condition on publications: the agency stood, in the report year, at the region's government or under it."""
    paths = list(Placement.objects.filter(agency__code=code).values_list("path", flat=True).distinct())
    below = Q(pk__in=[])
    for path in paths:
        below |= Q(path=path) | Q(path__startswith=f"{path}/")
    return Q(Exists(placed_then().filter(below)))


def placed_then() -> QuerySet[Placement]:
    """Where the agency of an outer publication stood in its report year."""
    year = OuterRef("version__report__year")
    still = Q(to_year__isnull=True) | Q(to_year__gte=year)
    return Placement.objects.filter(still, agency=OuterRef("version__report__agency"), from_year__lte=year)


@dataclass(frozen=True, slots=True)
class Choice:
    """分面的一项: a value to narrow by, and how many publications it would leave; None where they are not counted."""

    value: str
    count: int | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facets:
    """分面: the ways to narrow what was found; each counts what the others leave."""

    years: tuple[Choice, ...]
    editions: tuple[Choice, ...]
    regions: tuple[Choice, ...]


def facets(question: Question, regions: Sequence[tuple[str, str]] = (), among: Matched | None = None) -> Facets:
    """The choices for a question. ``regions``: code and path of those to offer. Three queries, and ``hits``.

    Where the words are too common to be counted, all choices are offered, without numbers.
    """
    among = hits(question) if among is None else among
    if among is not None and not among.complete:
        return _uncounted(question, regions)
    without = question.any_time()
    counted = (
        _chosen(_matching(without, among), without).values_list("version__report__year").annotate(count=Count("pk"))
    )
    by_year = dict(counted.order_by("-version__report__year"))
    years = [
        Choice(str(year), count, year == question.year)
        for year, count in by_year.items()
        if question.edition in ("", _edition(year))
    ]
    by_edition: Counter[str] = Counter()
    for year, count in by_year.items():
        if question.year in (None, year):
            by_edition[_edition(year)] += count
    editions = [
        Choice(item.code, by_edition[item.code], item.code == question.edition)
        for item in reversed(all_editions())
        if by_edition[item.code]
    ]
    return Facets(tuple(years), tuple(editions), tuple(_regions(question, regions, among)))


def _uncounted(question: Question, regions: Sequence[tuple[str, str]]) -> Facets:
    years = current_publications().order_by("-version__report__year").values_list("version__report__year", flat=True)
    return Facets(
        tuple(Choice(str(year), None, year == question.year) for year in years.distinct()),
        tuple(Choice(item.code, None, item.code == question.edition) for item in reversed(all_editions())),
        tuple(Choice(code, None, code == question.region) for code, _ in regions),
    )


def _regions(question: Question, regions: Sequence[tuple[str, str]], among: Matched | None) -> list[Choice]:
    if not regions:
        return []
    elsewhere = question.anywhere()
    found_there = _chosen(_matching(elsewhere, among), elsewhere)
    report = "version__report__"
    by_agency = found_there.values_list(f"{report}agency", f"{report}year").annotate(count=Count("pk")).order_by()
    placed: dict[int, list[tuple[int, int, str]]] = {}
    for agency, first, last, path in Placement.objects.values_list("agency", "from_year", "to_year", "path"):
        placed.setdefault(agency, []).append((first, last or LAST_YEAR, path))
    counts: Counter[str] = Counter()
    for agency, year, count in by_agency:
        path = next((path for first, last, path in placed.get(agency, ()) if first <= year <= last), "")
        counts[path] += count
    totals: Counter[str] = Counter()
    for path, count in counts.items():
        steps = path.split("/")
        for depth in range(1, len(steps) + 1):
            totals["/".join(steps[:depth])] += count
    return [Choice(code, totals[path], code == question.region) for code, path in regions if totals[path]]
