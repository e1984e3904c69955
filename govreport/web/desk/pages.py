"""工作台页面: what every page of the desk shows in its bar."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from govreport.agencies.permissions import may_audit
from govreport.notifications.reading import unread_count
from govreport.reports.models import Report, Version
from govreport.reports.selectors import current_version
from govreport.web.desk.access import person
from govreport.web.desk.todo import todo_count


def page(request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """A page of the desk, with the number of things that wait for the person, and of messages not read yet."""
    user = person(request)
    bar = {
        "todo_count": context["todo_count"] if "todo_count" in context else todo_count(user),
        "unread_count": context["unread_count"] if "unread_count" in context else unread_count(user),
        "audits": may_audit(user),
    }
    return render(request, template, {**context, **bar}, status=status)


def latest(report: Report) -> Version:
    """The version a report stands at; Http404 if it has none."""
    version = current_version(report)
    if version is None:
        raise Http404
    return version
