"""可见范围: which agencies a person sees, as a list and one by one."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser

from govreport.agencies.models import Agency, Role, Scope, User
from govreport.agencies.permissions import may_decide, may_edit, may_publish, may_view
from govreport.agencies.selectors import home_agencies
from govreport.agencies.services import appoint, place


def codes(agencies: Any) -> list[str]:
    return [agency.code for agency in agencies]


def test_a_person_sees_the_own_agency_only(drafter: User, other_agency: Agency) -> None:
    assert codes(Agency.objects.visible_to(drafter)) == ["yunxi-lincao"]


def test_a_supervisor_sees_the_government_and_everything_under_it(
    supervisor: User, agency: Agency, other_agency: Agency
) -> None:
    assert codes(Agency.objects.visible_to(supervisor)) == ["yunxi", "yunxi-lincao"]


def test_a_stranger_sees_nothing_of_the_agency(stranger: User, agency: Agency) -> None:
    assert agency not in Agency.objects.visible_to(stranger)
    assert not may_view(stranger, agency)


def test_nobody_sees_nothing(agency: Agency) -> None:
    nobody = AnonymousUser()
    assert not Agency.objects.visible_to(nobody)
    assert not may_view(nobody, agency)
    assert not may_edit(nobody, agency)


def test_a_subtree_still_covers_an_agency_that_has_left_it(
    supervisor: User, agency: Agency, other_agency: Agency
) -> None:
    place(agency=agency, parent=None, from_year=2023)
    assert may_view(supervisor, agency)


def test_the_number_of_queries_does_not_grow_with_the_tree(
    supervisor: User, agency: Agency, django_assert_num_queries: Callable[..., Any]
) -> None:
    with django_assert_num_queries(2):
        list(Agency.objects.visible_to(supervisor))


def test_each_role_may_do_its_own_work_and_no_other(
    agency: Agency, drafter: User, reviewer: User, signatory: User, viewer: User, supervisor: User, stranger: User
) -> None:
    powers = {
        user.username: (may_edit(user, agency), may_decide(user, agency), may_publish(user, agency))
        for user in (drafter, reviewer, signatory, viewer, supervisor, stranger)
    }
    assert powers == {
        "drafter": (True, False, False),
        "reviewer": (False, True, False),
        "signatory": (False, True, True),
        "viewer": (False, False, False),
        "supervisor": (False, False, False),
        "stranger": (False, False, False),
    }


def test_only_drafters_find_an_agency_to_edit(agency: Agency, drafter: User, reviewer: User) -> None:
    assert codes(Agency.objects.editable_by(drafter)) == ["yunxi-lincao"]
    assert codes(Agency.objects.editable_by(reviewer)) == []


def test_a_role_with_the_subtree_reaches_the_agencies_below(government: Agency, agency: Agency, viewer: User) -> None:
    appoint(user=viewer, agency=government, role=Role.DRAFTER, scope=Scope.SUBTREE)
    assert may_edit(viewer, agency)
    assert codes(Agency.objects.editable_by(viewer)) == ["yunxi", "yunxi-lincao"]


def test_work_follows_an_agency_that_moves_away_in_lists_as_one_by_one(
    government: Agency, agency: Agency, other_agency: Agency, viewer: User
) -> None:
    appoint(user=viewer, agency=government, role=Role.DRAFTER, scope=Scope.SUBTREE)
    place(agency=agency, parent=Agency.objects.get(code="linjiang"), from_year=2024)
    assert not may_edit(viewer, agency)
    assert codes(Agency.objects.editable_by(viewer)) == ["yunxi"]


def test_a_role_at_the_agency_alone_does_not_reach_below(government: Agency, agency: Agency, stranger: User) -> None:
    appoint(user=stranger, agency=government, role=Role.DRAFTER)
    assert not may_edit(stranger, agency)


def test_the_agencies_one_drafts_for_come_home_first(
    agency: Agency, government: Agency, other_agency: Agency, stranger: User
) -> None:
    appoint(user=stranger, agency=government, role=Role.VIEWER)
    appoint(user=stranger, agency=agency, role=Role.DRAFTER)
    assert codes(home_agencies(stranger)) == ["yunxi-lincao", "linjiang-lincao", "yunxi"]


def test_appointing_again_changes_the_scope_only(government: Agency, supervisor: User) -> None:
    membership = appoint(user=supervisor, agency=government, role=Role.SUPERVISOR)
    assert (membership.scope, supervisor.memberships.count()) == (Scope.OWN, 1)
