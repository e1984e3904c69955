"""审批轮次: how a version goes through the steps of its route, round by round."""

from datetime import date

from django.db.models import Prefetch
from django.utils import timezone

from govreport.agencies.models import Agency
from govreport.agencies.once import once
from govreport.agencies.permissions import codes_above
from govreport.reports.figures import document_of
from govreport.reports.models import State, Version
from govreport.workflow.models import ApprovalRoute, ApprovalStep, PublishAfter, Round, RoundContent


def route_for(agency: Agency, day: date | None = None) -> ApprovalRoute | None:
    """The route in force for an agency on a day (today): its own, else that of the nearest agency above; None: plain.

    Steps come prefetched, with the persons they name. Two queries, and two more for the steps.
    """
    codes = codes_above(agency)
    found = ApprovalRoute.objects.filter(agency__code__in=codes, in_force_from__lte=day or timezone.localdate())
    steps = Prefetch("steps", queryset=ApprovalStep.objects.order_by("position").prefetch_related("persons"))
    latest = {route.agency.code: route for route in found.select_related("agency", "set_by").prefetch_related(steps)}
    for code in reversed(codes):
        route = latest.get(code)
        if route and route.steps.all() and (route.inherited or code == agency.code):
            return route
    return None


def open_round(version: Version) -> Round | None:
    """The round a version is in; None when it is in none, or was submitted before rounds were counted."""
    last = last_round(version)
    return last if last and last.closed_at is None else None


def last_round(version: Version) -> Round | None:
    """The latest round of a version, open or closed."""
    rounds = Round.objects.filter(version=version).select_related("route", "step", "taken_by").order_by("number")
    return once(("last round", version.pk), rounds.last)


def begin(version: Version) -> Round:
    """Open the next round, with the route in force today; the version is locked by the caller."""
    route = route_for(version.report.agency)
    number = Round.objects.filter(version=version).count() + 1
    step = route.steps.all()[0] if route else None
    begun = Round.objects.create(version=version, number=number, route=route, step=step)
    # What a later round is compared with.
    RoundContent.objects.create(round=begun, document=document_of(version).to_json())
    return begun


def advance(round_: Round, *, by: int, on_behalf_of: int | None) -> ApprovalStep | None:
    """Go on to the next step, and say which; None when that was the last one, and the round is closed.

    ``by`` and ``on_behalf_of`` are the keys of who took the step.
    """
    round_.taken_by_id, round_.taken_for_id = by, on_behalf_of
    following = None
    if round_.route and round_.step:
        later = ApprovalStep.objects.filter(route=round_.route, position__gt=round_.step.position)
        following = later.order_by("position").first()
    if following is None:
        close(round_)
        return None
    round_.step = following
    round_.save(update_fields=["step", "taken_by", "taken_for"])
    return following


def close(round_: Round) -> None:
    """End a round: decided, returned or taken back."""
    round_.step, round_.closed_at = None, timezone.now()
    round_.save(update_fields=["step", "closed_at", "taken_by", "taken_for"])


def waits_for_office(version: Version) -> bool:
    """Whether its route lets the version be published only after the supervising office has accepted it."""
    if version.state == State.ACCEPTED:
        return False
    last = last_round(version)
    return bool(last and last.route and last.route.publish_after == PublishAfter.ACCEPTED)
