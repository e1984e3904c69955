"""填报页: one section of a report; GET shows it, POST (without script) saves and checks it."""

import json
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from govreport.agencies.permissions import may_edit
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.models import Report, Version
from govreport.reports.services import Conflict
from govreport.standards.edition import Edition, Section, next_named
from govreport.web.desk.access import person, report_for, report_to_edit, signed_in
from govreport.web.desk.pages import latest, page
from govreport.web.desk.panel import panel, section_name, to_cell
from govreport.web.desk.sheet import Sheet
from govreport.web.desk.taken import taken_in
from govreport.web.drafting.carried import carried_box
from govreport.web.drafting.editions import edition_url
from govreport.web.drafting.fee import fee_items, fee_line
from govreport.web.drafting.filled import offer
from govreport.web.drafting.forms import TextForm
from govreport.web.drafting.linked import linked_context
from govreport.web.drafting.live import desk_data
from govreport.web.drafting.meeting import meeting, posted_known, stored
from govreport.web.drafting.news import news_of
from govreport.web.drafting.refusals import refusals
from govreport.web.drafting.remarks import remarks_context
from govreport.web.drafting.saving import store_what_can_be
from govreport.web.drafting.steps import steps, tallies


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def section(request: HttpRequest, pk: int, code: str) -> HttpResponseBase:
    """Show or save one section; Http404 for a code the edition does not have."""
    user = person(request)
    report = report_to_edit(user, pk) if request.method == "POST" else report_for(user, pk)
    version = latest(report)
    part = section_of(version.edition, code)
    typed: dict[str, str] = {}
    known: dict[str, tuple[str, ...]] = {}
    conflicts: list[Conflict] = []
    stopped: list[tuple[str, str]] = []
    if request.method == "POST":
        typed, known = posted(request, part, version.edition), posted_known(request.POST)
        try:
            with transaction.atomic():
                told: list[str] = []
                conflicts, declined = store_what_can_be(version, typed, user, known, told)
        except NotAllowed:
            raise
        except Refused as refused:
            stopped = [("", str(refused))]
        else:
            stopped = refusals(declined, conflicts, version.edition, part)
            say_declined(request, declined)
            for sentence in told:
                messages.info(request, sentence)
            if not conflicts and not declined:
                clock = timezone.localtime().strftime("%H:%M:%S")
                messages.success(request, _("已保存并校核 %(clock)s") % {"clock": clock})
                return redirect("drafting:section", pk, code)
            version = latest(report)
            typed = {name: typed[name] for name in declined} | {item.name: item.mine for item in conflicts}
    editable = version.editable and may_edit(user, report.agency)
    sheet = Sheet.of(version, editable=editable, typed=typed)
    context = _context(report, version, sheet, part) | {
        "desk_data": {**desk_data(user, report, version, sheet, part), **news_of(version, user)},
        "filled": offer(request, version, user, sheet.document) if editable and part.table else None,
        "shows_last": request.GET.get("last_year") == "1",
        "refusals": stopped,
        "meetings": [meeting(conflict, sheet.edition) for conflict in conflicts],
        # What stays unsaved is still measured by what the form knew.
        "known": json.dumps(
            stored(sheet.document, names_of(part, sheet.edition)) | {k: known[k] for k in typed if k in known}
        ),
    }
    return page(request, "drafting/section.html", context, status=409 if typed else 200)


def say_declined(request: HttpRequest, declined: Mapping[str, str]) -> None:
    """That everything else is stored; the sentences themselves stand at the top of the page."""
    if declined:
        count = len(declined)
        form = ngettext("上述 %(count)s 处没有保存，其余已保存。", "上述 %(count)s 处没有保存，其余已保存。", count)
        messages.warning(request, form % {"count": count})


def section_of(edition: Edition, code: str) -> Section:
    """The section with this code; Http404 if the edition has none."""
    try:
        return next_named(edition.sections, code)
    except KeyError as error:
        raise Http404 from error


def posted(request: HttpRequest, part: Section, edition: Edition) -> dict[str, str]:
    """What the form of a section sent: cells by address, the text, the title; nothing else counts.

    Where the person has chosen somebody else's text (``theirs``), their own is left out.
    """
    names = [*names_of(part, edition), "title"]
    given = {name: str(request.POST[name]) for name in names if name in request.POST}
    given.pop(str(request.POST.get("theirs", "")), None)
    return given


def names_of(part: Section, edition: Edition) -> list[str]:
    """The names of the fields of a section: its cells or its text, and the title where the report begins."""
    names = [address for address, cell in edition.cells.items() if cell.table == (part.table or part.kind)]
    names += [] if part.table else [f"sections.{part.code}"]
    return [*names, "title"] if part == edition.sections[0] else names


def _context(report: Report, version: Version, sheet: Sheet, part: Section) -> dict[str, Any]:
    found = panel(sheet, to_cell(sheet, report.pk))
    rail = steps(sheet)
    place = [step.code for step in rail].index(part.code)
    here = found.only(part.code)
    return {
        "report": report,
        "version": version,
        "sheet": sheet,
        "section": part,
        "heading": section_name(sheet.edition, part.code),
        "note": note(part, sheet),
        "editable": sheet.editable,
        "locked": locked(version),
        "steps": rail,
        "before": rail[place - 1] if place else None,
        "after": rail[place + 1] if place + 1 < len(rail) else None,
        "here": here,
        "elsewhere": found.without(part.code),
        "tallies": tallies(here),
        "carried": carried_box(sheet, part),
        "taken": None if part.table else taken_in(version, sheet.document, part.code),
        "fee": fee_items(sheet) if part.kind == "fee" and sheet.edition.fee else [],
        "fee_line": fee_line(sheet.document),
        **remarks_context(version, sheet, part.code),
        "aspects": part.aspects,
        **linked_context(sheet, part),
        "form": None if part.table else text_form(version, sheet, part),
        "edition_url": edition_url(sheet.document.edition),
    }


def note(part: Section, sheet: Sheet) -> str:
    """One line under the heading: what is counted in, or where the text stands."""
    if part.table:
        units = {cell.unit for cell in sheet.edition.cells.values() if cell.table == part.table and cell.unit}
        if len(units) == 1:
            return _("单位：%(unit)s。没有的请填 0，合计自动计算。") % {"unit": units.pop()}
        return _("没有的请填 0。")
    if part.required:
        return _("照段落填写，标题编号直接写在文字里；没有有关情况的，请写明。")
    return _("可以不填；不填的，公文里不出现这一部分。")


def locked(version: Version) -> str:
    """Why nothing can be typed."""
    if version.editable:
        return _("您可以查看，不能修改。修改由本机关的起草人办理。")
    state = version.get_state_display()
    return _("这份报告现在是“%(state)s”，内容不能修改。") % {"state": state}


def text_form(version: Version, sheet: Sheet, part: Section) -> TextForm:
    """The form of a text section; the title stands where the report begins."""
    name = f"sections.{part.code}"
    first = part == sheet.edition.sections[0]
    title = sheet.typed.get("title", version.title) if first else None
    text = sheet.typed.get(name, sheet.document.sections.get(part.code, ""))
    return TextForm(section=part, title=title, editable=sheet.editable, initial={name: text})
