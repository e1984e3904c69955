"""代办: somebody acts in the post of another, and it is said on whose behalf."""

import pytest

from govreport.agencies.models import Agency, Membership, Role, User
from govreport.agencies.permissions import may_edit, may_publish, roles_at
from govreport.agencies.services import appoint
from govreport.journal.models import Event
from govreport.publishing.services import publish
from govreport.reports.errors import NotAllowed
from govreport.reports.models import State, Version
from govreport.workflow.approve import approve
from govreport.workflow.models import Decision
from govreport.workflow.permissions import allowed_verbs
from govreport.workflow.selectors import waiting_for
from govreport.workflow.submit import submit
from tests.workflow.routes import TWO, lay_down, standing_in


def test_a_substitute_acts_on_behalf_of_the_holder(
    submitted: Version, agency: Agency, reviewer: User, viewer: User
) -> None:
    standing_in(reviewer, viewer, agency, Role.REVIEWER)
    assert waiting_for(viewer) == [submitted]
    approve(version=submitted, by=viewer)
    decision = Decision.objects.get(verb="approve")
    assert (decision.by, decision.on_behalf_of) == (viewer, reviewer)
    event = Event.objects.of(submitted.subject).last()
    assert event is not None
    assert (event.actor, event.payload["on_behalf_of"]) == (viewer, "审核人吴敏")


def test_whoever_holds_the_post_too_acts_in_the_own_name(
    submitted: Version, agency: Agency, reviewer: User, signatory: User
) -> None:
    standing_in(reviewer, signatory, agency, Role.REVIEWER)
    approve(version=submitted, by=signatory)
    assert Decision.objects.get(verb="approve").on_behalf_of is None


def test_nobody_stands_in_before_the_first_day_or_after_the_end(agency: Agency, signatory: User, viewer: User) -> None:
    later = standing_in(signatory, viewer, agency, Role.SIGNATORY, days=1)
    assert not may_publish(viewer, agency)
    later.delete()
    over = standing_in(signatory, viewer, agency, Role.SIGNATORY, days=-7)
    assert not may_publish(viewer, agency)
    over.delete()
    now = standing_in(signatory, viewer, agency, Role.SIGNATORY)
    assert may_publish(viewer, agency)
    now.ended_at = now.arranged_at
    now.save()
    assert not may_publish(viewer, agency)


def test_nobody_stands_in_for_the_author_to_approve_the_authors_work(
    drafted: Version, agency: Agency, drafter: User, viewer: User
) -> None:
    appoint(user=drafter, agency=agency, role=Role.REVIEWER)
    standing_in(drafter, viewer, agency, Role.REVIEWER)
    version = submit(version=drafted, by=drafter)
    assert allowed_verbs(viewer, version) == ()
    assert waiting_for(viewer) == []
    with pytest.raises(NotAllowed, match="参与了这份报告的编制"):
        approve(version=version, by=viewer)


def test_holder_and_substitute_do_not_share_two_consecutive_steps(
    drafted: Version, agency: Agency, drafter: User, reviewer: User, signatory: User, lead: User
) -> None:
    lay_down(agency, lead, *TWO)
    standing_in(signatory, reviewer, agency, Role.SIGNATORY)
    version = approve(version=submit(version=drafted, by=drafter), by=reviewer)
    with pytest.raises(NotAllowed, match="上一环节由您办理"):
        approve(version=version, by=reviewer)
    assert approve(version=version, by=signatory).state == State.APPROVED


def test_a_substitute_drafts_and_publishes_too(
    approved: Version, agency: Agency, drafter: User, signatory: User, viewer: User
) -> None:
    standing_in(drafter, viewer, agency, Role.DRAFTER)
    standing_in(signatory, viewer, agency, Role.SIGNATORY)
    assert may_edit(viewer, agency)
    publish(version=approved, by=viewer, render=False)
    assert Decision.objects.get(verb="publish").on_behalf_of == signatory


def test_an_administrator_account_counts_for_nothing_else_whatever_rows_there_are(
    agency: Agency, security_admin: User, signatory: User
) -> None:
    Membership.objects.create(user=security_admin, agency=agency, role=Role.SIGNATORY)
    standing_in(signatory, security_admin, agency, Role.SIGNATORY)
    assert roles_at(security_admin, agency) == {Role.SECURITY_ADMIN}
    assert not Agency.objects.visible_to(security_admin).exists()
    assert not Version.objects.visible_to(security_admin).exists()
