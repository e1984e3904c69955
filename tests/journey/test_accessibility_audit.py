"""无障碍: no barrier on the pages of the journal."""

from govreport.agencies.models import User
from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.models import Version
from tests.journey.test_accessibility import LookedAt, looked_at  # noqa: F401


def test_the_pages_of_the_audit_administrator(
    looked_at: LookedAt,  # noqa: F811
    in_review: Version,
    audit_admin: User,
    drafter: User,
) -> None:
    agency = in_review.report.agency
    record(actions.SIGN_IN_FAILED, by=None, agency=agency, subject="user:", payload={"note": "x"}, succeeded=False)
    paths = ("/audit/", "/audit/?failed=1", "/audit/?person=nobody")
    found = looked_at(paths, user=audit_admin)
    found += looked_at((f"/desk/reports/{in_review.report_id}/history/",), user=drafter)
    assert not found, "\n".join(found)
