"""说明原因: the author says why what a finding asks about is right as it stands."""

from django.db import transaction
from django.utils.translation import gettext as _

from govreport.agencies.models import User
from govreport.checks.answers import Answer
from govreport.checks.assess import assess
from govreport.checks.places import place_name
from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.errors import Refused
from govreport.reports.models import Explanation, Version
from govreport.reports.services.locking import locked_for_edit, touch
from govreport.reports.services.reasons import reason_text, write_reason
from govreport.standards.finding import Severity


@transaction.atomic
def explain(
    *, version: Version, rule: str, subject: str, mark: str, text: str, by: User, published: bool = False
) -> Explanation:
    """Store the reason for one warning or hint (``checks.answers``), or write it anew.

    ``mark`` is the digest of the values the author has seen. Raises ``Refused`` when the version cannot be edited,
    the reason is empty or too long, the finding is an error, or the values have changed meanwhile.
    """
    current = locked_for_edit(version, by)
    reason = reason_text(text, empty=_("请写明原因。"))
    found = _found(assess(current).answers, rule, subject, mark)
    if found is None:
        raise Refused(_("这一处的数据已经变了，或者已经相符。请刷新后核对，仍有校核结果的再说明原因。"))
    if found.finding.severity is Severity.ERROR:
        raise Refused(_("这一处须更正，不能用说明代替。请核对后改正数据或文字。"))
    old = found.explanation
    explanation = old or Explanation(version=current, rule=rule, subject=subject)
    if old and (old.text, old.mark, old.published) == (reason, mark, published):
        return old
    explanation.published = published
    write_reason(explanation, found.values, reason, by=by)
    touch(current)
    payload = {
        "rule": rule,
        "address": subject,
        "place": place_name(subject, current.edition),
        "note": reason,
        "published": published,
    }
    record(actions.FINDING_EXPLAINED, by=by, agency=current.report.agency, subject=current.subject, payload=payload)
    return explanation


def _found(answers: tuple[Answer, ...], rule: str, subject: str, mark: str) -> Answer | None:
    for answer in answers:
        if (answer.finding.rule, answer.finding.target, answer.mark) == (rule, subject, mark):
            return answer
    return None
