"""检索: what the public looks for: agency names, years and words of the text, narrowed by region, year and edition."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Literal

from django.db import connection
from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import RawSQL

from govreport.agencies.models import Placement
from govreport.publishing.index import NAMES
from govreport.publishing.models import PublicationQuerySet, SearchText
from govreport.publishing.selectors import current_publications
from govreport.publishing.tokens import phrase
from govreport.standards import all_editions, in_force
from govreport.standards.characters import clean
from govreport.standards.numbers import fold

Sort = Literal["match", "date"]
# Characters of a question that are read, and words that are looked for.
LONGEST: Final = 60
MOST_WORDS: Final = 6
# Publications that are remembered by number while one question is answered; more are asked for again each time.
MOST_HELD: Final = 20_000

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)\s*(?:年度|年)?")
# What people type after the name of an agency; it stands in every title and distinguishes nothing.
_COMMON = re.compile(r"(?:政府信息公开)?(?:工作)?(?:年度报告|年报)")
_SQL: Final = {
    "sqlite": "SELECT rowid FROM publishing_searchindex WHERE publishing_searchindex MATCH %s",
    "postgresql": "SELECT id FROM publishing_searchtext WHERE vector @@ to_tsquery('simple', %s)",
}


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
    def empty(self) -> bool:
        """Whether something was typed that asks for nothing."""
        return bool(self.q) and not self.years and not self.words

    def anywhere(self) -> "Question":
        """The same question in every region."""
        return replace(self, region="")

    def any_time(self) -> "Question":
        """The same question in every year and edition."""
        return replace(self, year=None, edition="")


def hits(question: Question) -> Q:
    """Condition on publications: every word stands in one of their texts. One query for each word.

    The index is asked once, however often the condition is used.
    """
    condition = Q()
    for word in question.words:
        of_word = _texts(word).values("publication")
        held = list(of_word.values_list("publication", flat=True).distinct()[: MOST_HELD + 1])
        condition &= Q(pk__in=held if len(held) <= MOST_HELD else of_word)
    return condition


def found(question: Question, matched: Q | None = None) -> PublicationQuerySet:
    """The current publications that match, best first: by names, then by text; in either, newest year first.

    With ``sort="date"`` by the time of publication. The order is total: pages never overlap. ``matched`` is ``hits``
    of the question, for who has asked already. The text itself is left out.
    """
    result = _chosen(_matching(question, matched), question).without_text()
    if question.sort == "date":
        return result.order_by("-published_at", "-pk")
    order = ("-version__report__year", "version__report__agency__sort", "version__report__agency__code", "pk")
    if not question.words:
        return result.order_by(*order)
    named = Q()
    for word in question.words:
        named &= Q(pk__in=_texts(word).filter(place=NAMES).values("publication"))
    rank = Case(When(named, then=Value(0)), default=Value(1), output_field=IntegerField())
    return result.order_by(rank, *order)


def _matching(question: Question, matched: Q | None = None) -> PublicationQuerySet:
    result = current_publications().order_by()
    if question.empty:
        return result.none()
    if question.years:
        result = result.filter(version__report__year__in=question.years)
    return result.filter(hits(question) if matched is None else matched)


def _texts(word: str) -> QuerySet[SearchText]:
    """The pieces of text in which a word stands, by the full-text index of the database."""
    asked = phrase(word)
    if asked is None:
        return SearchText.objects.none()
    words = asked.sqlite if connection.vendor == "sqlite" else asked.postgresql
    # The statement is ours; what was typed is a parameter.
    return SearchText.objects.filter(pk__in=RawSQL(_SQL[connection.vendor], (words,)))  # noqa: S611


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
    """分面的一项: a value to narrow by, and how many publications it would leave."""

    value: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facets:
    """分面: the ways to narrow what was found; each counts what the others leave."""

    years: tuple[Choice, ...]
    editions: tuple[Choice, ...]
    regions: tuple[Choice, ...]


def facets(question: Question, regions: Sequence[tuple[str, str]] = (), matched: Q | None = None) -> Facets:
    """The choices for a question. ``regions``: code and path of those to offer. Two queries, and ``hits``."""
    matched = hits(question) if matched is None else matched
    without = question.any_time()
    counted = (
        _chosen(_matching(without, matched), without).values_list("version__report__year").annotate(count=Count("pk"))
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
    return Facets(tuple(years), tuple(editions), tuple(_regions(question, regions, matched)))


def _regions(question: Question, regions: Sequence[tuple[str, str]], matched: Q) -> list[Choice]:
    if not regions:
        return []
    elsewhere = question.anywhere()
    publications = _chosen(_matching(elsewhere, matched), elsewhere)
    where = publications.annotate(place=Subquery(placed_then().values("path")[:1]))
    counts: Counter[str] = Counter()
    for path in where.values_list("place", flat=True).iterator():
        steps = (path or "").split("/")
        counts.update("/".join(steps[:depth]) for depth in range(1, len(steps) + 1))
    return [Choice(code, counts[path], code == question.region) for code, path in regions if counts[path]]
