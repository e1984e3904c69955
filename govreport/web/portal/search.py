"""查找: words, years, regions and editions; what was found with the passage it was found in."""

from typing import Final
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from govreport.publishing.regions import Region, search_regions
from govreport.publishing.search import Choice, Question, facets, found, hits
from govreport.publishing.snippets import snippets
from govreport.standards import edition
from govreport.standards.edition import Edition
from govreport.web.ui.conditional import page_if_changed
from govreport.web.ui.limits import ONE_MINUTE, Limit, waiting

PAGE_SIZE = 20
ROUND: Final = 1000
SEARCHES: Final = Limit("search", 30, ONE_MINUTE)


def question_of(request: HttpRequest) -> Question:
    """What a form asked for; what is no year, no code or no order of ours asks for nothing."""
    given = request.GET
    year = given.get("year", "")
    return Question.asked(
        given.get("q", ""),
        year=int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else None,
        region=given.get("region", "")[:60].replace("\x00", ""),
        edition=given.get("edition", "")[:20].replace("\x00", ""),
        sort="date" if given.get("sort") == "date" else "match",
    )


@require_safe
def search(request: HttpRequest) -> HttpResponseBase:
    """`q`, `year`, `region` (agency code of a government), `edition`, `sort` (match, date), `page`.

    An anonymous reader may search 30 times a minute; 429 with ``Retry-After`` after that.
    """
    if not request.user.is_authenticated and (seconds := waiting(request, SEARCHES)):
        return _busy(request, seconds)
    question = question_of(request)
    matched = hits(question)
    page = Paginator(found(question, matched), PAGE_SIZE).get_page(request.GET.get("page"))
    publications = list(page.object_list)
    passages = snippets(question.words, publications)
    regions = search_regions()
    narrowed = facets(question, [(item.agency.code, item.path) for item in regions], matched)
    partial = matched is not None and not matched.complete
    at_least = page.paginator.count // ROUND * ROUND
    context = {
        "q": question.q,
        "question": question,
        # Where the words are too common to be counted: so many at least, in a round number.
        "partial": partial,
        "more_than": f"{at_least:,}" if partial and at_least else "",
        "page": page,
        "query": _query(question),
        "results": [(item, passages.get(item.pk)) for item in publications],
        "facets": {
            "years": _links(question, "year", narrowed.years, {}),
            "regions": _links(question, "region", narrowed.regions, _names(regions)),
            "editions": _links(question, "edition", narrowed.editions, _editions(narrowed.editions)),
        },
        "sorts": [(code, _query(question, sort=code), code == question.sort) for code in ("match", "date")],
    }
    return page_if_changed(request, render(request, "portal/search.html", context))


def _names(regions: list[Region]) -> dict[str, str]:
    return {item.agency.code: item.agency.name for item in regions}


def _editions(choices: tuple[Choice, ...]) -> dict[str, str]:
    return {choice.value: _instrument(edition(choice.value)) for choice in choices}


def _instrument(own: Edition) -> str:
    years = f"{own.from_year}—{own.until_year}" if own.until_year else f"{own.from_year}—"
    return f"{own.instrument}（{years}）"


def _links(
    question: Question, name: str, choices: tuple[Choice, ...], names: dict[str, str]
) -> list[tuple[str, Choice, str]]:
    """Label, choice and the query that takes it, or takes it back."""
    return [
        (names.get(item.value, item.value), item, _query(question, **{name: "" if item.chosen else item.value}))
        for item in choices
    ]


def _query(question: Question, **changes: str) -> str:
    """The question as the query of an address, without what is not set."""
    values = {
        "q": question.q,
        "year": str(question.year or ""),
        "region": question.region,
        "edition": question.edition,
        "sort": "" if question.sort == "match" else question.sort,
    } | changes
    return urlencode({name: value for name, value in values.items() if value and value != "match"})


def _busy(request: HttpRequest, seconds: int) -> HttpResponseBase:
    words = ngettext(
        "这个网络地址查找得太频繁。请 %(seconds)s 秒后再试；也可以按年度、按机关查阅。",
        "这个网络地址查找得太频繁。请 %(seconds)s 秒后再试；也可以按年度、按机关查阅。",
        seconds,
    )
    response = render(request, "portal/busy.html", {"sentence": words % {"seconds": seconds}}, status=429)
    response["Retry-After"] = str(seconds)
    return response
