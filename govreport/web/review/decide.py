"""审签页: the report as it will be read, its findings beside it, and the decision."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from govreport.agencies.models import User
from govreport.documents.render.model import paper
from govreport.documents.services import missing_glyphs
from govreport.publishing.selectors import layout_notes
from govreport.reports.models import State, Version
from govreport.standards.document import Document
from govreport.web.desk.access import person, signed_in, version_for
from govreport.web.desk.history import history
from govreport.web.desk.pages import page
from govreport.web.desk.panel import Way, panel
from govreport.web.desk.reasons import explained, rulings
from govreport.web.desk.remarks import Remark, marks_of, of_last_year, remarks_of, waiting
from govreport.web.desk.sheet import Sheet
from govreport.web.desk.taken import taken_parts
from govreport.web.desk.way import way
from govreport.web.review.changes import Shown, since_last_round, since_last_year
from govreport.web.review.forms import ApproveForm, ReturnForm
from govreport.web.review.phrases import phrases
from govreport.web.review.places import choices
from govreport.web.review.releasing import releasing
from govreport.workflow.letter import SETTLED
from govreport.workflow.permissions import allowed_verbs, current_step_name, may_judge, name_for, wrote
from govreport.workflow.threads import may_remark
from govreport.workflow.transitions import TRANSITIONS
from govreport.workflow.zero import ITEMS, confirmed, needs_confirmation

_JUDGING: Final = ("approve", "accept", "publish")


def version_to_decide(user: User, pk: int) -> Version:
    """A version that is laid before the person; Http404 for strangers, PermissionDenied for other posts."""
    version = version_for(user, pk)
    if not may_judge(user, version):
        raise PermissionDenied(_("审核和签发由本机关的审核人、签发人办理，您的岗位不能办理。"))
    return version


@require_safe
@signed_in
def decide(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show a version for decision."""
    user = person(request)
    return show(request, version_to_decide(user, pk))


def show(
    request: HttpRequest, version: Version, extra: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """The decision page; ``extra`` brings back a form that could not be accepted."""
    user = person(request)
    sheet = Sheet.of(version)
    context = {
        "report": version.report,
        "version": version,
        "sheet": sheet,
        "paper": paper(sheet.document),
        "missing_glyphs": missing_glyphs(sheet.document) if version.state != State.PUBLISHED else (),
        "panel": panel(sheet, within()),
        "explained": explained(sheet),
        "rulings": rulings(sheet),
        "unexpected": {cell: text for cell, text in sheet.expected.items() if text != sheet.text(cell)},
        "rules_on": version.state == State.IN_REVIEW and "approve" in allowed_verbs(user, version),
        "shows_last": request.GET.get("last_year") == "1",
        "verbs": allowed_verbs(user, version),
        "own_work": version.state == State.IN_REVIEW and wrote(user, version),
        "way": way(version),
        "step_name": current_step_name(version),
        "behalf": _behalf(user, version),
        "taken": taken_parts(version, sheet.document),
        "zeros": zero_items(version, sheet.document),
        "history": history(version),
        "has_letter": version.state in SETTLED,
        "return_form": ReturnForm(),
        "approve_form": ApproveForm(),
        **_reading(user, version, sheet),
        **releasing(version),
        "public_url": _public(version),
        "layout_notes": _layout_notes(version),
        **(extra or {}),
    }
    return page(request, "review/decide.html", context, status=status)


@dataclass(frozen=True, slots=True)
class ZeroItem:
    """零申请确认事项: one thing the signatory confirms; ``by`` and ``at`` once it is confirmed."""

    code: str
    label: str
    by: str = ""
    at: datetime | None = None


def zero_items(version: Version, document: Document) -> tuple[ZeroItem, ...]:
    """What is confirmed one by one because the report has no application; empty for every other report."""
    if not needs_confirmation(document):
        return ()
    done = confirmed(version, document)
    return tuple(
        ZeroItem(code, str(label), str(done[code].by), done[code].at) if code in done else ZeroItem(code, str(label))
        for code, label in ITEMS.items()
    )


def _behalf(user: User, version: Version) -> User | None:
    """Whom the person stands in for when taking the step that is open now; None when acting in an own post."""
    verb = next((item for item in allowed_verbs(user, version) if item in _JUDGING), None)
    key = name_for(user, version, TRANSITIONS[verb]) if verb else None
    return User.objects.filter(pk=key).first() if key not in (None, user.pk) else None


def within() -> Way:
    """Ways within this page: to the cell, or to the section of a text."""
    return lambda section, address: f"#part-{section}"


def _reading(user: User, version: Version, sheet: Sheet) -> dict[str, Any]:
    """What is read beside the report: remarks, what changed, last year's remarks; and what may be said."""
    remarks = remarks_of(version, sheet.document, within())
    judges = may_remark(user, version)
    changed = since_last_round(version, sheet.document)
    return {
        "remarks": remarks,
        "remarks_open": waiting(remarks, "open"),
        "remarks_answered": waiting(remarks, "answered"),
        "last_remarks": of_last_year(version, sheet.document, within()),
        "judges": judges,
        "places": choices(sheet.document) if judges else (),
        "changed": changed,
        "last_changed": since_last_year(sheet.document, sheet.previous),
        "marks": _marks(remarks, changed),
        "spots": {item.spot for item in remarks if item.line and item.state != "closed"},
        "phrases": {verb: phrases(user, verb) for verb in ("approve", "return")} if judges else {},
    }


def _marks(remarks: Iterable[Remark], changed: Shown | None) -> Mapping[str, Mapping[str, str]]:
    """Cell → the sign that stands in it: a remark that waits, else that it changed since the last round."""
    found = {
        cell.address: {
            "level": "changed",
            "icon": "edit",
            "word": _("本轮改过，原为 %(was)s") % {"was": cell.was or "—"},
        }
        for cell in (changed.cells if changed else ())
    }
    for address in marks_of(remarks):
        found[address] = {"level": "remark", "icon": "comment", "word": _("有审核意见")}
    return found


def _layout_notes(version: Version) -> tuple[str, ...]:
    return layout_notes(version, get_language() or "") if version.state == State.PUBLISHED else ()


def _public(version: Version) -> str:
    report = version.report
    return reverse("portal:report", args=[report.year, report.agency.code]) if version.state == State.PUBLISHED else ""
