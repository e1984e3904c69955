"""安排、撤销、移交岗位."""

import pytest
from django.db import IntegrityError, transaction

from govreport.agencies.models import Agency, Membership, Role, Scope, User
from govreport.agencies.permissions import may_audit, may_decide, may_edit, may_publish, may_view, roles_at
from govreport.agencies.services import PostConflict, appoint
from govreport.journal.models import Event
from govreport.reports.errors import NotAllowed, Refused
from govreport.staffing.authority import GIVES, roles_to_give
from govreport.staffing.posts import end_post, give_post, hand_over
from tests.cast import person


@pytest.fixture
def colleague(agency: Agency) -> User:
    user = person("colleague", "同事范宁")
    appoint(user=user, agency=agency, role=Role.VIEWER)
    return user


def post_of(user: User, role: Role) -> Membership:
    return Membership.objects.get(user=user, role=role)


def test_the_lead_gives_the_posts_of_the_agency_and_the_journal_keeps_it(
    agency: Agency, lead: User, colleague: User
) -> None:
    post = give_post(user=colleague, agency=agency, role=Role.SIGNATORY, by=lead)
    assert give_post(user=colleague, agency=agency, role=Role.SIGNATORY, by=lead) == post
    assert may_publish(colleague, agency)
    event = Event.objects.get(action="post.given")
    assert (event.actor, event.payload["note"], event.agency_key) == (lead, "同事范宁：签发人", "yunxi-lincao")


def test_the_lead_gives_no_post_of_an_office_or_an_administrator(agency: Agency, lead: User, colleague: User) -> None:
    for role in (Role.SUPERVISOR, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN):
        with pytest.raises(NotAllowed, match="岗位由安全管理员安排"):
            give_post(user=colleague, agency=agency, role=role, by=lead)


def test_nobody_else_arranges_posts(
    agency: Agency,
    colleague: User,
    drafter: User,
    reviewer: User,
    signatory: User,
    supervisor: User,
    stranger: User,
    system_admin: User,
    audit_admin: User,
) -> None:
    for user in (drafter, reviewer, signatory, supervisor, stranger, system_admin, audit_admin):
        with pytest.raises(NotAllowed, match="岗位由年报负责人或安全管理员安排"):
            give_post(user=colleague, agency=agency, role=Role.VIEWER, by=user)
        with pytest.raises(NotAllowed):
            end_post(post=post_of(colleague, Role.VIEWER), by=user)


def test_a_lead_of_another_agency_arranges_nothing_here(
    agency: Agency, other_agency: Agency, stranger: User, colleague: User
) -> None:
    appoint(user=stranger, agency=other_agency, role=Role.LEAD)
    with pytest.raises(NotAllowed):
        give_post(user=colleague, agency=agency, role=Role.DRAFTER, by=stranger)


def test_nobody_gives_a_post_to_the_own_account(agency: Agency, lead: User, security_admin: User) -> None:
    for user in (lead, security_admin):
        with pytest.raises(NotAllowed, match="不能给自己安排岗位"):
            give_post(user=user, agency=agency, role=Role.SIGNATORY, by=user)


def test_the_table_of_who_gives_what_reaches_every_post_and_only_one_gives_administrators() -> None:
    assert {role for roles in GIVES.values() for role in roles} == set(Role)
    givers = [giver for giver, roles in GIVES.items() if Role.AUDIT_ADMIN in roles]
    assert givers == [Role.SECURITY_ADMIN]


def test_the_system_administrator_gives_first_posts_only(agency: Agency, system_admin: User) -> None:
    assert roles_to_give(system_admin, agency) == ()
    assert Role.DRAFTER in roles_to_give(system_admin, agency, first=True)
    assert Role.AUDIT_ADMIN not in roles_to_give(system_admin, agency, first=True)


# --- 移交 ----------------------------------------------------------------------------------------------------------


def test_a_holder_hands_the_post_over_without_anybodys_help(agency: Agency, drafter: User, colleague: User) -> None:
    new = hand_over(post=post_of(drafter, Role.DRAFTER), to=colleague, by=drafter)
    assert (new.user, new.role, new.scope) == (colleague, Role.DRAFTER, Scope.OWN)
    assert (may_edit(drafter, agency), may_edit(colleague, agency)) == (False, True)
    assert Event.objects.get(action="post.handed_over").payload["note"] == "起草人周宁 → 同事范宁：起草人"


def test_the_lead_hands_over_for_somebody_who_has_left(
    agency: Agency, lead: User, drafter: User, colleague: User
) -> None:
    hand_over(post=post_of(drafter, Role.DRAFTER), to=colleague, by=lead)
    assert may_edit(colleague, agency)


def test_no_post_of_others_is_handed_over_to_oneself(lead: User, signatory: User, colleague: User) -> None:
    with pytest.raises(NotAllowed, match="不能给自己安排岗位"):
        hand_over(post=post_of(signatory, Role.SIGNATORY), to=lead, by=lead)
    with pytest.raises(NotAllowed):
        hand_over(post=post_of(signatory, Role.SIGNATORY), to=colleague, by=colleague)


def test_a_post_goes_only_to_a_colleague_with_an_account_in_use(drafter: User, stranger: User, colleague: User) -> None:
    post = post_of(drafter, Role.DRAFTER)
    with pytest.raises(Refused, match="不在“云溪县林业和草原局”的岗位上，不能接手"):
        hand_over(post=post, to=stranger, by=drafter)
    with pytest.raises(Refused, match="现在就任这个岗位"):
        hand_over(post=post, to=drafter, by=drafter)
    colleague.is_active = False
    with pytest.raises(Refused, match="账号已停用"):
        hand_over(post=post, to=colleague, by=drafter)


def test_a_post_is_handed_over_once(drafter: User, colleague: User, viewer: User) -> None:
    post = post_of(drafter, Role.DRAFTER)
    hand_over(post=post, to=colleague, by=drafter)
    with pytest.raises(Refused, match="已经撤销或移交"):
        hand_over(post=post, to=viewer, by=drafter)


def test_the_only_lead_hands_over_and_is_not_ended(
    agency: Agency, lead: User, colleague: User, security_admin: User
) -> None:
    with pytest.raises(Refused, match="唯一的年报负责人，不能撤销，请移交"):
        end_post(post=post_of(lead, Role.LEAD), by=security_admin)
    hand_over(post=post_of(lead, Role.LEAD), to=colleague, by=lead)
    assert Membership.objects.get(agency=agency, role=Role.LEAD).user == colleague


def test_an_ended_post_counts_no_more(agency: Agency, lead: User, drafter: User) -> None:
    end_post(post=post_of(drafter, Role.DRAFTER), by=lead)
    assert not may_edit(drafter, agency)
    assert Event.objects.get(action="post.ended").payload["role"] == "drafter"


# --- 三员 ----------------------------------------------------------------------------------------------------------


def test_an_account_holds_one_of_the_three_administrators_posts_and_nothing_else(
    agency: Agency, government: Agency, audit_admin: User, drafter: User
) -> None:
    for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.DRAFTER, Role.SIGNATORY, Role.VIEWER, Role.LEAD):
        with pytest.raises(PostConflict):
            appoint(user=audit_admin, agency=agency, role=role)
    with pytest.raises(PostConflict, match="三员各用单独的账号"):
        appoint(user=drafter, agency=government, role=Role.AUDIT_ADMIN, scope=Scope.SUBTREE)
    assert may_audit(audit_admin, agency)
    assert not may_audit(drafter)


def test_the_security_administrator_is_told_so_in_a_sentence(
    agency: Agency, security_admin: User, drafter: User
) -> None:
    with pytest.raises(Refused, match="“起草人周宁”已有岗位“起草人”，不能再任“审计管理员”"):
        give_post(user=drafter, agency=agency, role=Role.AUDIT_ADMIN, by=security_admin)


def test_the_database_holds_one_administrators_post_per_account(agency: Agency, system_admin: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=system_admin, agency=agency, role=Role.AUDIT_ADMIN)


@pytest.mark.parametrize("name", ["system_admin", "security_admin", "audit_admin"])
def test_no_administrator_writes_decides_publishes_or_sees_a_report(
    name: str, agency: Agency, request: pytest.FixtureRequest
) -> None:
    admin: User = request.getfixturevalue(name)
    assert roles_at(admin, agency) == {name}
    assert not any(may(admin, agency) for may in (may_edit, may_decide, may_publish, may_view))
