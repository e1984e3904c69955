"""核验: a button that walks the chains in the person's reach, so many events at a time."""

from typing import Final

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_POST

from govreport.agencies.models import Agency, User
from govreport.journal import actions
from govreport.journal.services import record
from govreport.journal.verify import Place, Verified, sentences, verify
from govreport.web.audit.access import audits, reach, seat
from govreport.web.desk.access import person
from govreport.web.desk.pages import page

# What one request reads: a few seconds. Larger journals are gone on with, or checked by the command.
MOST: Final = 10_000


@require_POST
@audits
def verification(request: HttpRequest) -> HttpResponseBase:
    """What does not fit, as sentences; ``agency`` and ``position`` go on where an earlier request stopped."""
    user = person(request)
    found = verify(reach(user), after=_place(request), most=MOST)
    codes = {item.agency for item in found.breaks}
    names = dict(Agency.objects.filter(code__in=codes).values_list("code", "name"))
    words = list(sentences(found, names))
    done = _number(request, "done") + found.events
    broken = _number(request, "broken") + len(words)
    _note(user, found, words)
    context = {"found": found, "sentences": words, "done": done, "broken": broken}
    return page(request, "audit/verified.html", context)


def _note(user: User, found: Verified, words: list[str]) -> None:
    payload = {"events": found.events, "broken": words[:50]}
    record(
        actions.JOURNAL_VERIFIED, by=user, agency=seat(user), subject="journal", payload=payload, succeeded=not words
    )


def _place(request: HttpRequest) -> Place | None:
    position = _number(request, "position")
    return (request.POST.get("agency", "")[:60], position) if position else None


def _number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 13 else 0
