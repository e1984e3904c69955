"""机关、隶属、岗位的登记: registering agencies, placing them in the tree and appointing people."""

from django.db import transaction
from django.utils.translation import gettext

from govreport.agencies.models import ADMINISTRATORS, Agency, Kind, Level, Membership, Placement, Role, Scope, User


class PlacementError(ValueError):
    """隶属关系有误: why an agency cannot be placed there, as a sentence."""


class PostConflict(ValueError):  # noqa: N818 (reads as what happens)
    """岗位冲突: why a person cannot have a post together with those the person has, as a sentence."""


def register(
    *,
    code: str,
    name: str,
    level: Level,
    kind: Kind,
    short_name: str = "",
    has_rule_making: bool = False,
    sort: int = 0,
    parent: Agency | None = None,
    from_year: int = 2008,
) -> Agency:
    """Add an agency and its first place in the tree. Raises ``ValidationError`` for a bad code or name."""
    agency = Agency(
        code=code,
        name=name,
        short_name=short_name,
        level=level,
        kind=kind,
        has_rule_making=has_rule_making,
        sort=sort,
    )
    agency.full_clean()
    with transaction.atomic():
        agency.save()
        place(agency=agency, parent=parent, from_year=from_year)
    return agency


@transaction.atomic
def place(*, agency: Agency, parent: Agency | None, from_year: int) -> Placement:
    """Put an agency under a parent from a report year on; what stands under it moves along.

    Earlier years stay as they were. Raises ``PlacementError`` when the parent is not placed in that year, stands
    under the agency itself, or a later placement exists.
    """
    # One mover at a time: paths of a whole branch are rewritten.
    list(Placement.objects.select_for_update().filter(to_year__isnull=True).values_list("pk", flat=True))
    path = f"{_path_of(parent, from_year)}/{agency.code}" if parent else agency.code
    if agency.code in path.split("/")[:-1]:
        raise PlacementError(gettext("“%(agency)s”不能隶属于它的下级机关。") % {"agency": agency})
    current = Placement.objects.filter(agency=agency).order_by("from_year").last()
    if current is None:
        return Placement.objects.create(agency=agency, parent=parent, from_year=from_year, path=path)
    if current.from_year > from_year:
        raise PlacementError(gettext("“%(agency)s”在该年度之后另有隶属关系。") % {"agency": agency})
    branch = Placement.objects.filter(path__startswith=f"{current.path}/", to_year__isnull=True)
    for below in branch.select_related("agency").order_by("path"):
        _move(below, below.parent, path + below.path.removeprefix(current.path), from_year)
    return _move(current, parent, path, from_year)


def _path_of(agency: Agency, year: int) -> str:
    open_then = Placement.objects.filter(agency=agency, from_year__lte=year, to_year__isnull=True).first()
    if open_then is None:
        raise PlacementError(gettext("“%(agency)s”在该年度没有隶属关系。") % {"agency": agency})
    return open_then.path


def _move(placement: Placement, parent: Agency | None, path: str, from_year: int) -> Placement:
    if placement.from_year >= from_year:
        placement.parent, placement.path, placement.to_year = parent, path, None
        placement.save()
        return placement
    if placement.to_year is None:
        placement.to_year = from_year - 1
        placement.save()
    return Placement.objects.create(agency=placement.agency, parent=parent, from_year=from_year, path=path)


@transaction.atomic
def appoint(*, user: User, agency: Agency, role: Role, scope: Scope = Scope.OWN) -> Membership:
    """Give a person a role at an agency; repeating it changes the scope only.

    Raises ``PostConflict`` when an administrator's post (三员) would come together with any other post.
    """
    # Two posts that exclude each other may be given at the same moment: the account is the lock.
    User.objects.select_for_update().get(pk=user.pk)
    others = Membership.objects.filter(user=user).exclude(agency=agency, role=role)
    if role in ADMINISTRATORS and (other := others.first()):
        words = gettext("“%(name)s”已有岗位“%(other)s”，不能再任“%(role)s”。系统、安全、审计三员各用单独的账号。")
        raise PostConflict(words % {"name": user, "other": other.get_role_display(), "role": role.label})
    if other := others.filter(role__in=ADMINISTRATORS).first():
        words = gettext("“%(name)s”是%(other)s，不能兼任其他岗位。请为本人另开账号。")
        raise PostConflict(words % {"name": user, "other": other.get_role_display()})
    membership, _ = Membership.objects.update_or_create(user=user, agency=agency, role=role, defaults={"scope": scope})
    return membership
