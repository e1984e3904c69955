"""导入的文件: those that wait on the desk, and those a report was read from (`{% load imported_files %}`)."""

from typing import Any

from django import template

from govreport.agencies.models import Agency, User
from govreport.agencies.permissions import may_edit
from govreport.documents.imports.services import confirming
from govreport.reports.models import ImportedFile, ImportState, Report, Version

register = template.Library()


@register.inclusion_tag("drafting/imports/waiting.html")
def waiting_imports(user: User) -> dict[str, Any]:
    """What the person began to import and has not confirmed, latest first, with how far it is."""
    agencies = Agency.objects.editable_by(user)
    waiting = ImportedFile.objects.filter(state=ImportState.OPEN, agency__in=agencies)
    found = waiting.select_related("agency").prefetch_related("decisions")
    return {"waiting": [{"imported": item, "state": None if item.unread else confirming(item)} for item in found[:20]]}


@register.inclusion_tag("drafting/imports/files.html")
def imported_files(report: Report, version: Version, user: User) -> dict[str, Any]:
    """The files that were read into a report, for all who may see it; what waits, for those who may go on with it."""
    edits = may_edit(user, report.agency)
    states = [ImportState.CONFIRMED, ImportState.OPEN] if edits else [ImportState.CONFIRMED]
    files = ImportedFile.objects.filter(report=report, state__in=states).defer("read", "source")
    return {
        "report": report,
        "files": list(files.select_related("settled_by", "created_by")),
        "may_import": edits and version.editable,
    }
