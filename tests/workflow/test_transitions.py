"""状态转换: the table as a whole, and what each person may do in each state."""

import pytest
from django.contrib.auth.models import AnonymousUser

from govreport.agencies.models import Agency, Role, User
from govreport.agencies.services import appoint
from govreport.journal.actions import ACTIONS
from govreport.reports.models import State, Version
from govreport.workflow.permissions import allowed_verbs
from govreport.workflow.transitions import TRANSITIONS, Who


def test_the_table_is_what_the_decision_record_says() -> None:
    assert {
        verb: ([state.value for state in step.sources], step.target.value, step.who)
        for verb, step in TRANSITIONS.items()
    } == {
        "submit": (["drafting", "returned"], "in_review", Who.AUTHOR),
        "recall": (["in_review"], "drafting", Who.AUTHOR),
        "approve": (["in_review"], "approved", Who.DECIDER),
        "return": (["in_review", "approved"], "returned", Who.DECIDER),
        "hand_in": (["approved"], "handed_in", Who.SENDER),
        "accept": (["handed_in"], "accepted", Who.OFFICE),
        "send_back": (["handed_in", "accepted"], "returned", Who.OFFICE),
        "publish": (["approved", "handed_in", "accepted"], "published", Who.SIGNATORY),
        "withdraw": (["published", "superseded"], "withdrawn", Who.SIGNATORY),
    }


def test_every_step_has_a_name_in_the_journal() -> None:
    assert {step.action for step in TRANSITIONS.values()} <= set(ACTIONS)


EXPECTED: dict[State, dict[str, tuple[str, ...]]] = {
    State.DRAFTING: {"drafter": ("submit",)},
    State.RETURNED: {"drafter": ("submit",)},
    State.IN_REVIEW: {
        "drafter": ("recall",),
        "reviewer": ("approve", "return"),
        "signatory": ("approve", "return"),
    },
    State.APPROVED: {
        "drafter": ("hand_in",),
        "reviewer": ("return", "hand_in"),
        "signatory": ("return", "hand_in", "publish"),
    },
    State.HANDED_IN: {"supervisor": ("accept", "send_back"), "signatory": ("publish",)},
    State.ACCEPTED: {"supervisor": ("send_back",), "signatory": ("publish",)},
    State.PUBLISHED: {"signatory": ("withdraw",)},
    State.SUPERSEDED: {"signatory": ("withdraw",)},
    State.WITHDRAWN: {},
    State.ABANDONED: {},
}


@pytest.mark.parametrize("state", list(EXPECTED))
def test_each_person_may_take_exactly_these_steps(
    drafted: Version,
    state: State,
    drafter: User,
    reviewer: User,
    signatory: User,
    viewer: User,
    supervisor: User,
    stranger: User,
) -> None:
    Version.objects.filter(pk=drafted.pk).update(state=state)
    version = Version.objects.get(pk=drafted.pk)
    found = {
        user.username: allowed_verbs(user, version)
        for user in (drafter, reviewer, signatory, viewer, supervisor, stranger)
    }
    assert {name: verbs for name, verbs in found.items() if verbs} == EXPECTED[state]
    assert allowed_verbs(AnonymousUser(), version) == ()


def test_a_person_with_all_roles_still_cannot_decide_on_the_own_report(
    submitted: Version, agency: Agency, drafter: User
) -> None:
    for role in (Role.REVIEWER, Role.SIGNATORY):
        appoint(user=drafter, agency=agency, role=role)
    assert allowed_verbs(drafter, submitted) == ("recall",)
