"""安排岗位: give a post, end it, hand it over to somebody else."""

from django.db import transaction
from django.utils.translation import gettext as _

from govreport.agencies import services as registry
from govreport.agencies.models import Agency, Membership, Role, Scope, User
from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.errors import NotAllowed, Refused
from govreport.staffing.authority import (
    refuse_arranging,
    refuse_own,
    refuse_post,
    roles_to_give,
    scope_of,
)


@transaction.atomic
def give_post(*, user: User, agency: Agency, role: Role, by: User) -> Membership:
    """安排岗位; the same again changes nothing.

    Raises ``NotAllowed`` and, for posts that exclude one another, ``Refused``.
    """
    refuse_arranging(by, agency)
    refuse_own(by, user)
    if role not in roles_to_give(by, agency):
        raise NotAllowed(_("“%(role)s”岗位由安全管理员安排，您的岗位不能安排。") % {"role": role.label})
    held = Membership.objects.filter(user=user, agency=agency, role=role).first()
    if held is not None:
        return held
    if not user.is_active:
        raise Refused(_("“%(name)s”的账号已停用，请先由安全管理员恢复。") % {"name": user})
    post = appointed(user, agency, role, scope_of(role))
    _record(actions.POST_GIVEN, post, by)
    return post


@transaction.atomic
def end_post(*, post: Membership, by: User) -> None:
    """撤销岗位: the person no longer acts in it, nor does whoever stands in. Raises ``NotAllowed`` and ``Refused``."""
    current = _locked(post)
    refuse_post(by, current)
    _refuse_last_lead(current)
    _record(actions.POST_ENDED, current, by)
    current.delete()


@transaction.atomic
def hand_over(*, post: Membership, to: User, by: User) -> Membership:
    """移交岗位: another person holds the post from now on; returns the new post.

    The lead and the security administrator hand over any post they may give, a person at the agency the own one.
    Raises ``NotAllowed`` and ``Refused``.
    """
    current = _locked(post)
    if current.user_id != by.pk:
        refuse_post(by, current)
        refuse_own(by, to)
    if to.pk == current.user_id:
        raise Refused(_("“%(name)s”现在就任这个岗位，请选择另一位同事。") % {"name": to})
    if not to.is_active:
        raise Refused(_("“%(name)s”的账号已停用，请选择另一位同事。") % {"name": to})
    if not Membership.objects.filter(user=to, agency=current.agency).exists():
        words = _("“%(name)s”不在“%(agency)s”的岗位上，不能接手。请先为本人安排岗位或开通账号。")
        raise Refused(words % {"name": to, "agency": current.agency})
    giver, agency, role, scope = current.user, current.agency, Role(current.role), Scope(current.scope)
    current.delete()
    new = appointed(to, agency, role, scope)
    _record(actions.POST_HANDED_OVER, new, by, giver=giver)
    return new


def appointed(user: User, agency: Agency, role: Role, scope: Scope) -> Membership:
    """The post, stored; what the register says against it becomes ``Refused``."""
    try:
        return registry.appoint(user=user, agency=agency, role=role, scope=scope)
    except registry.PostConflict as conflict:
        raise Refused(str(conflict)) from conflict


def _locked(post: Membership) -> Membership:
    """The post as it is now; raises ``Refused`` when it has been ended meanwhile."""
    found = Membership.objects.select_for_update(of=("self",)).select_related("user", "agency").filter(pk=post.pk)
    current = found.first()
    if current is None:
        raise Refused(_("这个岗位已经撤销或移交，请刷新后再看。"))
    return current


def _refuse_last_lead(post: Membership) -> None:
    """An agency that has a lead keeps one: the post is handed over, not ended."""
    if post.role != Role.LEAD:
        return
    others = Membership.objects.filter(agency=post.agency, role=Role.LEAD, user__is_active=True).exclude(pk=post.pk)
    if not others.exists():
        words = _("“%(name)s”是“%(agency)s”唯一的年报负责人，不能撤销，请移交给另一位同事。")
        raise Refused(words % {"name": post.user, "agency": post.agency})


def _record(action: str, post: Membership, by: User, *, giver: User | None = None) -> None:
    person = f"{giver} → {post.user}" if giver else str(post.user)
    payload = {"note": f"{person}：{post.get_role_display()}", "role": post.role, "scope": post.scope}
    record(action, by=by, agency=post.agency, subject=f"user:{post.user_id}", payload=payload)
