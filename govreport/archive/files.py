"""原件: the kept file as an answer to a request; it comes from outside and is never shown as a page of this site."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from govreport.archive.models import Item


def original_response(item: Item) -> HttpResponse:
    """The bytes of an original, as a download; Http404 where they are lost."""
    try:
        with item.original.open("rb") as file:
            data = file.read()
    except FileNotFoundError as error:
        raise Http404 from error
    response = HttpResponse(data, content_type="application/octet-stream")
    response["Content-Disposition"] = str(content_disposition_header(True, item.name))
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
