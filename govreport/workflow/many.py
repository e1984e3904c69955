"""批量办理: return, agree to or remind of many versions at once, each in a transaction of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _

from govreport.agencies.models import User
from govreport.checks.assess import assess_all
from govreport.reports.errors import Refused
from govreport.reports.models import Ruling, Version
from govreport.workflow.anchors import WHOLE
from govreport.workflow.approve import approve
from govreport.workflow.remind import remind
from govreport.workflow.return_ import return_


@dataclass(frozen=True, slots=True)
class Outcome:
    """一份报告的办理结果: done, or why not (``refused``, a sentence)."""

    version: Version
    refused: str = ""


def clear(versions: Sequence[Version]) -> list[bool]:
    """Which versions have nothing left to look at: no finding open, every reason accepted."""
    return [
        not found.standing_open and all(reason.ruling == Ruling.ACCEPTED for reason in found.standing)
        for found in assess_all(versions)
    ]


def approve_many(*, versions: Sequence[Version], by: User, note: str = "") -> list[Outcome]:
    """Agree to all that have no finding open; the others say that they are to be read one by one."""
    outcomes = []
    for version, free in zip(versions, clear(versions), strict=True):
        if free:
            outcomes.append(_done(version, partial(approve, version=version, by=by, note=note, seen=version.lock)))
        else:
            outcomes.append(Outcome(version, _("还有校核结果或说明没有看过，不能批量同意，请逐份审核。")))
    return outcomes


def return_many(*, versions: Sequence[Version], by: User, note: str) -> list[Outcome]:
    """Return all for one and the same reason, raised as a remark on each whole report."""
    return [
        _done(version, partial(return_, version=version, by=by, note=note, seen=version.lock, place=WHOLE))
        for version in versions
    ]


def remind_many(*, versions: Sequence[Version], by: User) -> list[Outcome]:
    """Remind whoever is to act on each."""
    return [_done(version, partial(remind, version=version, by=by)) for version in versions]


def _done(version: Version, step: Callable[[], object]) -> Outcome:
    try:
        step()
    except Refused as refused:
        return Outcome(version, str(refused))
    return Outcome(version)
