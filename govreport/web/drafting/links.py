"""联动数字: put the number of a cell into a text, let it go again; for scripts as JSON, without script as a form."""

import json
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.http.request import RawPostDataException
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from govreport.agencies.models import User
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.models import Version
from govreport.reports.services import acknowledge, link_figure, unlink
from govreport.standards.edition import Section
from govreport.web.desk.access import person, report_to_edit, signed_in, signed_in_json
from govreport.web.desk.pages import latest, page
from govreport.web.desk.panel import section_name
from govreport.web.desk.sheet import Sheet
from govreport.web.drafting.choices import choices
from govreport.web.drafting.live import answer
from govreport.web.drafting.meeting import posted_known
from govreport.web.drafting.news import news_of, since_of
from govreport.web.drafting.saving import store_what_can_be
from govreport.web.drafting.section import posted, section_of
from govreport.web.drafting.section import section as section_page

# The end of a paragraph that is offered as a place is recognised by its first characters.
SHOWN = 30


@require_http_methods(["GET", "HEAD", "POST"])
def links(request: HttpRequest, pk: int, code: str) -> HttpResponseBase:
    """One address: the page to choose on (GET), a script's wish (POST of JSON), a form without script (POST)."""
    if request.method != "POST":
        return choose(request, pk, code)
    if request.content_type == "application/json":
        return asked(request, pk, code)
    return sent(request, pk, code)


@require_safe
@signed_in
def choose(request: HttpRequest, pk: int, code: str) -> HttpResponseBase:
    """选择数据: every cell with its number; with ``?part=list`` only the list, which the dialog of the page shows."""
    report = report_to_edit(person(request), pk)
    version = latest(report)
    part = _text_section(version, code)
    sheet = Sheet.of(version, editable=True)
    text = sheet.document.sections.get(code, "")
    context = {
        "report": report,
        "section": part,
        "heading": section_name(version.edition, code),
        "groups": choices(sheet),
        "paragraphs": [line[:SHOWN] + ("…" if len(line) > SHOWN else "") for line in text.split("\n") if line],
        "text": text,
    }
    if request.GET.get("part") == "list":
        return page(request, "drafting/link_list.html", context)
    return page(request, "drafting/links.html", context)


@require_POST
@signed_in_json
def asked(request: HttpRequest, pk: int, code: str) -> HttpResponseBase:
    """A wish of a script: ``link`` (address, start, length, text), ``unlink`` (link) or ``seen``, as its ``verb``.

    ``text`` is the stored text as the page knows it, ``start`` and ``length`` count its characters. Answers as a save
    does, or 400 or 409 and a sentence.
    """
    user = person(request)
    version = latest(report_to_edit(user, pk))
    _text_section(version, code)
    wish = _wish(request)
    if wish is None:
        return JsonResponse({"message": _("没有看懂要办理的内容，请刷新页面后再试。")}, status=400)
    if wish.get("by") != user.pk:
        message = _("现在登录的是“%(name)s”。请用填写时的账号重新登录，填写的内容留在本机。")
        return JsonResponse({"message": message % {"name": user}}, status=409)
    try:
        with transaction.atomic():
            _do(version, code, wish, user)
            current = latest(version.report)
            sheet = Sheet.of(current, editable=True)
            news = news_of(current, user, since=since_of(request))
    except Refused as refused:
        return JsonResponse({"message": str(refused)}, status=409)
    return JsonResponse({**answer(sheet), **news, "conflicts": [], "refused": [], "told": []})


def _wish(request: HttpRequest) -> dict[str, Any] | None:
    """The request, or None when it is not of the agreed form."""
    try:
        wish = json.loads(request.body)
    except (ValueError, RecursionError, RawPostDataException):
        return None
    kinds: dict[object, dict[str, type]] = {
        "link": {"address": str, "start": int, "length": int, "text": str},
        "unlink": {"link": int},
        "seen": {},
    }
    verb = wish.get("verb") if isinstance(wish, dict) else None
    if not isinstance(verb, str) or verb not in kinds:
        return None
    return wish if all(type(wish.get(key)) is kind for key, kind in kinds[verb].items()) else None


def _do(version: Version, code: str, wish: dict[str, Any], user: User) -> None:
    if wish["verb"] == "link":
        place = {name: wish[name] for name in ("address", "start", "length", "text")}
        link_figure(version=version, section=code, by=user, **place)
    elif wish["verb"] == "unlink":
        unlink(version=version, section=code, links=[_number(wish["link"])], by=user)
    else:
        acknowledge(version=version, section=code, by=user)


@require_POST
@signed_in
def sent(request: HttpRequest, pk: int, code: str) -> HttpResponseBase:
    """The form of the section (``choose``, ``unlink``, ``seen``) or of the page to choose on (``address``).

    What was typed is stored first; where that needs an answer, the section is shown again with its question.
    """
    user = person(request)
    report = report_to_edit(user, pk)
    version = latest(report)
    part = _text_section(version, code)
    form = request.POST
    if f"sections.{code}" in form and not _stored(request, version, part, user):
        return section_page(request, pk, code)
    try:
        if "address" in form:
            _insert(version, code, str(form["address"]), str(form.get("place", "")), str(form.get("text", "")), user)
            messages.success(request, _("已插入，表中的数字改动时，文字里的会随之更新。"))
        elif form.get("unlink"):
            unlink(version=version, section=code, links=[_number(form["unlink"])], by=user)
        elif "seen" in form:
            acknowledge(version=version, section=code, by=user)
        else:
            return redirect("drafting:links", pk, code)
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, str(refused))
        if "address" in form:
            return redirect("drafting:links", pk, code)
    return redirect("drafting:section", pk, code)


def _stored(request: HttpRequest, version: Version, part: Section, user: User) -> bool:
    """Store what the form of the section brought; False when something of it needs an answer first."""
    typed, known = posted(request, part, version.edition), posted_known(request.POST)
    try:
        with transaction.atomic():
            conflicts, declined = store_what_can_be(version, typed, user, known)
    except NotAllowed:
        raise
    except Refused:
        return False
    return not conflicts and not declined


def _insert(version: Version, code: str, address: str, place: str, text: str, user: User) -> None:
    """At the end of the paragraph with this number (from 1), else at the end of the text."""
    known = text.replace("\r\n", "\n")
    lines = known.split("\n")
    number = _number(place)
    before = lines[:number] if 0 < number < len(lines) else lines
    link_figure(
        version=version, section=code, address=address, start=len("\n".join(before)), length=0, text=known, by=user
    )


def _number(text: object) -> int:
    """A key or position as a form sends it; 0 for anything else."""
    digits = str(text)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 18 else 0


def _text_section(version: Version, code: str) -> Section:
    """The section, if it has a text; Http404 otherwise."""
    part = section_of(version.edition, code)
    if part.kind == "table":
        raise Http404
    return part
