"""委托代办: who may arrange it, for whom, for how long."""

from datetime import timedelta

import pytest
from django.utils import timezone

from govreport.agencies.models import Agency, Membership, Role, Substitution, User
from govreport.agencies.permissions import may_publish
from govreport.journal.models import Event
from govreport.reports.errors import NotAllowed, Refused
from govreport.staffing.posts import give_post
from govreport.staffing.substitutes import LONGEST_DAYS, end_standing_in, stand_in


def post_of(user: User, role: Role) -> Membership:
    return Membership.objects.get(user=user, role=role)


def arrange(post: Membership, substitute: User, by: User, *, first: int = 0, days: int = 7) -> Substitution:
    start = timezone.localdate() + timedelta(days=first)
    return stand_in(
        post=post,
        substitute=substitute,
        from_day=start,
        until_day=start + timedelta(days=days - 1),
        by=by,
        reason="出差",
    )


def test_the_holder_arranges_it_and_the_journal_keeps_it(agency: Agency, signatory: User, viewer: User) -> None:
    arrange(post_of(signatory, Role.SIGNATORY), viewer, signatory)
    assert may_publish(viewer, agency)
    event = Event.objects.get(action="post.substitute.set")
    assert event.payload["note"].startswith("查看人冯静 → 签发人郑岚（签发人）")


def test_the_lead_and_the_security_administrator_arrange_it_and_nobody_else(
    signatory: User, viewer: User, lead: User, security_admin: User, drafter: User, system_admin: User
) -> None:
    post = post_of(signatory, Role.SIGNATORY)
    for user in (viewer, drafter, system_admin):
        with pytest.raises(NotAllowed):
            arrange(post, viewer, user)
    arrange(post, viewer, lead)
    arrange(post, viewer, security_admin, first=30)


def test_the_lead_does_not_let_the_own_account_stand_in(signatory: User, lead: User) -> None:
    with pytest.raises(NotAllowed, match="不能给自己安排岗位"):
        arrange(post_of(signatory, Role.SIGNATORY), lead, lead)


def test_only_a_colleague_in_use_who_is_no_administrator_stands_in(
    agency: Agency, signatory: User, stranger: User, security_admin: User, viewer: User
) -> None:
    post = post_of(signatory, Role.SIGNATORY)
    with pytest.raises(Refused, match="就是任这个岗位的人"):
        arrange(post, signatory, signatory)
    with pytest.raises(Refused, match="不在“云溪县林业和草原局”的岗位上"):
        arrange(post, stranger, signatory)
    with pytest.raises(Refused, match="不能代办业务岗位"):
        arrange(post, security_admin, signatory)
    viewer.is_active = False
    with pytest.raises(Refused, match="账号已停用"):
        arrange(post, viewer, signatory)


def test_the_posts_of_administrators_are_not_stood_in_for(security_admin: User, viewer: User) -> None:
    with pytest.raises(Refused, match="不能由他人代办"):
        arrange(post_of(security_admin, Role.SECURITY_ADMIN), viewer, security_admin)


@pytest.mark.parametrize(
    ("first", "days", "sentence"),
    [(0, 0, "早于起始日期"), (-9, 3, "已经过去"), (0, LONGEST_DAYS + 1, "超过 92 天")],
)
def test_days_that_make_no_sense_are_refused(
    signatory: User, viewer: User, first: int, days: int, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        arrange(post_of(signatory, Role.SIGNATORY), viewer, signatory, first=first, days=days)


def test_one_person_at_a_time_and_the_same_again_changes_nothing(
    agency: Agency, signatory: User, viewer: User, reviewer: User
) -> None:
    post = post_of(signatory, Role.SIGNATORY)
    assert arrange(post, viewer, signatory) == arrange(post, viewer, signatory)
    with pytest.raises(Refused, match="已委托查看人冯静代办，日期有重叠"):
        arrange(post, reviewer, signatory, first=6)
    arrange(post, reviewer, signatory, first=7)


def test_it_ends_at_once_when_somebody_ends_it(agency: Agency, signatory: User, viewer: User, drafter: User) -> None:
    substitution = arrange(post_of(signatory, Role.SIGNATORY), viewer, signatory)
    with pytest.raises(NotAllowed):
        end_standing_in(substitution=substitution, by=drafter)
    for _click in range(2):
        assert end_standing_in(substitution=substitution, by=signatory).ended_at is not None
    assert not may_publish(viewer, agency)
    assert Event.objects.filter(action="post.substitute.ended").count() == 1


def test_it_ends_with_the_post(agency: Agency, signatory: User, viewer: User) -> None:
    arrange(post_of(signatory, Role.SIGNATORY), viewer, signatory)
    post_of(signatory, Role.SIGNATORY).delete()
    assert not may_publish(viewer, agency)


def test_whoever_stands_in_gives_the_post_to_nobody(agency: Agency, lead: User, viewer: User, drafter: User) -> None:
    """A substitute of the lead arranges posts, but not the own."""
    arrange(post_of(lead, Role.LEAD), viewer, lead)
    with pytest.raises(NotAllowed, match="不能给自己安排岗位"):
        give_post(user=viewer, agency=agency, role=Role.SIGNATORY, by=viewer)
