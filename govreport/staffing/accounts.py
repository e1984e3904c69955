"""账号与机关: the system administrator opens them, the security administrator suspends and restores accounts."""

import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from govreport.accounts import identities, lockout, passwords, second_factor, sessions
from govreport.agencies import services as registry
from govreport.agencies.models import Agency, Membership, Role, User
from govreport.agencies.permissions import may_register
from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.errors import NotAllowed, Refused
from govreport.staffing.authority import refuse_own, refuse_securing, roles_to_give, scope_of
from govreport.staffing.posts import appointed
from govreport.standards.characters import clean, quoted


@transaction.atomic
def open_account(*, username: str, full_name: str, agency: Agency, role: Role, by: User) -> tuple[User, str]:
    """开通账号 with a first post; returns the person and the password made for it, which is stored nowhere.

    Raises ``NotAllowed`` and ``Refused``.
    """
    if not may_register(by, agency):
        raise NotAllowed(_("“%(agency)s”的账号由系统管理员开通，您的岗位不能开通。") % {"agency": agency})
    if role not in roles_to_give(by, agency, first=True):
        raise NotAllowed(_("“%(role)s”岗位由安全管理员安排，您的岗位不能安排。") % {"role": role.label})
    user = User(username=username.strip(), full_name=" ".join(clean(full_name).split()))
    if not user.full_name:
        raise Refused(_("请填写姓名。"))
    if User.objects.filter(username=user.username).exists():
        raise Refused(_("用户名“%(name)s”已经有人使用，请另取一个。") % {"name": quoted(user.username)})
    password = secrets.token_urlsafe(12)
    user.set_password(password)
    try:
        user.full_clean()
        with transaction.atomic():
            user.save()
    except (ValidationError, IntegrityError) as error:
        words = _("用户名“%(name)s”不能使用。用户名由字母、数字和 @ . + - _ 组成，最多 150 个字符。")
        raise Refused(words % {"name": quoted(user.username)}) from error
    passwords.hand_out(user)
    post = appointed(user, agency, role, scope_of(role))
    payload = {"note": f"{user}（{user.username}）：{post.get_role_display()}", "role": role.value}
    record(actions.ACCOUNT_OPENED, by=by, agency=agency, subject=f"user:{user.pk}", payload=payload)
    return user, password


@transaction.atomic
def suspend(*, user: User, agency: Agency, by: User, reason: str) -> User:
    """停用账号: nobody signs in with it, and who is signed in is signed out; posts stay. Twice is once.

    Raises ``NotAllowed``, also for the own account, and ``Refused`` without a reason.
    """
    current = _secured(user, agency, by)
    words = " ".join(clean(reason).split())[:200]
    if not words:
        raise Refused(_("请写明停用的原因。"))
    if current.is_active:
        current.is_active = False
        current.save(update_fields=["is_active"])
        sessions.end_all(current)
        payload = {"note": f"{current}：{words}"}
        record(actions.ACCOUNT_SUSPENDED, by=by, agency=agency, subject=f"user:{current.pk}", payload=payload)
    return current


@transaction.atomic
def restore(*, user: User, agency: Agency, by: User) -> User:
    """恢复账号: the person may sign in again. Twice is once. Raises ``NotAllowed``."""
    current = _secured(user, agency, by)
    if not current.is_active:
        current.is_active = True
        current.save(update_fields=["is_active"])
        _note(actions.ACCOUNT_RESTORED, current, agency, by)
    return current


@transaction.atomic
def unlock(*, user: User, agency: Agency, by: User) -> User:
    """解除锁定 after too many failures to sign in. Twice is once. Raises ``NotAllowed``."""
    current = _secured(user, agency, by)
    if lockout.clear(current.username):
        _note(actions.ACCOUNT_UNLOCKED, current, agency, by)
    return current


@transaction.atomic
def reset_second_factor(*, user: User, agency: Agency, by: User) -> User:
    """重置两步验证 for somebody whose telephone is lost: set up anew after the next sign-in. Raises ``NotAllowed``."""
    current = _secured(user, agency, by)
    if second_factor.remove(current, by=by):
        sessions.end_all(current)
    return current


@transaction.atomic
def forget_identity(*, user: User, agency: Agency, by: User) -> User:
    """解除统一身份: the next sign-in through the provider binds it anew, by the user name. Raises ``NotAllowed``."""
    current = _secured(user, agency, by)
    identities.forget(current, by=by)
    return current


def _note(action: str, user: User, agency: Agency, by: User) -> None:
    record(action, by=by, agency=agency, subject=f"user:{user.pk}", payload={"note": str(user)})


def _secured(user: User, agency: Agency, by: User) -> User:
    """The account, locked; it must be one of the agency, and not the own."""
    refuse_securing(by, agency)
    refuse_own(by, user)
    current = User.objects.select_for_update().get(pk=user.pk)
    if not Membership.objects.filter(user=current, agency=agency).exists():
        words = _("“%(name)s”不在“%(agency)s”的岗位上。")
        raise NotAllowed(words % {"name": current, "agency": agency})
    return current


@transaction.atomic
def register_agency(*, parent: Agency, by: User, **facts: Any) -> Agency:
    """登记机关 under one that the system administrator looks after; ``facts`` as for ``agencies.services.register``.

    Raises ``NotAllowed``, ``Refused`` and, with a sentence per field, ``ValidationError``.
    """
    if not may_register(by, parent):
        raise NotAllowed(_("机关由系统管理员登记，您的岗位不能登记。"))
    try:
        agency = registry.register(parent=parent, **facts)
    except registry.PlacementError as error:
        raise Refused(str(error)) from error
    payload = {"note": f"{agency.name}（{agency.code}）"}
    record(actions.AGENCY_REGISTERED, by=by, agency=parent, subject=f"agency:{agency.pk}", payload=payload)
    return agency
