"""核对一件: an original and what was read in it side by side; its author decides, a second person looks."""

import io
from collections.abc import Mapping

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from govreport.agencies.models import User
from govreport.archive.files import original_response
from govreport.archive.judging import judge, undecided
from govreport.archive.models import Item, ItemState
from govreport.archive.permissions import may_confirm
from govreport.archive.reading import look_again
from govreport.documents.imports.items import Confirming
from govreport.documents.imports.pictures import page_picture
from govreport.standards.document import DocumentError
from govreport.web.archive.access import item_for
from govreport.web.archive.rows import existing_url
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.imports.beside import beside
from govreport.web.desk.imports.page import ImportPage
from govreport.web.desk.pages import page


@require_safe
@signed_in
def item(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The page; ``?at=<place>`` says what is looked at, ``?page=<number>`` which page of a PDF."""
    user = person(request)
    return shown_page(request, item_for(user, pk), user, at=request.GET.get("at", ""))


def item_page(own: Item, state: Confirming, at: str = "", typed: Mapping[str, str] | None = None) -> ImportPage:
    """What the page shows of an item that was read."""
    return ImportPage(state, at, typed, language=own.batch.language, open=own.open, historic=True)


def shown_page(
    request: HttpRequest,
    own: Item,
    user: User,
    *,
    at: str = "",
    typed: Mapping[str, str] | None = None,
    problem: str = "",
    note: str = "",
) -> HttpResponse:
    """The page as it is now; with what was typed (``note``: as the reason for a return) and not kept, and why."""
    judged = judge(own)
    mine = own.batch.by_id == user.pk
    # How many doubts are left, the bar of the page says.
    left = undecided(own, judged.state) if judged.state else ""
    context = {
        "item": own,
        "judged": judged,
        "problems": [problem for problem in judged.problems if problem != left],
        "mine": mine,
        "confirms": own.state == ItemState.REQUESTED and may_confirm(user, own),
        "existing": existing_url(judged, user),
        "problem": problem,
        "note": note,
        "confirm_box": "archive/confirm_box.html",
    }
    if judged.state is not None:
        found = item_page(own, judged.state, at, typed)
        context |= beside(request, found, look_again(own), _ways(own), editable=mine and own.open)
    return page(request, "archive/item.html", context, status=422 if problem else 200)


def _ways(own: Item) -> dict[str, str]:
    """Where the forms of the page go; pictures are numbered in the stead of 0."""
    names = {"decide": "decide", "rest": "rest", "file": "original"}
    ways = {key: reverse(f"archive:{name}", args=[own.pk]) for key, name in names.items()}
    return ways | {"picture": reverse("archive:picture", args=[own.pk, 0])}


@require_safe
@signed_in
def original(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The original as it was uploaded, for those who settle it; never shown as a page of this site."""
    return original_response(item_for(person(request), pk))


@require_safe
@signed_in
def picture(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """A page of an original that is a PDF, as a picture."""
    own = item_for(person(request), pk)
    if own.source.get("kind") != "pdf" or not 1 <= number <= len(own.source["pages"]):
        raise Http404
    try:
        drawn = page_picture(own.original, own.pictures, number)
    except (DocumentError, FileNotFoundError) as error:
        raise Http404 from error
    response = FileResponse(io.BytesIO(drawn), content_type="image/png")
    response["Cache-Control"] = "private, max-age=3600"
    return response
