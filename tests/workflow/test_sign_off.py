"""审签经过: every round with the steps of its route, from decisions: who, in which post, for whom, in which words."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from govreport.agencies.models import Agency, Role, User
from govreport.agencies.services import appoint
from govreport.publishing.services import publish
from govreport.reports.models import Version
from govreport.workflow.accept import accept
from govreport.workflow.approve import approve
from govreport.workflow.hand_in import hand_in
from govreport.workflow.models import PublishAfter
from govreport.workflow.return_ import return_
from govreport.workflow.sign_off import SignOffRound, Standing, sign_offs, signers
from govreport.workflow.submit import submit
from tests.cast import person
from tests.remarks import answer_all
from tests.workflow.routes import FOUR, TWO, lay_down, standing_in

Line = tuple[str, Standing, str, str, str, str]


def lines(round_: SignOffRound) -> list[Line]:
    return [(step.name, step.standing, step.by, step.post, step.behalf, step.opinion) for step in round_.steps]


def names(version: Version, standing: Standing) -> list[str]:
    return [step.name for step in sign_offs(version)[-1].steps if step.standing is standing]


@pytest.fixture
def head(agency: Agency) -> User:
    """负责人 who is a second one beside ``lead``."""
    user = person("lead-2", "负责人韩璐")
    appoint(user=user, agency=agency, role=Role.LEAD)
    return user


def test_a_version_nobody_submitted_has_none(drafted: Version) -> None:
    assert sign_offs(drafted) == []


def test_the_plain_way_is_one_review(drafted: Version, drafter: User, reviewer: User, signatory: User) -> None:
    version = submit(version=drafted, by=drafter)
    assert names(version, Standing.WAITING) == ["审核", "发布"]
    approve(version=version, by=reviewer)
    publish(version=version, by=signatory, render=False)
    (only,) = sign_offs(Version.objects.get(pk=version.pk))
    assert lines(only) == [
        ("提交审核", Standing.TAKEN, "起草人周宁", "起草人", "", ""),
        ("审核", Standing.TAKEN, "审核人吴敏", "审核人", "", "同意"),
        ("发布", Standing.TAKEN, "签发人郑岚", "签发人", "", "同意发布"),
    ]
    assert signers(version) == ("拟稿人", "审核人", "签发人")


def test_steps_of_the_route_bear_their_names_posts_and_substitutes(
    drafted: Version, agency: Agency, drafter: User, lead: User, reviewer: User, viewer: User, head: User
) -> None:
    lay_down(agency, lead, *FOUR)
    standing_in(reviewer, viewer, agency, Role.REVIEWER)
    version = submit(version=drafted, by=drafter)
    approve(version=version, by=lead, note="初步审核，同意上报。")
    approve(version=version, by=viewer)
    (only,) = sign_offs(version)
    assert lines(only)[1:] == [
        ("初审", Standing.TAKEN, "负责人沈青", "年报负责人", "", "初步审核，同意上报。"),
        ("保密审查", Standing.TAKEN, "查看人冯静", "审核人", "审核人吴敏", "同意"),
        ("审核", Standing.WAITING, "", "", "", ""),
        ("签发", Standing.WAITING, "", "", "", ""),
        ("发布", Standing.WAITING, "", "", "", ""),
    ]
    assert signers(version) == ("拟稿人", "初审", "保密审查", "审核", "签发")


def test_a_return_passes_over_what_was_still_to_come(
    drafted: Version, agency: Agency, drafter: User, lead: User, reviewer: User, signatory: User
) -> None:
    lay_down(agency, lead, *TWO)
    version = submit(version=drafted, by=drafter)
    return_(version=version, by=reviewer, note="请核对表三。", place="t3")
    version.refresh_from_db()
    assert names(version, Standing.SKIPPED) == ["签发", "发布"]
    assert sign_offs(version)[0].steps[1].name == "审核：退回修改"
    answer_all(version, drafter)
    version = submit(version=version, by=drafter)
    first, second = sign_offs(version)
    # What an earlier round left out is not told any more.
    assert [step.name for step in first.steps] == ["提交审核", "审核：退回修改"]
    assert [step.name for step in second.steps] == ["提交审核", "审核", "签发", "发布"]


def test_the_supervising_office_stands_there_where_the_route_waits_for_it(
    drafted: Version, agency: Agency, drafter: User, lead: User, reviewer: User, signatory: User, supervisor: User
) -> None:
    lay_down(agency, lead, *TWO, publish_after=PublishAfter.ACCEPTED)
    version = submit(version=drafted, by=drafter)
    assert names(version, Standing.WAITING) == ["审核", "签发", "报送", "接收", "发布"]
    approve(version=version, by=reviewer)
    approve(version=version, by=signatory)
    hand_in(version=version, by=drafter)
    accept(version=version, by=supervisor)
    (only,) = sign_offs(Version.objects.get(pk=version.pk))
    assert lines(only)[-2] == ("接收", Standing.TAKEN, "主管部门陈立", "主管部门人员", "", "同意接收")
    assert only.steps[-1].standing is Standing.WAITING


def test_many_rounds_cost_no_more_queries_than_one(drafted: Version, drafter: User, reviewer: User) -> None:
    version = submit(version=drafted, by=drafter)
    with CaptureQueriesContext(connection) as once:
        sign_offs(version)
    for number in range(3):
        return_(version=version, by=reviewer, note=f"请核对表三（{number}）。", place="t3")
        answer_all(version, drafter)
        version = submit(version=version, by=drafter)
    version = Version.objects.select_related("report__agency").get(pk=version.pk)
    with CaptureQueriesContext(connection) as many:
        assert len(sign_offs(version)) == 4
    assert len(many) <= len(once)
