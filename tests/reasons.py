"""说明原因: what a drafter does before submission, in one step."""

from govreport.agencies.models import User
from govreport.checks.answers import Answer
from govreport.checks.assess import Assessment, assess
from govreport.reports.models import Explanation, Version
from govreport.workflow.explain import explain

REASON = "已与登记台账核对，照原表填写。"


def say(version: Version, answer: Answer, by: User, text: str = REASON, *, published: bool = False) -> Explanation:
    """Give a reason for one finding."""
    return explain(
        version=version,
        rule=answer.finding.rule,
        subject=answer.finding.target,
        mark=answer.mark,
        text=text,
        published=published,
        by=by,
    )


def now(version: Version) -> Assessment:
    """The version as it is stored now, whatever the test holds in its hands."""
    return assess(Version.objects.get(pk=version.pk))


def answer_warnings(version: Version, by: User) -> list[Explanation]:
    """Give a reason for every warning of a version that has none."""
    return [say(version, answer, by) for answer in now(version).asked]


def answer_to(version: Version, rule: str) -> Answer:
    """The answer to the only finding of a rule."""
    (found,) = [item for item in now(version).answers if item.finding.rule == rule]
    return found
