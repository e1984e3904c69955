"""开通、停用、恢复账号，登记机关."""

import pytest
from django.test import Client

from govreport.agencies.models import Agency, Kind, Level, Membership, Role, User
from govreport.agencies.permissions import may_edit
from govreport.journal.models import Event
from govreport.reports.errors import NotAllowed, Refused
from govreport.staffing.accounts import open_account, register_agency, restore, suspend


def test_the_system_administrator_opens_an_account_with_a_first_post(agency: Agency, system_admin: User) -> None:
    user, password = open_account(
        username="zhao", full_name=" 赵 一 ", agency=agency, role=Role.DRAFTER, by=system_admin
    )
    assert (user.full_name, user.check_password(password), may_edit(user, agency)) == ("赵 一", True, True)
    event = Event.objects.get(action="account.opened")
    assert event.actor == system_admin
    assert password not in str(event.payload)


def test_nobody_else_opens_accounts(
    agency: Agency, lead: User, security_admin: User, audit_admin: User, drafter: User, stranger: User
) -> None:
    for user in (lead, security_admin, audit_admin, drafter, stranger):
        with pytest.raises(NotAllowed, match="账号由系统管理员开通"):
            open_account(username="zhao", full_name="赵一", agency=agency, role=Role.VIEWER, by=user)
    assert not User.objects.filter(username="zhao").exists()


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN])
def test_the_system_administrator_opens_no_administrators(role: Role, agency: Agency, system_admin: User) -> None:
    with pytest.raises(NotAllowed, match="岗位由安全管理员安排"):
        open_account(username="zhao", full_name="赵一", agency=agency, role=role, by=system_admin)


@pytest.mark.parametrize(
    ("username", "full_name", "sentence"),
    [
        ("drafter", "赵一", "已经有人使用"),
        ("a b", "赵一", "不能使用"),
        ("", "赵一", "不能使用"),
        ("zhao", " ", "请填写姓名"),
    ],
)
def test_what_is_no_account_is_refused_in_a_sentence(
    agency: Agency, drafter: User, system_admin: User, username: str, full_name: str, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        open_account(username=username, full_name=full_name, agency=agency, role=Role.VIEWER, by=system_admin)


def test_a_suspended_account_is_signed_out_at_once_and_keeps_its_posts(
    agency: Agency, drafter: User, security_admin: User
) -> None:
    client = Client()
    client.force_login(drafter)
    for _click in range(2):
        suspend(user=drafter, agency=agency, by=security_admin, reason="调离")
    assert client.get("/desk/").status_code == 302
    assert Membership.objects.filter(user=drafter).exists()
    assert Event.objects.filter(action="account.suspended").count() == 1
    restore(user=drafter, agency=agency, by=security_admin)
    assert User.objects.get(pk=drafter.pk).is_active


def test_only_the_security_administrator_suspends_and_never_the_own_account(
    agency: Agency,
    government: Agency,
    drafter: User,
    lead: User,
    system_admin: User,
    security_admin: User,
    stranger: User,
) -> None:
    for user in (lead, system_admin, drafter):
        with pytest.raises(NotAllowed, match="由安全管理员停用和恢复"):
            suspend(user=drafter, agency=agency, by=user, reason="调离")
    with pytest.raises(NotAllowed):
        suspend(user=security_admin, agency=government, by=security_admin, reason="离岗")
    with pytest.raises(NotAllowed, match="不在“云溪县林业和草原局”的岗位上"):
        suspend(user=stranger, agency=agency, by=security_admin, reason="调离")
    with pytest.raises(Refused, match="请写明停用的原因"):
        suspend(user=drafter, agency=agency, by=security_admin, reason=" ")


def test_agencies_are_registered_below_what_the_system_administrator_looks_after(
    agency: Agency, government: Agency, other_agency: Agency, system_admin: User, lead: User, security_admin: User
) -> None:
    facts = {"code": "yunxi-shuiwu", "name": "云溪县水务局", "level": Level.COUNTY, "kind": Kind.DEPARTMENT}
    for user in (lead, security_admin):
        with pytest.raises(NotAllowed, match="机关由系统管理员登记"):
            register_agency(parent=agency, by=user, **facts)
    with pytest.raises(NotAllowed):
        register_agency(parent=other_agency, by=system_admin, **facts)
    new = register_agency(parent=government, by=system_admin, **facts)
    assert new.placements.get().path == "yunxi/yunxi-shuiwu"
    assert Event.objects.get(action="agency.registered").payload["note"] == "云溪县水务局（yunxi-shuiwu）"
