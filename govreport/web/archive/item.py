"""核对一件: what was read of an original, beside it; what was misread is put right as the original prints it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from csp.decorators import csp_exempt
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from govreport.archive.correct import TITLE, correct, text_at
from govreport.archive.files import is_pdf, original_response
from govreport.archive.judging import Judged, judge
from govreport.archive.models import ItemState
from govreport.archive.permissions import may_confirm
from govreport.documents.findings import Listing, listing
from govreport.documents.findings.checked import where
from govreport.documents.read.result import Doubt
from govreport.reports.errors import Refused
from govreport.standards.document import Document
from govreport.standards.edition import Edition
from govreport.web.archive.access import item_for
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.pages import page

_FIELD: Final = "text:"
_OFTEN: Final = 20


@dataclass(frozen=True, slots=True)
class Field:
    """一处: a cell, a section or the title with what was read there and why it is to be looked at."""

    name: str
    place: str
    text: str
    doubts: tuple[str, ...]
    declined: str = ""

    @property
    def id(self) -> str:
        """An identifier for the page."""
        return "f-" + re.sub(r"[^a-z0-9]+", "-", self.name)


@dataclass(frozen=True, slots=True)
class Part:
    """一组: the fields of one table, or the texts."""

    title: str
    fields: tuple[Field, ...]
    texts: bool = False

    @property
    def doubts(self) -> int:
        """How many of its fields are doubtful."""
        return sum(bool(field.doubts) for field in self.fields)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def item(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The reading of an item; POST by its author stores what the original prints."""
    user = person(request)
    own = item_for(user, pk)
    mine = own.batch.by_id == user.pk
    declined: Mapping[str, str] = {}
    if request.method == "POST":
        texts = {name.removeprefix(_FIELD): text for name, text in request.POST.items() if name.startswith(_FIELD)}
        try:
            declined = correct(item=own, texts={name: str(text) for name, text in texts.items()}, by=user)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("archive:item", pk)
        if not declined:
            messages.success(request, _("已保存，照原件改正的地方留有记录。"))
            return redirect("archive:item", pk)
        own = item_for(user, pk)
    judged = judge(own)
    parts = _parts(judged, request.POST, declined) if judged.result else []
    context = {
        "item": own,
        "judged": judged,
        "mine": mine,
        "edits": mine and own.open and judged.result is not None,
        "confirms": own.state == ItemState.REQUESTED and may_confirm(user, own),
        "parts": parts,
        "common": _common(parts),
        "general": _general(judged),
        "listing": _listing(judged),
        "document": judged.result.document if judged.result else None,
        "tables": _tables(judged),
        "is_pdf": is_pdf(own),
    }
    return page(request, "archive/item.html", context, status=422 if declined else 200)


# Browsers show a PDF inside a page of their own making, to which the policy of our pages would apply and hide it.
@csp_exempt()  # type: ignore[arg-type]  # typed for views without arguments of their own
@require_safe
@signed_in
def original(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The original as it was uploaded, for those who settle it; never shown as a page of this site."""
    own = item_for(person(request), pk)
    return original_response(own, inline=request.GET.get("show") == "1" and is_pdf(own))


def _listing(judged: Judged) -> Listing | None:
    if judged.result is None:
        return None
    return listing(judged.result.document, judged.findings, get_language() or "zh-hans")


def _tables(judged: Judged) -> list[tuple[str, str]]:
    """Code and name of each official table."""
    if judged.result is None:
        return []
    tables = judged.result.document.format.tables
    return [(table.code, f"{table.name}　{table.title}".strip("　")) for table in tables]


def _general(judged: Judged) -> list[str]:
    """Doubts about the file as a whole, or about something that no field stands for."""
    if judged.result is None:
        return []
    document = judged.result.document
    return [doubt.message for doubt in judged.doubts if not _touched(document, doubt.place)]


def _parts(judged: Judged, typed: Mapping[str, str], declined: Mapping[str, str]) -> Sequence[Part]:
    """All fields by table, those of the texts last; what was declined stands as it was typed."""
    if judged.result is None:
        return []
    document = judged.result.document
    doubted = _doubted(document, judged.doubts, judged.result.inferred)

    def field(name: str, place: str) -> Field:
        text = typed.get(_FIELD + name, "") if name in declined else text_at(document, name) or ""
        return Field(name, place, text, tuple(doubted.get(name, ())), declined.get(name, ""))

    own = document.format
    parts = [
        Part(
            f"{table.name}　{table.title}".strip("　"),
            tuple(field(cell, where(own, cell)) for cell, info in own.figure_cells.items() if info.table == table.code),
        )
        for table in own.tables
    ]
    words = [(TITLE, _("标题"))]
    words += [(section.code, section.name) for section in own.sections if section.kind != "table"]
    return [*parts, Part(_("标题和文字"), tuple(field(name, place) for name, place in words), texts=True)]


def _common(parts: Iterable[Part]) -> frozenset[str]:
    """What is said of so many fields that it is written once for all of them, and read out at each."""
    said = Counter(doubt for part in parts for field in part.fields for doubt in field.doubts)
    return frozenset(doubt for doubt, count in said.items() if count > _OFTEN)


def _doubted(document: Document, doubts: Iterable[Doubt], inferred: Iterable[str]) -> dict[str, list[str]]:
    """Field → what is doubtful about it; a doubt about a row is one about each of its cells."""
    found: dict[str, list[str]] = {}
    for doubt in doubts:
        for name in _touched(document, doubt.place):
            found.setdefault(name, []).append(doubt.message)
    for cell in inferred:
        found.setdefault(cell, []).append(_("读出的是空白。原件印有数的，请照原件填写。"))
    return found


def _touched(document: Document, place: str) -> list[str]:
    own: Edition = document.format
    if place in own.figure_cells or text_at(document, place) is not None:
        return [place]
    return [cell for cell, info in own.figure_cells.items() if f"{info.table}.{info.row}" == place]
