"""审核意见: what both sides do between two rounds, in one step."""

from govreport.agencies.models import User
from govreport.reports.models import Version
from govreport.workflow.models import Thread, ThreadState
from govreport.workflow.threads import answer_remark, close_remark, raise_remark, unsettled

ANSWER = "已按意见核对并改正。"


def say(version: Version, place: str, by: User, text: str = "请核对这里。") -> Thread:
    """A remark at a place."""
    return raise_remark(version=version, place=place, text=text, by=by)


def answer_all(version: Version, by: User) -> list[Thread]:
    """An answer to every remark that has none."""
    waiting = [thread for thread in unsettled(version) if thread.state == ThreadState.OPEN]
    return [answer_remark(version=version, thread=thread.pk, text=ANSWER, by=by) for thread in waiting]


def close_all(version: Version, by: User) -> list[Thread]:
    """Every remark settled."""
    return [close_remark(version=version, thread=thread.pk, by=by) for thread in unsettled(version)]
