"""待办、已办、我发起的: the versions that wait for a person, that the person has dealt with, or has sent off.

Each list costs a fixed number of queries, whatever the number of versions.
"""

from collections.abc import Collection
from typing import Any, Final

from django.db.models import CharField, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Concat

from govreport.agencies.models import Role, Scope, User
from govreport.agencies.permissions import DECIDERS
from govreport.agencies.querysets import agencies_of, posts
from govreport.journal.models import Event
from govreport.reports.models import State, Version
from govreport.reports.querysets import VersionQuerySet
from govreport.workflow.models import Decision, PublishAfter, Round, StepRole
from govreport.workflow.permissions import WRITING

AGENCY = "report__agency__"
# What a person does with somebody else's version; submitting and taking back are the author's own.
_AUTHORS = ("submit", "recall")
# What the lists know of the latest round of a version.
_FACTS: Final = {
    "step": "step__name",
    "role": "step__role",
    "taken_by": "taken_by",
    "taken_for": "taken_for",
    "may_repeat": "route__may_repeat",
    "publish_after": "route__publish_after",
}


def waiting_for(user: User) -> list[Version]:
    """What waits for this person's decision, acceptance or publication, oldest first.

    Whoever changed a version is its author and does not decide on it, nor does whoever took the step before.
    """
    # Asked on every page of the desk: most people decide nothing, and for them one small question is enough.
    condition = _to_decide(user) | _to_accept(user) | _to_publish(user)
    if not condition:
        return []
    mine = Event.objects.filter(subject=Concat(Value("version:"), Cast(OuterRef("pk"), CharField())))
    found = _with_rounds(Version.objects.filter(condition)).annotate(
        round_wrote=Exists(mine.filter(actor=user, action__in=WRITING))
    )
    versions = list(found.order_by("submitted_at", "pk"))
    if not versions:
        return []
    wrote = _written_by({post.holder for post in posts(user.pk)} - {user.pk})
    return [version for version in versions if _free(user, version, wrote)]


def _written_by(people: Collection[int]) -> dict[int, set[str]]:
    """Person → the subjects the person has ever written; nothing is asked for nobody."""
    wrote: dict[int, set[str]] = {key: set() for key in people}
    if people:
        events = Event.objects.filter(actor__in=people, action__in=WRITING).values_list("actor_id", "subject")
        for actor, subject in events.order_by().distinct():
            if actor is not None:
                wrote[actor].add(subject)
    return wrote


def done_by(user: User) -> VersionQuerySet:
    """What this person has agreed to, returned, handed in, accepted or published, the latest first."""
    mine = Decision.objects.filter(version=OuterRef("pk"), by=user).exclude(verb__in=_AUTHORS)
    found = Version.objects.visible_to(user).filter(Exists(mine))
    return _with_rounds(found).order_by("-changed_at", "-pk")


def begun_by(user: User) -> VersionQuerySet:
    """What this person has submitted, the latest first."""
    sent = Decision.objects.filter(version=OuterRef("pk"), by=user, verb="submit")
    found = Version.objects.visible_to(user).filter(Exists(sent))
    return _with_rounds(found).order_by("-submitted_at", "-pk")


def step_of(version: Version) -> str:
    """The name of the step a version of these lists waits at; empty for the plain way and outside a round."""
    return _fact(version, "step") or "" if version.state == State.IN_REVIEW else ""


def _fact(version: Version, name: str) -> Any:
    """What was selected of the latest round: see ``_FACTS``."""
    return getattr(version, f"round_{name}", None)


def _with_rounds(versions: VersionQuerySet) -> VersionQuerySet:
    """With the latest round of each in the same query, as ``round_…`` (``RoundFacts``)."""
    latest = Round.objects.filter(version=OuterRef("pk")).order_by("-number")
    facts = {f"round_{name}": Subquery(latest.values(path)[:1]) for name, path in _FACTS.items()}
    return versions.with_report().select_related("submitted_by", "fee_statement").annotate(**facts)


def _to_decide(user: User) -> Q:
    """In review, at a step that goes by a role of the person or names the person; or on the plain way."""
    rounds = Round.objects.filter(version=OuterRef("pk"), closed_at__isnull=True)
    held = _roles_of(user)
    condition = Q()
    if held & set(DECIDERS):
        plain = ~Exists(rounds.filter(step__isnull=False))
        condition = agencies_of(user, roles=DECIDERS, prefix=AGENCY) & Q(plain)
    for role in (role for role in StepRole.values if role in held):
        mine = agencies_of(user, roles=[role], prefix=AGENCY)
        condition |= mine & Q(Exists(rounds.filter(step__role=role)))
    people = {user.pk, *(post.holder for post in posts(user.pk))}
    by_name = Round.objects.filter(closed_at__isnull=True, step__role="", step__persons__in=people)
    if condition or by_name.exists():
        condition |= agencies_of(user, prefix=AGENCY) & Q(pk__in=by_name.values("version"))
    return condition & Q(state=State.IN_REVIEW) if condition else condition


def _to_accept(user: User) -> Q:
    """Handed in by an agency under the office, never by the office itself."""
    if Role.SUPERVISOR not in _roles_of(user):
        return Q()
    offices = {post.agency for post in posts(user.pk) if post.role == Role.SUPERVISOR}
    below = agencies_of(user, roles=[Role.SUPERVISOR], prefix=AGENCY)
    return below & Q(state=State.HANDED_IN) & ~Q(report__agency__in=offices)


def _to_publish(user: User) -> Q:
    if Role.SIGNATORY not in _roles_of(user):
        return Q()
    signing = agencies_of(user, roles=[Role.SIGNATORY], prefix=AGENCY)
    return signing & Q(state__in=(State.APPROVED, State.HANDED_IN, State.ACCEPTED))


def _roles_of(user: User) -> set[str]:
    return {post.role for post in posts(user.pk)}


def _free(user: User, version: Version, wrote: dict[int, set[str]]) -> bool:
    """Whether the step is open to the person; ``wrote`` holds the subjects each person has written."""
    if version.state == State.IN_REVIEW:
        return not _barred(user, version, wrote)
    waits = version.state != State.ACCEPTED and _fact(version, "publish_after") == PublishAfter.ACCEPTED
    if not waits and _holds(user, version, Role.SIGNATORY):
        return True
    return version.state == State.HANDED_IN and _oversees(user, version) and not _barred(user, version, wrote)


def _oversees(user: User, version: Version) -> bool:
    return any(post.role == Role.SUPERVISOR and post.agency != version.report.agency_id for post in posts(user.pk))


def _holds(user: User, version: Version, role: Role) -> bool:
    here = (post for post in posts(user.pk) if post.role == role)
    return any(post.agency == version.report.agency_id or post.scope == Scope.SUBTREE for post in here)


def _barred(user: User, version: Version, wrote: dict[int, set[str]]) -> bool:
    """Whether the person, and everybody the person stands in for, has a part in the version."""
    authors = {version.created_by_id, version.submitted_by_id}
    if _fact(version, "may_repeat") is False and version.state == State.IN_REVIEW:
        authors |= {_fact(version, "taken_by"), _fact(version, "taken_for")}
    authors |= {key for key, subjects in wrote.items() if version.subject in subjects}
    if user.pk in authors or _fact(version, "wrote"):
        return True
    roles = _roles(version)
    holders = {
        post.holder
        for post in posts(user.pk)
        if post.role in roles and (post.agency == version.report.agency_id or post.scope == Scope.SUBTREE)
    }
    return bool(holders) and holders <= authors


def _roles(version: Version) -> Collection[str]:
    """The posts in which the version may be judged where it stands; any post where a step names persons."""
    if version.state == State.HANDED_IN:
        return {Role.SUPERVISOR}
    if (role := _fact(version, "role")) is None:
        return DECIDERS
    return {role} if role else set(Role.values)
