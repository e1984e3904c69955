"""无障碍: no barrier on the pages of people, posts and routes, nor in the lists of a reviewer."""

from govreport.agencies.models import Agency, Membership, User
from govreport.reports.models import Version
from tests.journey.test_accessibility import LookedAt, looked_at  # noqa: F401
from tests.workflow.routes import FOUR, lay_down


def test_the_pages_of_the_lead(
    looked_at: LookedAt,  # noqa: F811
    agency: Agency,
    lead: User,
    drafter: User,
    signatory: User,
) -> None:
    lay_down(agency, lead, *FOUR)
    post = Membership.objects.get(user=drafter)
    paths = (
        "/desk/offices/",
        "/desk/offices/posts/",
        "/desk/offices/yunxi-lincao/",
        "/desk/offices/yunxi-lincao/route/",
        f"/desk/offices/posts/{post.pk}/hand-over/",
        f"/desk/offices/posts/{post.pk}/stand-in/",
    )
    found = looked_at(paths, user=lead)
    assert not found, "\n".join(found)


def test_the_pages_of_the_administrators(
    looked_at: LookedAt,  # noqa: F811
    agency: Agency,
    system_admin: User,
    security_admin: User,
    drafter: User,
) -> None:
    paths = ("/desk/offices/", "/desk/offices/yunxi-lincao/", "/desk/offices/yunxi/register/")
    found = looked_at(paths, user=system_admin)
    found += looked_at(("/desk/offices/yunxi-lincao/",), user=security_admin)
    assert not found, "\n".join(found)


def test_the_lists_of_a_reviewer(
    looked_at: LookedAt,  # noqa: F811
    in_review: Version,
    reviewer: User,
    drafter: User,
) -> None:
    found = looked_at(("/desk/review/", "/desk/review/?tab=done", f"/desk/review/{in_review.pk}/"), user=reviewer)
    found += looked_at(("/desk/review/?tab=begun", f"/desk/reports/{in_review.report_id}/"), user=drafter)
    assert not found, "\n".join(found)
