"""左右对照: what the page needs to show a file and what was read in it, whichever room shows it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from govreport.web.desk.imports.page import ImportPage
from govreport.web.desk.imports.source import source_view
from govreport.web.desk.imports.words import explained


def beside(
    request: HttpRequest, found: ImportPage, source: Mapping[str, Any], ways: Mapping[str, str], *, editable: bool
) -> dict[str, Any]:
    """The names that the templates of ``desk/imports`` use.

    ``ways``: where forms and pictures are: ``decide``, ``rest``, ``file``, and ``picture`` with 0 for the number of the
    page. ``?page=<number>`` of the request says which page of a PDF is shown.
    """
    number = request.GET.get("page", "")
    asked = int(number) if number.isdecimal() and len(number) < 5 else None
    view = source_view(source, found.place(found.selected), asked)
    return {
        "found": found,
        "state": found.state,
        "document": found.state.document,
        "source": view,
        "picture": ways["picture"].replace("/0.png", f"/{view.page.number}.png") if view.page else "",
        "ways": ways,
        "marks": explained(),
        "editable": editable,
        "data": {
            "places": found.places(),
            "pages": source.get("pages", []),
            "at": found.selected,
            "editable": editable,
        },
    }
