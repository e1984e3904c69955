"""收到的催报: what a person was asked for and has not taken note of (`{% load calls %}`, `{% calls_for user %}`)."""

from typing import Any

from django import template
from django.db.models import Exists, OuterRef

from govreport.agencies.models import User
from govreport.calls.announce import announcements_for
from govreport.calls.models import Receipt
from govreport.reports.models import ReportScope, State, Version

register = template.Library()
# The latest ones are shown; older ones follow when these are seen.
_SHOWN = 10


@register.inclusion_tag("desk/calls.html", takes_context=True)
def calls_for(context: dict[str, Any], user: User) -> dict[str, Any]:
    """The latest calls the person has not acknowledged and whose reports are still to come, and what is announced."""
    public = Version.objects.filter(
        report__agency=OuterRef("call__agency"),
        report__year=OuterRef("call__year"),
        report__scope=ReportScope.SELF,
        state=State.PUBLISHED,
    )
    unseen = Receipt.objects.filter(person=user, seen_at__isnull=True).exclude(Exists(public))
    found = unseen.select_related("call__agency", "call__by").order_by("-pk")[:_SHOWN]
    told = list(announcements_for(user)[:_SHOWN])
    return {"receipts": list(found), "announcements": told, "csrf_token": context.get("csrf_token")}
