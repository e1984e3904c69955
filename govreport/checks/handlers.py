"""校核的后台任务: counting the findings of versions anew, a few at a time."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from govreport.checks.tally import store, tallied_again
from govreport.jobs.registry import handler
from govreport.jobs.work import Work

COUNTING: Final = "count_findings"


@handler(COUNTING, label=_("重新校核年报"), queue="bulk")
def count_findings(work: Work) -> None:
    """Each part names some versions by key."""
    for part in work.todo():
        keys = [int(key) for key in part.key.split()]
        rows = tallied_again(keys)
        with work.settle(part):
            store(rows)
