"""填 0 之后: a grid page offers to take the filling back, for as long as its address names it and its cells say 0."""

from typing import Any

from django.http import HttpRequest

from govreport.agencies.models import User
from govreport.reports.models import Version
from govreport.reports.services.zeros import last_filling, still_zero
from govreport.standards.document import Document


def offer(request: HttpRequest, version: Version, user: User, document: Document) -> dict[str, Any] | None:
    """The number of the person's latest filling if ``?filled=`` names it, and the cells that still say 0; else None."""
    event = event_number(request.GET.get("filled", ""))
    filling = last_filling(version, user) if event else None
    if filling is None or filling.pk != event:
        return None
    cells = still_zero(document, filling.payload)
    return {"event": event, "cells": cells} if cells else None


def event_number(text: object) -> int:
    """The number of an event; 0 for what is none."""
    return int(text) if isinstance(text, str) and text.isascii() and text.isdigit() and len(text) <= 18 else 0
