"""开放接口第一版: the operations; what they answer is in ``schemas``, how they are guarded in ``guard``."""

import json
from collections.abc import Callable
from typing import Annotated, Any, Literal

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from ninja import NinjaAPI, Path, Query
from ninja.errors import HttpError

from govreport.agencies.models import Agency
from govreport.publishing.models import Publication
from govreport.publishing.regions import published_agencies
from govreport.publishing.search import Question, found
from govreport.publishing.selectors import current_publications, publication_for, versions_of
from govreport.publishing.series import over_years, reports_of
from govreport.publishing.withdraw import withheld
from govreport.standards import all_editions, edition, in_force
from govreport.standards.characters import clean
from govreport.standards.document import LEVELS
from govreport.standards.schema import report_schema
from govreport.web.api import schemas
from govreport.web.api.answers import agency_answer, edition_answer, report_answer, series_answer
from govreport.web.api.rendering import Utf8

api = NinjaAPI(
    title="政府信息公开年报开放接口 · Open data of annual reports on disclosure of government information",
    version="1",
    description=(
        "已公布的政府信息公开工作年度报告，只读，不需要密钥。每个网络地址每分钟可以请求 60 次。\n\n"
        "Published annual reports, read-only, without a key. 60 requests a minute for each address; more are answered "
        "with 429 and Retry-After. Answers carry an ETag; If-None-Match is answered with 304."
    ),
    urls_namespace="api-v1",
    docs_url=None,
    renderer=Utf8(),
)

Page = Annotated[int, Query(ge=1, le=1_000_000, description="第几页 · page")]
Size = Annotated[int, Query(ge=1, le=100, description="每页几条 · items on a page")]
Year = Annotated[int, Query(ge=1900, le=2199, description="报告年度 · report year")]
Code = Annotated[str, Path(description="机关代码 · code of the agency", pattern=r"^[-a-zA-Z0-9_]{1,60}$")]
InYear = Annotated[int, Path(ge=1900, le=2199, description="报告年度 · report year")]
_PROBLEM: dict[int, Any] = {404: schemas.Problem, 429: schemas.Problem}
_WITHDRAWN = "这一版已撤回，原文不再提供。This version has been withdrawn."
_BUSY: dict[int, Any] = {429: schemas.Problem}


@api.get(
    "/reports",
    response={200: schemas.ReportPage, **_BUSY},
    url_name="reports",
    operation_id="reports",
    tags=["reports"],
    summary="查找现行的年报",
    description="Find the reports in force: by words (agency names and text), year, region, agency, edition.",
)
def reports(
    request: HttpRequest,
    q: Annotated[str, Query(max_length=60, description="机关名称、年度、正文中的词 · words")] = "",
    year: Year | None = None,
    region: Annotated[str, Query(max_length=60, description="地区：人民政府的机关代码 · code of a government")] = "",
    agency: Annotated[str, Query(max_length=60, description="机关代码 · code of an agency")] = "",
    edition: Annotated[Literal["", "e2014", "e2019", "e2021"], Query(description="格式版本 · edition")] = "",
    sort: Annotated[Literal["match", "date"], Query(description="按相符程度或发布时间 · order")] = "match",
    page: Page = 1,
    page_size: Size = 20,
) -> Any:
    question = Question.asked(q, year=year, region=clean(region), edition=edition, sort=sort)
    matching = found(question)
    if agency:
        matching = matching.filter(version__report__agency__code=clean(agency))
    return _paged(matching, page, page_size, lambda item: report_answer(request, item))


@api.get(
    "/reports/{year}/{code}",
    response={200: schemas.ReportFull, **_PROBLEM},
    url_name="report",
    operation_id="report",
    tags=["reports"],
    summary="一份年报的现行版次",
    description="The version of a report in force, with its figures and text.",
)
def report(request: HttpRequest, year: InYear, code: Code) -> Any:
    return _full(request, publication_for(year, code))


@api.get(
    "/reports/{year}/{code}/versions/{number}",
    response={200: schemas.ReportFull, 410: schemas.Problem, **_PROBLEM},
    url_name="version",
    operation_id="version",
    tags=["reports"],
    summary="一份年报的某一版次",
    description="One version of a report, in force or not.",
)
def version(
    request: HttpRequest,
    year: InYear,
    code: Code,
    number: Annotated[int, Path(ge=1, le=32767, description="版次 · number of the version")],
) -> Any:
    return _full(request, publication_for(year, code, number))


def _full(request: HttpRequest, publication: Publication | None) -> dict[str, Any]:
    if publication is None:
        raise Http404
    if withheld(publication):
        raise HttpError(410, _WITHDRAWN)
    numbers = [item.version.number for item in versions_of(publication)]
    return {**report_answer(request, publication), "versions": numbers, "report": json.loads(publication.data)}


@api.get(
    "/agencies",
    response={200: schemas.AgencyPage, **_BUSY},
    url_name="agencies",
    operation_id="agencies",
    tags=["agencies"],
    summary="已公布年报的机关",
    description="The agencies that have published, in administrative order.",
)
def agencies(
    request: HttpRequest,
    q: Annotated[str, Query(max_length=60, description="名称中的词 · words of the name")] = "",
    level: Annotated[str, Query(max_length=20, description="层级 · level: " + ", ".join(LEVELS))] = "",
    page: Page = 1,
    page_size: Size = 100,
) -> Any:
    chosen = published_agencies()
    for word in clean(q).split():
        chosen = chosen.filter(Q(name__icontains=word) | Q(short_name__icontains=word))
    if level:
        chosen = chosen.filter(level=clean(level))
    return _paged(chosen, page, page_size, lambda item: agency_answer(request, item))


@api.get(
    "/agencies/{code}",
    response={200: schemas.AgencyFull, **_PROBLEM},
    url_name="agency",
    operation_id="agency",
    tags=["agencies"],
    summary="一个机关和它的年报",
    description="An agency and its reports in force, newest first.",
)
def agency(request: HttpRequest, code: Code) -> Any:
    chosen = _agency(code)
    published = current_publications().filter(version__report__agency=chosen).without_text()
    return {
        **agency_answer(request, chosen),
        "reports": [report_answer(request, item) for item in published],
    }


@api.get(
    "/agencies/{code}/series",
    response={200: list[schemas.SeriesOut], **_PROBLEM},
    url_name="series",
    operation_id="series",
    tags=["agencies"],
    summary="一个机关的历年数据",
    description="An agency's indicators over the years, with marks where the way of counting changed.",
)
def series(request: HttpRequest, code: Code) -> Any:
    blocks = over_years(reports_of(_agency(code)))
    return [series_answer(line) for block in blocks for line in block.lines]


def _agency(code: str) -> Agency:
    chosen = published_agencies().filter(code=code).first()
    if chosen is None:
        raise Http404
    return chosen


@api.get(
    "/years",
    response={200: list[schemas.YearOut], **_BUSY},
    url_name="years",
    operation_id="years",
    tags=["data"],
    summary="各年度的年报数和整年数据",
    description="The years, how many reports each has, and the files with all of them.",
)
def years(request: HttpRequest) -> Any:
    counted = current_publications().order_by().values_list("version__report__year").annotate(count=Count("pk"))
    answer = []
    for year, count in counted.order_by("-version__report__year"):
        own = in_force(year)
        files = {
            suffix: request.build_absolute_uri(reverse("portal:data-file", args=[year, suffix]))
            for suffix in ("csv", "json", "zip")
        }
        answer.append({"year": year, "edition": own.code if own else "", "reports": count, "files": files})
    return answer


@api.get(
    "/editions",
    response={200: list[schemas.EditionOut], **_BUSY},
    url_name="editions",
    operation_id="editions",
    tags=["data"],
    summary="年报格式的各个版本",
    description="The editions of the official format, oldest first.",
)
def editions(request: HttpRequest) -> Any:
    return [edition_answer(request, own) for own in all_editions()]


_Edition = Annotated[Literal["e2014", "e2019", "e2021"], Path(description="格式版本 · edition")]


@api.get(
    "/editions/{code}",
    response={200: schemas.EditionFull, **_BUSY},
    url_name="edition",
    operation_id="edition",
    tags=["data"],
    summary="数据字典：一个格式版本的全部单元格",
    description="The data dictionary: every cell of an edition.",
)
def one_edition(request: HttpRequest, code: _Edition) -> Any:
    own = edition(code)
    cells = [
        {
            "address": cell.address,
            "place": cell.place,
            "place_en": cell.place_en,
            "table": cell.table,
            "type": cell.type.value,
            "unit": cell.unit or (own.table(cell.table).unit if cell.table != "fee" else ""),
            "derived": cell.derived,
        }
        for cell in own.cells.values()
    ]
    return {**edition_answer(request, own), "cells": cells}


@api.get(
    "/editions/{code}/schema",
    response={200: dict[str, Any], **_BUSY},
    url_name="schema",
    operation_id="schema",
    tags=["data"],
    summary="数据文件的 JSON Schema",
    description="The JSON Schema of a report's data in an edition.",
)
def edition_schema(request: HttpRequest, code: _Edition) -> Any:
    return report_schema(code)


def _paged(items: QuerySet[Any], page: int, size: int, answer: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    """A page beyond the last one is empty."""
    pages = Paginator(items, size)
    shown = pages.page(page).object_list if page <= pages.num_pages else []
    return {
        "count": pages.count,
        "page": page,
        "pages": pages.num_pages,
        "items": [answer(item) for item in shown],
    }
