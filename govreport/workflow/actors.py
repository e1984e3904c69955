"""办理人: who would take each step of a route, as an agency's people are now."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from govreport.agencies.models import ADMINISTRATORS, Agency, Membership, Role, Scope, Substitution, User
from govreport.agencies.permissions import DECIDERS, codes_above
from govreport.workflow.models import ApprovalStep
from govreport.workflow.permissions import named_persons


@dataclass(frozen=True, slots=True)
class Actor:
    """办理人: a person; ``on_behalf_of`` is the holder of the post when the person only stands in."""

    user: User
    on_behalf_of: User | None = None

    def __str__(self) -> str:
        return str(self.user)


class Staff:
    """一个机关的在岗人员: every post that reaches an agency today, read once for all steps."""

    def __init__(self, agency: Agency) -> None:
        self.agency = agency
        self._posts = _reaching(agency)
        self._substitutes = _substitutes(self._posts)

    def of_roles(self, roles: Collection[str]) -> tuple[Actor, ...]:
        """Who acts in a post of one of these roles."""
        return self._actors(post for post in self._posts if post.role in roles)

    def of_step(self, step: ApprovalStep | None) -> tuple[Actor, ...]:
        """Who may take a step of a route; None is the plain way, by a reviewer or signatory."""
        if step is None:
            return self.of_roles(DECIDERS)
        if step.role:
            return self.of_roles({step.role})
        named = set(named_persons(step))
        return self._actors(post for post in self._posts if post.user_id in named)

    def above(self) -> tuple[Actor, ...]:
        """Who accepts the agency's reports: the people of the supervising office."""
        posts = (post for post in self._posts if post.role == Role.SUPERVISOR and post.agency_id != self.agency.pk)
        return self._actors(posts)

    def people(self) -> tuple[User, ...]:
        """Everybody who may be named in a step, by name."""
        found = {post.user_id: post.user for post in self._posts if post.user.is_active}
        return tuple(sorted(found.values(), key=lambda user: (user.full_name, user.username)))

    def _actors(self, posts: Iterable[Membership]) -> tuple[Actor, ...]:
        found: dict[int, Actor] = {}
        for post in posts:
            if post.user.is_active:
                found[post.user_id] = Actor(post.user)
            for substitute in self._substitutes.get(post.pk, ()):
                found.setdefault(substitute.pk, Actor(substitute, post.user))
        return tuple(found.values())


def _current() -> QuerySet[Substitution]:
    today = timezone.localdate()
    running = Substitution.objects.filter(from_day__lte=today, until_day__gte=today, ended_at__isnull=True)
    return running.filter(substitute__is_active=True)


def _reaching(agency: Agency) -> Sequence[Membership]:
    """The posts held at an agency, or above it with the subtree; administrators are none of its staff."""
    above = codes_above(agency)[:-1]
    posts = Membership.objects.filter(Q(agency=agency) | Q(agency__code__in=above, scope=Scope.SUBTREE))
    stood_in = Exists(_current().filter(post=OuterRef("pk")))
    return list(
        posts.exclude(role__in=ADMINISTRATORS).select_related("user").annotate(stood_in=stood_in).order_by("pk")
    )


def _substitutes(posts: Sequence[Membership]) -> Mapping[int, Sequence[User]]:
    """Post → who stands in today; asks only where somebody does."""
    keys = [post.pk for post in posts if post.stood_in]  # type: ignore[attr-defined] # annotated above
    found: dict[int, list[User]] = {}
    if keys:
        for item in _current().filter(post__in=keys).select_related("substitute"):
            found.setdefault(item.post_id, []).append(item.substitute)
    return found
