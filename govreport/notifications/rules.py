"""什么事告诉谁: one table: action of the journal → which sentence, of which kind, to whom.

Of several lines the first that reaches a person counts. Nobody is told of what the person did, except where ``own``
says so: what happened to an account is told to its owner, whoever did it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from govreport.journal import actions
from govreport.notifications import audience as to
from govreport.notifications import particulars as of
from govreport.notifications.kinds import Kind
from govreport.notifications.occasion import Occasion

Values = Callable[[Occasion], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Line:
    """一种消息: the sentence ``code``, and for whom.

    ``values`` gives the words of the sentence, or None where there is nothing to tell. ``together``: a further one of
    the same version is counted in the one that has not been read yet. ``many``: where more people are concerned than
    a page should wait for, they are told by a job (``many.tell_later``, for announcements).
    """

    code: str
    kind: Kind
    people: Callable[[Occasion], to.People]
    values: Values = of.nothing
    own: bool = False
    together: bool = False
    many: bool = False


# By these steps it is settled what a version waited for: nobody need read of it any more.
SETTLES: Final[Mapping[str, tuple[Kind, ...]]] = {
    actions.SUBMITTED: (Kind.RETURN,),
    **dict.fromkeys(
        (
            actions.RECALLED,
            actions.PASSED,
            actions.APPROVED,
            actions.RETURNED,
            actions.SENT_BACK,
            actions.ACCEPTED,
            actions.PUBLISHED,
            actions.WITHDRAWAL_DECLINED,
            actions.WITHDRAWAL_REPLACED,
            actions.WITHDRAWN,
        ),
        (Kind.TASK,),
    ),
}
# What readers report waits for its own answer, whatever becomes of the version.
UNSETTLED: Final = ("mistake",)

RULES: Final[Mapping[str, tuple[Line, ...]]] = {
    actions.SUBMITTED: (Line("submitted", Kind.TASK, to.next_in_line),),
    actions.RECALLED: (Line("recalled", Kind.PROGRESS, to.those_it_waited_for),),
    actions.PASSED: (
        Line("passed.task", Kind.TASK, to.next_in_line, of.step),
        Line("passed", Kind.PROGRESS, to.writers, of.step),
    ),
    actions.APPROVED: (
        Line("approved.task", Kind.TASK, to.next_in_line),
        Line("approved", Kind.PROGRESS, to.writers),
    ),
    actions.RETURNED: (Line("returned", Kind.RETURN, to.drafters, of.remarks),),
    actions.SENT_BACK: (
        Line("sent_back", Kind.RETURN, to.drafters, of.remarks),
        Line("sent_back.told", Kind.PROGRESS, to.those_who_took_part),
    ),
    actions.THREAD_ANSWERED: (Line("answered", Kind.RETURN, to.remarker, of.one, together=True),),
    actions.HANDED_IN: (
        Line("handed_in.task", Kind.TASK, to.office),
        Line("handed_in", Kind.PROGRESS, to.writers),
    ),
    actions.ACCEPTED: (
        Line("accepted.task", Kind.TASK, to.next_in_line),
        Line("accepted", Kind.PROGRESS, to.those_who_took_part),
    ),
    actions.PUBLISHED: (Line("published", Kind.PUBLICATION, to.everybody_concerned),),
    # Whoever set the time, or pressed the button, is told of the job.
    actions.RELEASE_FAILED: (Line("release.failed", Kind.TASK, to.signatories),),
    actions.PUBLICATION_FAILED: (Line("publication.failed", Kind.TASK, to.signatories),),
    actions.CORRECTION_BEGUN: (Line("correction", Kind.PUBLICATION, to.deciders_and_office),),
    actions.WITHDRAWAL_ASKED: (
        Line("withdrawal.task", Kind.TASK, to.signatories),
        Line("withdrawal.asked", Kind.PUBLICATION, to.those_who_took_part),
    ),
    actions.CORRECTION_ABANDONED: (Line("correction.abandoned", Kind.PUBLICATION, to.deciders_and_office),),
    actions.WITHDRAWAL_REPLACED: (Line("withdrawal.replaced", Kind.PUBLICATION, to.replaced_asker),),
    actions.WITHDRAWAL_DECLINED: (Line("withdrawal.declined", Kind.PUBLICATION, to.withdrawal_asker),),
    actions.WITHDRAWN: (Line("withdrawn", Kind.PUBLICATION, to.concerned_and_asker),),
    actions.MISTAKE_REPORTED: (Line("mistake", Kind.TASK, to.drafters_and_leads, of.one, together=True),),
    actions.REMINDED: (Line("reminded", Kind.DEADLINE, to.named),),
    actions.CALLED: (
        Line("called", Kind.DEADLINE, to.named, of.call),
        Line("deadline", Kind.DEADLINE, to.named, of.deadline),
    ),
    actions.EXTENDED: (Line("extended", Kind.DEADLINE, to.drafters_and_leads, of.extension),),
    actions.ANNOUNCED: (Line("announced", Kind.NOTICE, to.addressees, of.announcement, many=True),),
    actions.POST_GIVEN: (Line("post.given", Kind.ACCOUNT, to.account, of.post),),
    actions.POST_ENDED: (Line("post.ended", Kind.ACCOUNT, to.account, of.post),),
    actions.POST_HANDED_OVER: (Line("post.handed_over", Kind.ACCOUNT, to.account, of.post),),
    actions.SUBSTITUTE_SET: (Line("substitute.set", Kind.ACCOUNT, to.both_of_substitution, of.substitution),),
    actions.SUBSTITUTE_ENDED: (Line("substitute.ended", Kind.ACCOUNT, to.both_of_substitution, of.substitution),),
    actions.ACCOUNT_BEGUN: (Line("account.begun", Kind.ACCOUNT, to.account),),
    actions.ACCOUNT_RESTORED: (Line("account.restored", Kind.ACCOUNT, to.account),),
    actions.PASSWORD_CHANGED: (Line("account.password", Kind.ACCOUNT, to.account, own=True),),
    actions.SECOND_FACTOR_SET: (Line("account.second.set", Kind.ACCOUNT, to.account, own=True),),
    actions.RECOVERY_CODES_MADE: (Line("account.recovery", Kind.ACCOUNT, to.account, own=True),),
    actions.SECOND_FACTOR_REMOVED: (Line("account.second", Kind.ACCOUNT, to.account, own=True),),
    actions.KEY_ADDED: (Line("account.key.added", Kind.ACCOUNT, to.account, own=True),),
    actions.KEY_REMOVED: (Line("account.key.removed", Kind.ACCOUNT, to.account, own=True),),
    actions.IDENTITY_BOUND: (Line("account.identity", Kind.ACCOUNT, to.account, own=True),),
    actions.IDENTITY_FORGOTTEN: (Line("account.identity.forgotten", Kind.ACCOUNT, to.account, own=True),),
    actions.MAIL_ADDRESS_SET: (Line("account.mail", Kind.ACCOUNT, to.account, own=True),),
    actions.SIGNED_IN: (Line("account.place", Kind.ACCOUNT, to.account, of.new_place, own=True),),
}
