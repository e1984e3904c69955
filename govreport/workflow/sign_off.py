"""审签经过: the rounds of a version with every step of their route: who took it in which post, when, in which words."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

from govreport.agencies.models import Membership, Role, Scope
from govreport.agencies.permissions import DECIDERS, codes_above
from govreport.reports.models import State, Version
from govreport.workflow.models import ApprovalStep, Decision, PublishAfter, Round, ZeroConfirmation
from govreport.workflow.permissions import SENDERS
from govreport.workflow.transitions import TRANSITIONS
from govreport.workflow.zero import ITEMS


class Standing(Enum):
    """办理情况: taken, still to come, or over without it."""

    TAKEN = "taken"
    WAITING = "waiting"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class SignOff:
    """一个环节: its name, and for one that was taken by whom, in which post, for whom, when, saying what."""

    name: str
    standing: Standing = Standing.TAKEN
    by: str = ""
    post: str = ""
    behalf: str = ""
    at: datetime | None = None
    opinion: str = ""


@dataclass(frozen=True, slots=True)
class SignOffRound:
    """一轮: from one submission to the next."""

    number: int
    steps: tuple[SignOff, ...]


# Whose posts a step is taken in; steps of a route that name a post say so themselves.
_POSTS: Final[Mapping[str, Collection[str]]] = {
    "submit": (Role.DRAFTER,),
    "recall": (Role.DRAFTER,),
    "approve": tuple(DECIDERS),
    "return": tuple(DECIDERS),
    "hand_in": tuple(SENDERS),
    "accept": (Role.SUPERVISOR,),
    "send_back": (Role.SUPERVISOR,),
    "publish": (Role.SIGNATORY,),
    "withdraw": (Role.SIGNATORY,),
}
_BACK: Final = ("return", "send_back", "recall")


def sign_offs(version: Version) -> list[SignOffRound]:
    """Every round of a version, the steps of the last one's route that were not taken among them.

    Empty for a version that nobody ever submitted. A constant number of queries.
    """
    decisions = list(
        Decision.objects.filter(version=version).select_related("by", "on_behalf_of", "step", "round").order_by("pk")
    )
    if not decisions:
        return []
    posts = _Posts(version, decisions)
    groups: list[list[Decision]] = []
    for item in decisions:
        if item.verb == "submit" or not groups:
            groups.append([])
        groups[-1].append(item)
    zeros = _zeros(version)
    rounds = []
    for number, group in enumerate(groups, 1):
        steps = [(item.at, _taken(item, posts)) for item in group]
        until = groups[number][0].at if number < len(groups) else None
        since = group[0].at
        steps += [(at, step) for at, step in zeros if at >= since and (until is None or at < until)]
        shown = [step for _at, step in sorted(steps, key=lambda pair: pair[0])]
        rounds.append(SignOffRound(number, tuple(shown)))
    last = Round.objects.filter(version=version).select_related("route").order_by("number").last()
    rounds[-1] = replace(rounds[-1], steps=(*rounds[-1].steps, *_untaken(version, last, groups[-1])))
    return rounds


def signers(version: Version) -> tuple[str, ...]:
    """Who signs by hand, in the order of the file's way: the steps of its route, or a reviewer, and the signatory."""
    last = Round.objects.filter(version=version).select_related("route").order_by("number").last()
    steps = list(last.route.steps.order_by("position")) if last and last.route else []
    names = [step.name for step in steps] or ["审核人"]
    signs = any(step.role == Role.SIGNATORY or "签发" in step.name for step in steps)
    return ("拟稿人", *names, *(() if signs else ("签发人",)))


def _taken(item: Decision, posts: "_Posts") -> SignOff:
    label = _("审核") if item.verb == "approve" else str(TRANSITIONS[item.verb].label)
    name = label
    if item.step:
        name = item.step.name if item.verb == "approve" else f"{item.step.name}：{label}"
    return SignOff(
        name=name,
        by=str(item.by),
        post=posts.of(item),
        behalf=str(item.on_behalf_of) if item.on_behalf_of else "",
        at=item.at,
        opinion=item.note or _default(item.verb),
    )


def _default(verb: str) -> str:
    """What a verb says by itself where nothing was written."""
    return {"approve": _("同意"), "accept": _("同意接收"), "publish": _("同意发布")}.get(verb, "")


def _untaken(version: Version, last: Round | None, group: Sequence[Decision]) -> Iterable[SignOff]:
    """The steps that the round has not taken: still to come, or passed over for good once it has ended.

    The supervising office stands among them only where the route has publication wait for it.
    """
    route = last.route if last else None
    steps: Sequence[ApprovalStep] = list(route.steps.order_by("position")) if route else ()
    verbs = {item.verb for item in group}
    over = group[-1].verb in _BACK or version.state not in _OPEN
    standing = Standing.SKIPPED if over else Standing.WAITING
    passed = {item.step_id for item in group}
    for step in steps:
        if step.pk not in passed:
            yield SignOff(step.name, standing)
    if not steps and not verbs & {"approve", "return", "recall"}:
        yield SignOff(_("审核"), standing)
    if route is not None and route.publish_after == PublishAfter.ACCEPTED:
        for verb in ("hand_in", "accept"):
            if verb not in verbs:
                yield SignOff(str(TRANSITIONS[verb].label), standing)
    if "publish" not in verbs:
        yield SignOff(str(TRANSITIONS["publish"].label), standing)


_OPEN: Final = (State.IN_REVIEW, State.APPROVED, State.HANDED_IN, State.ACCEPTED)


def _zeros(version: Version) -> list[tuple[datetime, SignOff]]:
    """零申请确认: what a signatory confirmed at one time, as one step."""
    found: dict[tuple[int, datetime], list[ZeroConfirmation]] = {}
    for item in ZeroConfirmation.objects.filter(version=version).select_related("by").order_by("pk"):
        found.setdefault((item.by_id, item.at.replace(second=0, microsecond=0)), []).append(item)
    return [
        (
            items[-1].at,
            SignOff(
                _("零申请确认"),
                by=str(items[0].by),
                post=str(Role.SIGNATORY.label),
                at=items[-1].at,
                opinion=_("、").join(str(ITEMS.get(item.item, item.item)) for item in items),
            ),
        )
        for items in found.values()
    ]


@dataclass
class _Posts:
    """岗位: which posts the people of a version hold at its agency, asked once for all of them."""

    version: Version
    decisions: Sequence[Decision]
    held: dict[int, set[str]] = field(init=False)

    def __post_init__(self) -> None:
        agency = self.version.report.agency
        people = {item.on_behalf_of_id or item.by_id for item in self.decisions}
        reaching = Q(agency=agency) | Q(agency__code__in=codes_above(agency), scope=Scope.SUBTREE)
        self.held = {}
        for person, role in Membership.objects.filter(reaching, user__in=people).values_list("user", "role"):
            self.held.setdefault(person, set()).add(role)

    def of(self, item: Decision) -> str:
        """The post in which a step was taken, as the posts are now; empty where they do not tell."""
        roles = (item.step.role,) if item.step and item.step.role else _POSTS[item.verb]
        if item.step and not item.step.role:
            # Named in the route: whatever the person is there.
            roles = tuple(Role)
        held = self.held.get(item.on_behalf_of_id or item.by_id, set())
        found = [Role(role) for role in Role.values if role in roles and role in held]
        if not found and len(roles) == 1:
            found = [Role(next(iter(roles)))]
        return str(found[0].label) if found else ""
