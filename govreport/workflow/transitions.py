"""状态转换: the whole workflow on one screen (docs/adr/0005).

Each line: the verb, from which states, to which, who, and the name of the step in the journal. By which steps a version
in review is approved, and by whom, are rows: ``workflow.models.ApprovalRoute``.
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
    DECIDER = "decider"  # 当前环节的办理人, never one who wrote the version
    SENDER = "sender"  # 起草人、审核人或签发人
    OFFICE = "office"  # 主管部门人员, above the agency
    SIGNATORY = "signatory"  # 签发人


@dataclass(frozen=True, slots=True)
class Transition:
    """状态转换: one step; ``needs_note`` when it must be given reasons, ``checked`` when open errors block it.

    ``confirmed``: a report without applications needs the signatory's word for each channel (``workflow.zero``).
    ``untouched``: only while nobody has decided in the round. ``released``: waits for the supervising office where the
    route says so. ``ruled``: whoever takes it was no author of the version.
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
    untouched: bool = False
    released: bool = False

    @property
    def ruled(self) -> bool:
        """Whether it is a judgement on the version, which its authors cannot pass."""
        return self.who in (Who.DECIDER, Who.OFFICE)


_ALL = (
    Transition(
        "submit", _("提交审核"), (State.DRAFTING, State.RETURNED), State.IN_REVIEW, Who.AUTHOR, actions.SUBMITTED,
        checked=True,
    ),
    Transition(
        "recall", _("撤回送审"), (State.IN_REVIEW,), State.DRAFTING, Who.AUTHOR, actions.RECALLED, untouched=True
    ),
    Transition(
        "approve", _("同意"), (State.IN_REVIEW,), State.APPROVED, Who.DECIDER, actions.APPROVED, checked=True
    ),
    Transition(
        "return", _("退回修改"), (State.IN_REVIEW, State.APPROVED), State.RETURNED, Who.DECIDER, actions.RETURNED,
        needs_note=True,
    ),
    Transition("hand_in", _("报送"), (State.APPROVED,), State.HANDED_IN, Who.SENDER, actions.HANDED_IN),
    Transition("accept", _("接收"), (State.HANDED_IN,), State.ACCEPTED, Who.OFFICE, actions.ACCEPTED),
    Transition(
        "send_back", _("退回重报"), (State.HANDED_IN, State.ACCEPTED), State.RETURNED, Who.OFFICE, actions.SENT_BACK,
        needs_note=True,
    ),
    Transition(
        "publish", _("发布"), (State.APPROVED, State.HANDED_IN, State.ACCEPTED), State.PUBLISHED, Who.SIGNATORY,
        actions.PUBLISHED, confirmed=True, released=True,
    ),
    # By a second person: govreport.publishing.withdraw.
    Transition(
        "withdraw", _("撤回公布"), (State.PUBLISHED, State.SUPERSEDED), State.WITHDRAWN, Who.SIGNATORY,
        actions.WITHDRAWN,
    ),
)  # fmt: skip

TRANSITIONS: Final[Mapping[str, Transition]] = {transition.verb: transition for transition in _ALL}
