"""状态转换: the whole workflow on one screen (docs/adr/0005).

Each line: the verb, from which states, to which, who, and the name of the step in the journal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from govreport.journal import actions
from govreport.reports.models import State


class Who(Enum):
    """由谁办理: whose step it is."""

    AUTHOR = "author"  # 起草人
    DECIDER = "decider"  # 审核人或签发人, never one who wrote the version
    SIGNATORY = "signatory"  # 签发人


@dataclass(frozen=True, slots=True)
class Transition:
    """状态转换: one step; ``needs_note`` when it must be given reasons, ``checked`` when open errors block it.

    ``confirmed``: a report without applications needs the signatory's word for each channel (``workflow.zero``).
    """

    verb: str
    label: Promise
    sources: tuple[State, ...]
    target: State
    who: Who
    action: str
    needs_note: bool = False
    checked: bool = False
    confirmed: bool = False


_ALL = (
    Transition(
        "submit", _("提交审核"), (State.DRAFTING, State.RETURNED), State.IN_REVIEW, Who.AUTHOR, actions.SUBMITTED,
        checked=True,
    ),
    Transition("recall", _("撤回送审"), (State.IN_REVIEW,), State.DRAFTING, Who.AUTHOR, actions.RECALLED),
    Transition(
        "approve", _("同意"), (State.IN_REVIEW,), State.APPROVED, Who.DECIDER, actions.APPROVED, checked=True
    ),
    Transition(
        "return", _("退回修改"), (State.IN_REVIEW, State.APPROVED), State.RETURNED, Who.DECIDER, actions.RETURNED,
        needs_note=True,
    ),
    Transition(
        "publish", _("发布"), (State.APPROVED,), State.PUBLISHED, Who.SIGNATORY, actions.PUBLISHED, confirmed=True
    ),
)  # fmt: skip

TRANSITIONS: Final[Mapping[str, Transition]] = {transition.verb: transition for transition in _ALL}
